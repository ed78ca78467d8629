import type { NavigationBar, Rect, ShareCard } from './types';

/** A page of the stack, as far as the platform around it needs to know it. */
export interface PageOnStack {
  /** Without a leading slash. */
  route: string;
  options: Record<string, string>;
}

export interface ScrollRequest {
  scrollTop?: number;
  selector?: string;
  /** In ms. */
  duration?: number;
  offsetTop?: number;
}

export interface TabBadge {
  index: number;
  /** Text of the badge, '' for a red dot, null for none. */
  badge: string | null;
}

/** What the platform's calls need of the engine. Every refusal is an Error whose message is WeChat's reason. */
export interface EnginePort {
  navigateTo(url: string, events?: object): Promise<{ eventChannel: unknown }>;
  redirectTo(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  navigateBack(delta: number): Promise<void>;
  pages(): readonly PageOnStack[];
  /** Whether `app.json` declares this page. */
  hasPage(route: string): boolean;
  /** Changes the bar of the page that is on top now, until that page ends. */
  setNavigationBar(change: Partial<NavigationBar>): void;
  setTabBar(change: { visible: boolean } | TabBadge): void;
  pageScrollTo(request: ScrollRequest): Promise<void>;
  startPullDownRefresh(): void;
  stopPullDownRefresh(): void;
  /** Null where the page on top has no handler for it: then it cannot be shared. */
  shareContent(
    kind: ShareCard['kind'],
    from: 'menu' | 'button',
    target: unknown,
  ): Promise<ShareCard | null>;
  canShare(kind: ShareCard['kind']): boolean;
  createSelectorQuery(): unknown;
  createIntersectionObserver(component: unknown, options: object): unknown;
  /** The canvas of the page on top with this `canvas-id` or `id`. */
  canvas(id: string, component?: unknown): HTMLCanvasElement | null;
  /** Runs a hook of the app: `onShow`, `onHide`, `onThemeChange`, … */
  appHook(name: string, argument: unknown): void;
  /** Tells the pages that the window has another size. */
  resized(windowSize: Pick<Rect, 'width' | 'height'>): void;
}
