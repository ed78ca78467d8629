/**
 * What the engine offers the rest of the phone: the pages of a compiled mini-program, their stack,
 * and the platform's own answers about them. `wx.*` is written against this interface alone.
 */

import type {
  AppConfig,
  ComponentConfig,
  TabBarConfig,
  TabBarItem,
} from '../../compile/app-config';
import type { PhoneHost, Theme } from '../host/types';

export type {
  AppConfig,
  ComponentConfig,
  TabBarConfig,
  TabBarItem,
  WindowConfig,
} from '../../compile/app-config';

export type Query = Record<string, string>;

/** How a page came to be shown, as `wx.getLaunchOptionsSync` reports it. */
export interface LaunchOptions {
  /** Without a leading slash. */
  path: string;
  query: Query;
  scene: number;
}

/** A page or component instance, as `getCurrentPages()` and `selectComponent` hand it out. */
export interface Instance {
  /** Path of the page or component, without a leading slash. */
  readonly is: string;
  readonly data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  [member: string]: unknown;
}

/** A page instance. */
export interface PageInstance extends Instance {
  readonly route: string;
  readonly options: Query;
}

/** Told apart from other errors: `errMsg` is what a failed `wx.navigateTo` answers after its name. */
export interface NavigationError extends Error {
  /** For instance `page "pages/none/none" is not found`. */
  reason: string;
}

/** The channel between a page and the one it opened. */
export interface EventChannel {
  on(name: string, listener: (...values: unknown[]) => void): void;
  once(name: string, listener: (...values: unknown[]) => void): void;
  off(name: string, listener?: (...values: unknown[]) => void): void;
  emit(name: string, ...values: unknown[]): void;
}

/** What a page answers when it is shared; defaults are filled in. */
export interface ShareContent {
  title: string;
  /** Page path with query, without a leading slash. */
  path: string;
  /** Address to load, not the app's path. */
  imageUrl?: string;
}

/** One answer of a selector query; see `wx.createSelectorQuery`. */
export interface SelectorQuery {
  in(component: unknown): SelectorQuery;
  select(selector: string): NodesRef;
  selectAll(selector: string): NodesRef;
  selectViewport(): NodesRef;
  exec(callback?: (results: unknown[]) => void): SelectorQuery;
}

export interface NodesRef {
  boundingClientRect(callback?: (rect: unknown) => void): SelectorQuery;
  scrollOffset(callback?: (offset: unknown) => void): SelectorQuery;
  fields(fields: Record<string, unknown>, callback?: (fields: unknown) => void): SelectorQuery;
  node(callback?: (answer: unknown) => void): SelectorQuery;
  context(callback?: (answer: unknown) => void): SelectorQuery;
}

export interface IntersectionObserverOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}

export interface IntersectionObserver {
  relativeTo(selector: string, margins?: Margins): IntersectionObserver;
  relativeToViewport(margins?: Margins): IntersectionObserver;
  observe(selector: string, callback: (result: unknown) => void): void;
  disconnect(): void;
}

export interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

/** The tab bar as it is drawn now; `wx.setTabBarItem` and its siblings change it. */
export interface TabBarState {
  visible: boolean;
  items: (TabBarItem & { badge: string; redDot: boolean })[];
  style: Partial<Omit<TabBarConfig, 'list' | 'custom' | 'position'>>;
}

export interface Engine {
  readonly config: AppConfig;
  /** How the app was opened. */
  readonly launch: LaunchOptions;

  /** Bottom to top. */
  getCurrentPages(): PageInstance[];
  getApp(): Record<string, unknown>;

  /**
   * Navigation takes a url as an app writes it (`/pages/a/a?x=1`, `../a/a`). Each settles when the
   * page is shown, and refuses with a NavigationError.
   */
  navigateTo(
    url: string,
    events?: Record<string, (...values: unknown[]) => void>,
  ): Promise<EventChannel>;
  redirectTo(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  /** More than the stack holds goes to its first page. */
  navigateBack(delta: number): Promise<void>;
  /** Opens a page of a shared card or a scanned code in this phone, with the scene it came by. */
  enter(path: string, scene: number): Promise<void>;

  setNavigationBarTitle(title: string): void;
  setNavigationBarColor(color: { frontColor: string; backgroundColor: string }): void;
  setNavigationBarLoading(loading: boolean): void;
  setBackgroundColor(colors: Record<string, string | undefined>): void;
  /** Height of the tab bar that is drawn under the page, 0 without one; in CSS px. */
  tabBarHeight(): number;
  changeTabBar(change: (state: TabBarState) => void): void;

  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  /** Resolves when the scroll has ended. */
  pageScrollTo(target: {
    scrollTop?: number;
    selector?: string;
    /** In px; positive is further down. */
    offsetTop?: number;
    /** In ms. */
    duration?: number;
  }): Promise<void>;

  createSelectorQuery(): SelectorQuery;
  createIntersectionObserver(
    component: unknown,
    options?: IntersectionObserverOptions,
  ): IntersectionObserver;
  /** The element a component instance or a node of a query draws; null where it draws none. */
  elementOf(instance: unknown): HTMLElement | null;

  /** Whether the top page has the handler, and so the menu its entry. */
  canShare(kind: 'friend' | 'timeline'): boolean;
  /** Asks the top page's share handler; a promise it answers has 3 s. */
  shareContent(
    kind: 'friend' | 'timeline',
    from: 'menu' | 'button',
    target?: unknown,
  ): Promise<ShareContent>;

  /** The phone tells: it went into the background, its size or its theme changed. */
  appHidden(): void;
  appShown(): void;
  resized(): void;
  themeChanged(theme: Theme): void;
  /** The house of the navigation bar: the entry page, as its only page. */
  goHome(): Promise<void>;
  /** Reports an error to `App.onError` and to the host's panel. */
  report(source: string, error: unknown): void;
  /** An unhandled promise of the app: `App.onUnhandledRejection`, and the panel. */
  reportRejection(reason: unknown): void;
  /** Takes the address of a file of the app (`/images/a.png`) or a blob, gives one to load. */
  assetUrl(path: string, from?: string): string;
}

/** What is needed to start a compiled app in a phone. */
export interface BootOptions {
  app: CompiledModule;
  config: AppConfig;
  wx: Record<string, unknown>;
  host: PhoneHost;
  /** Page path with query that the phone opens; the entry page where it is empty. */
  path: string;
  /** 1001 where nothing else is said. */
  scene?: number;
  /** Where the app's files are served from, with a slash at its end. */
  assetsUrl: string;
}

/** What a compiled app's script hands over: it calls `__phone.load` with it. */
export interface CompiledModule {
  /** Gives the modules their globals; none of them runs yet. */
  start(environment: AppEnvironment): AppModules;
  /** By path of the page or component; what the template compiler generated. */
  templates: Record<string, unknown>;
  /** JSON of each page and component, component paths resolved. */
  components: Record<string, ComponentConfig>;
}

export interface AppModules {
  /** Runs `app.ts`, which calls `App`. */
  runApp: (() => unknown) | null;
  /** Runs the module of a page or component, which registers itself. */
  modules: Record<string, () => unknown>;
}

/** The globals that a mini-program's module sees. */
export interface AppEnvironment {
  App(definition: Record<string, unknown>): void;
  Page(definition: Record<string, unknown>): void;
  Component(definition: Record<string, unknown>): void;
  Behavior(definition: Record<string, unknown>): unknown;
  getApp(): Record<string, unknown>;
  getCurrentPages(): PageInstance[];
  wx: Record<string, unknown>;
}
