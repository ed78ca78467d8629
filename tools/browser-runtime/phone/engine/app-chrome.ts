import type { PhoneHost, Theme } from '../host/types';
import type { Page } from './page';
import { TabBar } from './tab-bar';
import type { AppConfig, TabBarState } from './types';
import { navigationError } from './url';

export interface SurroundingsOptions {
  config: AppConfig;
  host: PhoneHost;
  /** The box of all pages: it ends where the tab bar begins. */
  pagesBox: HTMLElement;
  assetUrl(path: string): string;
  onTab(item: TabBarState['items'][number], index: number): void;
}

/** What WeChat draws around a page: the bar above, the tab bar below, in the theme that is on. */
export class Surroundings {
  private readonly tabBar: TabBar | null;
  private theme: Theme;
  private page: Page | null = null;
  private depth = 1;

  constructor(private readonly options: SurroundingsOptions) {
    const { config, host, pagesBox, assetUrl, onTab } = options;
    this.theme = host.theme();
    this.tabBar = config.tabBar
      ? new TabBar(
          config.tabBar,
          (value) => this.themed(value),
          assetUrl,
          (index) => {
            const item = this.tabBar?.state.items[index];
            if (item) onTab(item, index);
          },
        )
      : null;
    if (this.tabBar) pagesBox.after(this.tabBar.element);
  }

  /** In CSS px; 0 where no tab bar is drawn. */
  get tabBarHeight(): number {
    return this.tabBar?.height ?? 0;
  }

  /** The page is on top of so many. */
  show(page: Page, depth: number): void {
    this.page = page;
    this.depth = depth;
    this.draw();
    this.options.host.pageShown(page.url);
  }

  changeBar(change: Page['bar']): void {
    if (!this.page) return;
    Object.assign(this.page.bar, change);
    this.draw();
  }

  changeTabBar(change: (state: TabBarState) => void): void {
    if (!this.tabBar) throw navigationError('not TabBar page');
    change(this.tabBar.state);
    this.draw();
  }

  changeTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  private draw(): void {
    const { config: app, host, pagesBox } = this.options;
    document.documentElement.dataset['appTheme'] = this.appTheme();
    if (!this.page) return;
    const { config, bar, path } = this.page;
    const isTab = app.tabBar?.list.some(({ pagePath }) => pagePath === path) === true;
    const isHome = isTab || path === app.pages[0];
    const textStyle = this.themed(config.navigationBarTextStyle ?? 'white');
    host.showNavigationBar({
      title: bar.title ?? config.navigationBarTitleText ?? '',
      background: bar.background ?? this.themed(config.navigationBarBackgroundColor ?? '#000000'),
      textStyle: bar.textStyle ?? (textStyle === 'black' ? 'black' : 'white'),
      style: config.navigationStyle === 'custom' ? 'custom' : 'default',
      leading: this.depth > 1 ? 'back' : isHome ? 'none' : 'home',
      loading: bar.loading === true,
    });
    this.tabBar?.draw(path);
    pagesBox.style.bottom = `${this.tabBarHeight}px`;
  }

  /** The theme that the app follows: without `darkmode` it is always light. */
  private appTheme(): Theme {
    return this.options.config.darkmode ? this.theme : 'light';
  }

  /** `@name` of app.json as theme.json says it for the theme that is on. */
  private themed(value: string): string {
    if (!value.startsWith('@')) return value;
    return this.options.config.themes[this.appTheme()][value.slice(1)] ?? value;
  }
}
