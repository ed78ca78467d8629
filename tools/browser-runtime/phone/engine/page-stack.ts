import { Page, type PageKeeper } from './page';
import type { EventChannel, Query } from './types';
import { navigationError, type PageUrl } from './url';

/** Pages that may lie upon each other. */
const DEPTH = 10;

/** The pages of the app: a stack, whose lowest may be one of the tabs that stay alive. */
export class PageStack {
  private pages: Page[] = [];
  private readonly tabs = new Map<string, Page>();

  constructor(
    private readonly keeper: PageKeeper,
    private readonly stage: HTMLElement,
    private readonly tabPaths: readonly string[],
    private readonly onTop: (page: Page) => void,
  ) {}

  /** Bottom to top. */
  get all(): readonly Page[] {
    return this.pages;
  }

  get top(): Page | undefined {
    return this.pages.at(-1);
  }

  isTab(path: string): boolean {
    return this.tabPaths.includes(path);
  }

  push({ path, query }: PageUrl, channel: EventChannel | null): Page {
    this.mustExist(path);
    if (this.isTab(path)) throw navigationError('can not navigateTo a tabbar page');
    if (this.pages.length >= DEPTH) throw navigationError('webview count limit exceed');
    this.top?.hide(true);
    const page = this.open(path, query, channel);
    page.layer.classList.add('is-entering');
    return page;
  }

  replace({ path, query }: PageUrl): Page {
    this.mustExist(path);
    if (this.isTab(path)) throw navigationError('can not redirectTo a tabbar page');
    const old = this.pages.pop();
    if (old) this.discard(old);
    return this.open(path, query, null);
  }

  switchTo({ path, query }: PageUrl): Page {
    this.mustExist(path);
    if (!this.isTab(path)) throw navigationError('can not switch to no-tabBar page');
    const current = this.top;
    const kept = this.tabs.get(path);
    if (current && current === kept) return current;
    current?.hide(true);
    for (const page of this.pages.splice(0).reverse()) {
      if (!this.isTab(page.path)) this.discard(page);
    }
    if (!kept) return this.open(path, query, null);
    this.pages.push(kept);
    this.surface(kept);
    return kept;
  }

  relaunch({ path, query }: PageUrl): Page {
    this.mustExist(path);
    const old = new Set([...this.tabs.values(), ...this.pages]);
    this.pages = [];
    this.tabs.clear();
    for (const page of [...old].reverse()) this.discard(page);
    return this.open(path, query, null);
  }

  back(delta: number): Page {
    if (this.pages.length <= 1) throw navigationError('cannot navigate back at first page');
    const kept = Math.max(1, this.pages.length - Math.max(1, delta));
    for (const page of this.pages.splice(kept).reverse()) this.discard(page);
    const page = this.pages[kept - 1] as Page;
    this.surface(page);
    return page;
  }

  private open(path: string, query: Query, channel: EventChannel | null): Page {
    const page = new Page(this.keeper, path, query, channel);
    this.pages.push(page);
    if (this.isTab(path)) this.tabs.set(path, page);
    this.onTop(page);
    page.load(this.stage);
    page.show();
    page.ready();
    return page;
  }

  private surface(page: Page): void {
    this.onTop(page);
    page.layer.classList.remove('is-entering');
    page.show();
  }

  private discard(page: Page): void {
    if (this.tabs.get(page.path) === page) this.tabs.delete(page.path);
    page.unload();
  }

  private mustExist(path: string): void {
    if (!this.keeper.config.pages.includes(path)) {
      throw navigationError(`page "${path}" is not found`);
    }
  }
}
