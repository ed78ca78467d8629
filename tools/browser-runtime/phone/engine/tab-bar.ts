import type { TabBarConfig, TabBarState } from './types';

/** Height of the bar; in CSS px. */
const TAB_BAR_HEIGHT = 52;

const make = (tag: string, className: string): HTMLElement => {
  const element = document.createElement(tag);
  element.className = className;
  return element;
};

/** The tab bar that WeChat draws from app.json. */
export class TabBar {
  readonly element = make('nav', 'tab-bar');
  readonly state: TabBarState;
  private selected = '';

  constructor(
    config: TabBarConfig,
    private readonly themed: (value: string) => string,
    private readonly assetUrl: (path: string) => string,
    private readonly onTap: (index: number) => void,
  ) {
    const { list, custom, position, ...style } = config;
    this.state = {
      visible: custom !== true,
      items: list.map((item) => ({ ...item, badge: '', redDot: false })),
      style,
    };
    this.element.setAttribute('role', 'tablist');
  }

  get height(): number {
    return this.element.hidden ? 0 : TAB_BAR_HEIGHT;
  }

  /** Draws the bar under the page of this path; nothing under a page that is no tab. */
  draw(path: string): void {
    this.selected = path;
    const { items, style, visible } = this.state;
    const isTab = items.some(({ pagePath }) => pagePath === path);
    this.element.hidden = !visible || !isTab;
    this.element.style.background = this.themed(style.backgroundColor ?? '#ffffff');
    this.element.dataset['border'] = this.themed(style.borderStyle ?? 'black');
    this.element.replaceChildren(...items.map((item, index) => this.tab(item, index)));
  }

  private tab(item: TabBarState['items'][number], index: number): HTMLElement {
    const { style } = this.state;
    const { pagePath, text, iconPath, selectedIconPath, badge, redDot } = item;
    const isSelected = pagePath === this.selected;
    const tab = make('button', 'tab-bar-item');
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-selected', String(isSelected));
    tab.style.color = this.themed(
      (isSelected ? style.selectedColor : style.color) ?? (isSelected ? '#07a95a' : '#7a7e83'),
    );
    const picture = isSelected ? (selectedIconPath ?? iconPath) : iconPath;
    const holder = make('span', 'tab-bar-icon');
    if (picture !== undefined) {
      const icon = document.createElement('img');
      icon.alt = '';
      icon.src = this.assetUrl(`/${this.themed(picture).replace(/^\//, '')}`);
      holder.append(icon);
    }
    if (badge !== '' || redDot) {
      const mark = make('span', badge === '' ? 'tab-bar-dot' : 'tab-bar-badge');
      mark.textContent = badge.length > 4 ? '…' : badge;
      holder.append(mark);
    }
    const label = make('span', 'tab-bar-text');
    label.textContent = text;
    tab.append(holder, label);
    tab.addEventListener('click', () => this.onTap(index));
    return tab;
  }
}
