import type { template } from 'glass-easel';
import type { PhoneHost } from '../host/types';

/** The static JSON of a page or component. Colours may be `@name` of the theme. */
export interface PartConfig {
  component?: boolean;
  /** Tag to path below the app's root. */
  usingComponents: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
  [key: string]: unknown;
}

/** `app.json`, checked at compile time. */
export interface AppConfig {
  /** Every page, those of subpackages included; the first one is the entry. */
  pages: string[];
  /** Window settings that pages may override. */
  window: Record<string, unknown>;
  tabBar: TabBarConfig | null;
  /** Variables of theme.json; empty where the app has none. */
  theme: { light: Record<string, unknown>; dark: Record<string, unknown> };
  darkmode: boolean;
  /** Everything else of app.json, as it stands. */
  json: Record<string, unknown>;
}

export interface TabBarConfig {
  custom: boolean;
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle: string;
  position: 'bottom' | 'top';
  list: TabBarItem[];
}

export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath: string;
  selectedIconPath: string;
}

/** A page or component of the compiled app. */
export interface CompiledPart {
  config: PartConfig;
  /** Name that its classes carry in the page; '' for a page, whose classes stay as written. */
  styleScope: string;
  /** Runs the module, which calls `Page()` or `Component()` once. */
  run: () => void;
}

/** Default export of the compiled app's ES module. */
export interface AppBundle {
  config: AppConfig;
  parts: Record<string, CompiledPart>;
  templates: Record<string, template.ComponentTemplate>;
  /** Runs app.js, which calls `App()`. */
  runApp: () => void;
}

export type Query = Record<string, string>;

/** A page as `getCurrentPages()` gives it to the app. */
export interface PageInstance {
  route: string;
  options: Query;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  [member: string]: unknown;
}

export interface EventChannel {
  on(name: string, listener: (...args: unknown[]) => void): void;
  once(name: string, listener: (...args: unknown[]) => void): void;
  off(name: string, listener?: (...args: unknown[]) => void): void;
  emit(name: string, ...args: unknown[]): void;
}

export interface LaunchOptions {
  path: string;
  query: Query;
  scene: number;
  referrerInfo: Record<string, unknown>;
}

/** What a page answers to the share menu; null where it has no such handler. */
export interface ShareAnswer {
  title: string;
  /** Page path with query, without a leading slash. */
  path: string;
  imageUrl?: string;
}

/** Changes to the navigation bar of the top page; what is absent stays. */
export interface NavigationBarChange {
  title?: string;
  background?: string;
  textStyle?: 'black' | 'white';
  loading?: boolean;
}

/** A query over the nodes of a page or component, as `wx.createSelectorQuery` gives it. */
export type SelectorQuery = WechatMiniprogram.SelectorQuery;

export interface ScrollRequest {
  scrollTop?: number;
  selector?: string;
  offsetTop?: number;
  /** In ms. */
  duration?: number;
}

/**
 * Pages, components and navigation. Every navigation rejects with an `Error` whose message is
 * WeChat's reason, such as `page "pages/x" is not found`, without the API's name before it.
 */
export interface Engine {
  /**
   * Runs the app: `App.onLaunch`, `App.onShow`, then the page that `launch` names.
   * `wx` becomes the global of the same name.
   */
  start(wx: object): Promise<void>;
  readonly launch: LaunchOptions;
  readonly config: AppConfig;

  navigateTo(
    url: string,
    events?: Record<string, (...args: unknown[]) => void>,
  ): Promise<EventChannel>;
  redirectTo(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  navigateBack(delta?: number): Promise<void>;
  /** The page stack, the top page last. */
  pages(): PageInstance[];
  /** The visible page's path with query, without a leading slash. */
  currentPath(): string;
  app(): unknown;

  changeNavigationBar(change: NavigationBarChange): void;
  /** Tab bar: badge, red dot, item and style. An index without a tab throws. */
  changeTab(
    index: number,
    change: {
      badge?: string;
      redDot?: boolean;
      text?: string;
      iconPath?: string;
      selectedIconPath?: string;
    },
  ): void;
  changeTabBar(change: {
    visible?: boolean;
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
  }): void;

  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  pageScrollTo(request: ScrollRequest): Promise<void>;

  /** Asks the top page, as the … menu does; `target` is the share button's, if any. */
  shareToFriend(from: 'menu' | 'button', target?: unknown): Promise<ShareAnswer>;
  shareToTimeline(): Promise<ShareAnswer | null>;

  createSelectorQuery(): SelectorQuery;
  createIntersectionObserver(component: object, options?: object): object;
  createMediaQueryObserver(component?: object): object;

  /** The phone went to the background or came back: `App` and the top page are told. */
  hide(): void;
  show(): void;
  /** Theme or font size changed in the host: colours are resolved anew, pages are told. */
  themeChanged(): void;
  /** Subscribes to what `wx.onAppShow` and its like report; answers what ends it. */
  on(event: EngineEvent, listener: (detail: unknown) => void): () => void;
}

export type EngineEvent =
  'appShow' | 'appHide' | 'pageNotFound' | 'error' | 'resize' | 'themeChange';

export interface EngineOptions {
  app: AppBundle;
  host: PhoneHost;
  /** Page path with query to open; '' opens the app's first page. */
  path: string;
  scene?: number;
}
