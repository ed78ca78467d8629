/** How far the page is drawn down while it refreshes; in CSS px. */
const OPEN = 56;

/** A pull of this length refreshes; in CSS px of the page, which follows at half the speed. */
const ENOUGH = 48;

/** Pulling the page down at its top: three dots, and the page's `onPullDownRefresh`. */
export class PullDown {
  private start: number | null = null;
  private refreshing = false;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly onRefresh: () => void,
  ) {
    const begin = (y: number): void => {
      if (scroller.scrollTop <= 0 && !this.refreshing) this.start = y;
    };
    scroller.addEventListener('touchstart', ({ touches }) => begin(touches[0]?.clientY ?? 0), {
      passive: true,
    });
    scroller.addEventListener('touchmove', (event) => this.pull(event), { passive: false });
    scroller.addEventListener('touchend', () => this.release());
    scroller.addEventListener('touchcancel', () => this.release());
    scroller.addEventListener('mousedown', (event) => {
      if (event.button !== 0 || scroller.scrollTop > 0 || this.refreshing) return;
      begin(event.clientY);
      const move = ({ clientY }: MouseEvent): void => this.show(clientY);
      const up = (): void => {
        removeEventListener('mousemove', move);
        this.release();
      };
      addEventListener('mousemove', move);
      addEventListener('mouseup', up, { once: true });
    });
  }

  open(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.draw(OPEN, true);
    this.onRefresh();
  }

  close(): void {
    this.refreshing = false;
    this.draw(0, true);
  }

  private pull(event: TouchEvent): void {
    if (this.start === null || event.defaultPrevented) return;
    const y = event.touches[0]?.clientY ?? this.start;
    if (y > this.start && event.cancelable) event.preventDefault();
    this.show(y);
  }

  private show(y: number): void {
    if (this.start !== null) this.draw(Math.max(0, (y - this.start) / 2), false);
  }

  private release(): void {
    if (this.start === null) return;
    this.start = null;
    if (this.drawn >= ENOUGH) this.open();
    else this.draw(0, true);
  }

  private drawn = 0;

  /** Moves the page by its box, not by a transform: that would take hold of its fixed elements. */
  private draw(distance: number, smoothly: boolean): void {
    this.drawn = distance;
    this.scroller.style.transition = smoothly ? 'top 180ms ease-out' : 'none';
    this.scroller.style.top = distance === 0 ? '' : `${distance}px`;
  }
}
