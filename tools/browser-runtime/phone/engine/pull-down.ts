/** How far the content is drawn down while it refreshes; in CSS px. */
const OPEN = 56;

/** What the pull is about. */
export interface Pulled {
  /** Pulling begins where it is scrolled to its top. */
  scroller: HTMLElement;
  enabled(): boolean;
  /** Pull that refreshes; in CSS px of the content, which follows the finger at half its speed. */
  threshold(): number;
  /** Moves the content down by so many px. */
  draw(distance: number, smoothly: boolean): void;
  onPull?(distance: number): void;
  onRefresh(): void;
  onAbort?(): void;
}

/** Pulling content down at its top, with a finger or the mouse. */
export class PullDown {
  private start: number | null = null;
  private drawn = 0;
  private refreshing = false;

  constructor(private readonly pulled: Pulled) {
    const { scroller } = pulled;
    scroller.addEventListener('touchstart', (event) => this.begin(event.touches[0]?.clientY ?? 0), {
      passive: true,
    });
    scroller.addEventListener('touchmove', (event) => this.move(event), { passive: false });
    scroller.addEventListener('touchend', () => this.release());
    scroller.addEventListener('touchcancel', () => this.release());
    scroller.addEventListener('mousedown', (event) => {
      if (event.button !== 0) return;
      this.begin(event.clientY);
      const move = ({ clientY }: MouseEvent): void => this.pullTo(clientY);
      addEventListener('mousemove', move);
      addEventListener(
        'mouseup',
        () => {
          removeEventListener('mousemove', move);
          this.release();
        },
        { once: true },
      );
    });
  }

  /** Opens as if it had been pulled. */
  open(): void {
    if (this.refreshing) return;
    this.hold();
    this.pulled.onRefresh();
  }

  /** Stays open without asking for anything. */
  hold(): void {
    this.refreshing = true;
    this.draw(OPEN, true);
  }

  close(): void {
    this.refreshing = false;
    this.draw(0, true);
  }

  private begin(y: number): void {
    const { scroller, enabled } = this.pulled;
    if (enabled() && !this.refreshing && scroller.scrollTop <= 0) this.start = y;
  }

  private move(event: TouchEvent): void {
    if (this.start === null || event.defaultPrevented) return;
    const y = event.touches[0]?.clientY ?? this.start;
    if (y > this.start && event.cancelable) event.preventDefault();
    this.pullTo(y);
  }

  private pullTo(y: number): void {
    if (this.start === null) return;
    const distance = Math.max(0, (y - this.start) / 2);
    this.draw(distance, false);
    this.pulled.onPull?.(distance);
  }

  private release(): void {
    if (this.start === null) return;
    this.start = null;
    if (this.drawn >= this.pulled.threshold()) {
      this.open();
    } else {
      if (this.drawn > 0) this.pulled.onAbort?.();
      this.draw(0, true);
    }
  }

  private draw(distance: number, smoothly: boolean): void {
    if (distance === this.drawn) return;
    this.drawn = distance;
    this.pulled.draw(distance, smoothly);
  }
}
