/**
 * The browser's back button takes the app one page back. While pages lie upon the first, one entry
 * of the browser's history stands above the phone's own.
 */
export class BackButton {
  constructor(
    private readonly depth: () => number,
    back: () => void,
  ) {
    history.replaceState({ phone: 'base' }, '');
    addEventListener('popstate', () => {
      if (this.depth() > 1) back();
      this.follow();
    });
  }

  /** To be called whenever the stack has changed. */
  follow(): void {
    const { phone } = (history.state ?? {}) as { phone?: string };
    if (this.depth() > 1 && phone !== 'above') history.pushState({ phone: 'above' }, '');
  }
}
