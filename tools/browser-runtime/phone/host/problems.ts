import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Problem } from './types';

/** Different problems listed at most; the same one told again is counted. */
const LISTED = 20;

/** The developer's panel: what went wrong, and where. Nothing is swallowed. */
export class Problems {
  private readonly list = h('div', { class: 'host-problem-list' });
  private readonly heading = h('div', { class: 'host-problem-heading' });
  private readonly seen = new Map<string, { count: number; badge: HTMLElement }>();
  readonly element: HTMLElement;

  constructor() {
    this.element = h(
      'div',
      { class: 'host-problems', hidden: true, role: 'alert' },
      h(
        'div',
        { class: 'host-problem-top' },
        this.heading,
        h(
          'button',
          {
            type: 'button',
            class: 'host-problem-close',
            'aria-label': '关闭',
            onclick: () => this.clear(),
          },
          drawing(ICONS.cross, 20),
        ),
      ),
      this.list,
    );
  }

  add({ source, message, stack }: Problem): void {
    console.error(`[${source}] ${message}`, stack ?? '');
    const key = `${source}\n${message}`;
    const known = this.seen.get(key);
    if (known) {
      known.count += 1;
      known.badge.textContent = `×${known.count}`;
    } else if (this.seen.size < LISTED) {
      const badge = h('span', { class: 'host-problem-count' });
      this.seen.set(key, { count: 1, badge });
      this.list.append(
        h(
          'div',
          { class: 'host-problem' },
          h('div', { class: 'host-problem-source' }, source, badge),
          h('div', { class: 'host-problem-message' }, message),
          stack === undefined
            ? null
            : h('details', {}, h('summary', {}, 'stack'), h('pre', {}, stack)),
        ),
      );
    }
    const total = [...this.seen.values()].reduce((sum, { count }) => sum + count, 0);
    this.heading.textContent = `${total} 个错误`;
    this.element.hidden = false;
  }

  /** Takes away what came from this source, such as a compile error that has been mended. */
  clear(): void {
    this.seen.clear();
    this.list.replaceChildren();
    this.element.hidden = true;
  }
}
