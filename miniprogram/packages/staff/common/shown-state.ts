/** What `page-state` shows in a page's place. */
export interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

export const LOADING: ShownState = { kind: 'loading', title: '', hint: '', action: '' };

/** Nothing is there, and what to do next. */
export const nothingHere = (title: string, hint: string): ShownState => ({
  kind: 'empty',
  title,
  hint,
  action: '刷新',
});
