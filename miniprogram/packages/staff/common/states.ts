/** What a page shows instead of its content. */
export interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

export const LOADING: ShownState = { kind: 'loading', title: '', hint: '', action: '' };
