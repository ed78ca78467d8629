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
    const page = this.make(path, query, channel);
    this.top?.hide(true);
    this.open(page);
    page.layer.classList.add('is-entering');
    return page;
  }

  replace({ path, query }: PageUrl): Page {
    this.mustExist(path);
    if (this.isTab(path)) throw navigationError('can not redirectTo a tabbar page');
    const page = this.make(path, query, null);
    const old = this.pages.pop();
    if (old) this.discard(old);
    return this.open(page);
  }

  switchTo({ path, query }: PageUrl): Page {
    this.mustExist(path);
    if (!this.isTab(path)) throw navigationError('can not switch to no-tabBar page');
    const current = this.top;
    const kept = this.tabs.get(path);
    if (current && current === kept) return current;
    const page = kept ?? this.make(path, query, null);
    current?.hide(true);
    for (const each of this.pages.splice(0).reverse()) {
      if (!this.isTab(each.path)) this.discard(each);
    }
    if (page !== kept) return this.open(page);
    this.pages.push(page);
    this.surface(page);
    return page;
  }

  relaunch({ path, query }: PageUrl): Page {
    this.mustExist(path);
    const page = this.make(path, query, null);
    const old = new Set([...this.tabs.values(), ...this.pages]);
    this.pages = [];
    this.tabs.clear();
    for (const each of [...old].reverse()) this.discard(each);
    return this.open(page);
  }

  back(delta: number): Page {
    if (this.pages.length <= 1) throw navigationError('cannot navigate back at first page');
    const kept = Math.max(1, this.pages.length - Math.max(1, delta));
    for (const page of this.pages.splice(kept).reverse()) this.discard(page);
    const page = this.pages[kept - 1] as Page;
    this.surface(page);
    return page;
  }

  /** Made before any other page leaves: a page whose code fails leaves the stack as it is. */
  private make(path: string, query: Query, channel: EventChannel | null): Page {
    return new Page(this.keeper, path, query, channel);
  }

  private open(page: Page): Page {
    this.pages.push(page);
    if (this.isTab(page.path)) this.tabs.set(page.path, page);
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
