import { h } from './dom';

const ROW_HEIGHT = 44;

const SETTLED_MS = 110;

/** One column of a wheel picker: it scrolls, snaps, and tells where it came to rest. */
export class Wheel {
  readonly element = h('div', { class: 'host-wheel', tabindex: '0', role: 'listbox' });
  private labels: readonly string[] = [];
  private index = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onRest: (index: number) => void) {
    this.element.addEventListener('scroll', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.rest(), SETTLED_MS);
    });
    this.element.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.turn(this.index + step, 'instant');
      this.rest();
    });
    this.element.addEventListener('click', (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
      if (row) this.turn(Number(row.dataset['index']), 'smooth');
    });
  }

  get value(): number {
    return this.index;
  }

  show(labels: readonly string[], index: number): void {
    if (
      labels.length !== this.labels.length ||
      labels.some((label, at) => label !== this.labels[at])
    ) {
      this.labels = labels;
      this.element.replaceChildren(
        ...labels.map((label, at) =>
          h('div', { class: 'host-wheel-row', role: 'option', 'data-index': String(at) }, label),
        ),
      );
    }
    this.index = index;
    this.mark();
    if (this.element.isConnected) this.turn(index, 'instant');
  }

  /** Scrolls to a row; call it once the wheel is on the screen. */
  turn(index: number, behavior: ScrollBehavior): void {
    const row = Math.min(Math.max(0, index), this.labels.length - 1);
    this.element.scrollTo({ top: row * ROW_HEIGHT, behavior });
  }

  /** Takes the row under the middle now, without waiting for the scroll to end. */
  settle(): void {
    clearTimeout(this.timer);
    this.rest();
  }

  private rest(): void {
    const row = Math.round(this.element.scrollTop / ROW_HEIGHT);
    const index = Math.min(Math.max(0, row), this.labels.length - 1);
    if (index === this.index) return;
    this.index = index;
    this.mark();
    this.onRest(index);
  }

  private mark(): void {
    for (const [at, row] of [...this.element.children].entries()) {
      row.setAttribute('aria-selected', String(at === this.index));
    }
  }
}
