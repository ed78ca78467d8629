import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Network } from './session';
import type { Signal } from './signal';
import type { NavigationBar, Rect } from './types';

export const STATUS_BAR_HEIGHT = 44;
export const NAVIGATION_BAR_HEIGHT = 44;

/** Size and place of the capsule, in CSS px from the screen's upper right corner. */
const CAPSULE = { width: 87, height: 32, right: 7, top: STATUS_BAR_HEIGHT + 6 };

/** Where the capsule stands on a screen of this width. */
export const capsuleRect = (screenWidth: number): Rect => {
  const left = screenWidth - CAPSULE.right - CAPSULE.width;
  return {
    left,
    top: CAPSULE.top,
    right: left + CAPSULE.width,
    bottom: CAPSULE.top + CAPSULE.height,
    width: CAPSULE.width,
    height: CAPSULE.height,
  };
};

const clock = (): string =>
  new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

export interface BarsActions {
  back(): void;
  home(): void;
  menu(): void;
  exit(): void;
}

/** Status bar, navigation bar and capsule. */
export class Bars {
  readonly element: HTMLElement;
  private readonly title = h('div', {
    class: 'host-nav-title',
    role: 'heading',
    'aria-level': '1',
  });
  private readonly spinner = h('span', { class: 'host-spinner host-nav-spinner', hidden: true });
  private readonly lead: HTMLButtonElement;
  private bar: NavigationBar = {
    title: '',
    background: '#ffffff',
    textStyle: 'black',
    style: 'default',
    leading: 'none',
    loading: false,
  };

  constructor(network: Signal<Network>, actions: BarsActions) {
    const time = h('span', { class: 'host-time' }, clock());
    setInterval(() => (time.textContent = clock()), 10_000);
    const signal = h('span', { class: 'host-signal' });
    const drawSignal = (value: Network): void => {
      signal.replaceChildren(drawing(value === 'none' ? ICONS.noSignal : ICONS.signal, 17));
      signal.dataset['network'] = value;
      signal.title = { wifi: '网络正常', weak: '网络较弱', none: '没有网络' }[value];
    };
    drawSignal(network.value);
    network.follow(drawSignal);

    this.lead = h('button', {
      type: 'button',
      class: 'host-nav-lead',
      onclick: () => (this.bar.leading === 'home' ? actions.home() : actions.back()),
    });
    this.element = h(
      'div',
      { class: 'host-bars' },
      h(
        'div',
        { class: 'host-status', 'aria-hidden': 'true' },
        time,
        h('span', { class: 'host-status-right' }, signal, drawing(ICONS.battery, 22)),
      ),
      h(
        'div',
        { class: 'host-nav' },
        this.lead,
        h('div', { class: 'host-nav-middle' }, this.spinner, this.title),
      ),
      h(
        'div',
        { class: 'host-capsule' },
        h(
          'button',
          {
            type: 'button',
            class: 'host-capsule-menu',
            'aria-label': '更多',
            onclick: () => actions.menu(),
          },
          drawing(ICONS.more, 20),
        ),
        h('span', { class: 'host-capsule-line' }),
        h(
          'button',
          {
            type: 'button',
            class: 'host-capsule-exit',
            'aria-label': '重新进入小程序',
            onclick: () => actions.exit(),
          },
          drawing(ICONS.target, 20),
        ),
      ),
    );
  }

  get current(): NavigationBar {
    return this.bar;
  }

  show(bar: NavigationBar): void {
    this.bar = bar;
    this.title.textContent = bar.title;
    this.spinner.hidden = !bar.loading;
    this.element.dataset['text'] = bar.textStyle;
    this.element.dataset['style'] = bar.style;
    this.lead.hidden = bar.leading === 'none' || bar.style === 'custom';
    this.lead.replaceChildren(drawing(bar.leading === 'home' ? ICONS.home : ICONS.back, 24));
    this.lead.setAttribute('aria-label', bar.leading === 'home' ? '首页' : '返回');
    document.title = bar.title;
  }

  /** Height that the bars take from the page. */
  get height(): number {
    return this.bar.style === 'custom' ? 0 : STATUS_BAR_HEIGHT + NAVIGATION_BAR_HEIGHT;
  }
}
