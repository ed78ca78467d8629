import type { Root } from 'glass-easel-miniprogram-adapter';
import type { AppConfig, EventChannel, PageInstance, Query, WindowConfig } from './types';
import { PullDown } from './pull-down';
import { urlText } from './url';

/** What a page needs of the engine that holds it. */
export interface PageKeeper {
  config: AppConfig;
  createRoot(path: string, query: Query): Root;
  whenReady(callback: () => void): void;
  report(source: string, error: unknown): void;
}

/** Default distance from the end at which `onReachBottom` is told; in CSS px. */
const REACH_BOTTOM = 50;

/** A pull of this length refreshes; in CSS px. */
const PULL = 48;

const element = (className: string): HTMLElement => {
  const made = document.createElement('div');
  made.className = className;
  return made;
};

/** A page of the stack: its instance, its box on the stage, and its lifecycle. */
export class Page {
  /** Holds `position: fixed`, and names the page for its styles. */
  readonly layer = element('page-layer');
  readonly scroller = element('page-scroller');
  readonly config: WindowConfig;
  readonly root: Root;
  readonly instance: PageInstance;
  readonly pullDown: PullDown;
  /** What `wx.setNavigationBar…` changed. */
  bar: { title?: string; background?: string; textStyle?: 'black' | 'white'; loading?: boolean } =
    {};
  private shown = false;
  private scrollTop = 0;
  private atBottom = false;

  constructor(
    private readonly keeper: PageKeeper,
    readonly path: string,
    readonly query: Query,
    readonly channel: EventChannel | null,
  ) {
    this.config = { ...keeper.config.window, ...keeper.config.pageConfigs[path] };
    this.root = keeper.createRoot(path, query);
    this.instance = this.root.get() as unknown as PageInstance;
    Object.assign(this.instance, { route: path, options: query, __route__: path });
    this.layer.dataset['path'] = path;
    const dots = element('page-pull');
    dots.dataset['style'] = this.config.backgroundTextStyle ?? 'dark';
    dots.append(element('page-dot'), element('page-dot'), element('page-dot'));
    this.layer.append(dots, this.scroller);
    const { scroller } = this;
    // A page is read on with the keys, even where nothing on it takes the focus.
    scroller.tabIndex = 0;
    this.pullDown = new PullDown({
      scroller,
      enabled: () => this.config.enablePullDownRefresh === true,
      threshold: () => PULL,
      // By its box, not by a transform: that would take hold of the page's fixed elements.
      draw: (distance, smoothly) => {
        scroller.style.transition = smoothly ? 'top 180ms ease-out' : 'none';
        scroller.style.top = distance === 0 ? '' : `${distance}px`;
      },
      onRefresh: () => void this.call('onPullDownRefresh'),
    });
    this.layer.classList.toggle('can-pull', this.config.enablePullDownRefresh === true);
    this.scroller.classList.toggle('is-still', this.config.disableScroll === true);
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
  }

  get url(): string {
    return urlText(this);
  }

  /** Draws the page on the stage and loads it; `onReady` follows when its components are ready. */
  load(stage: HTMLElement): void {
    stage.append(this.layer);
    const place = element('');
    this.scroller.append(place);
    this.root.attach(this.scroller as never, place as never);
    this.call('onLoad', this.query);
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.layer.hidden = false;
    this.scroller.scrollTop = this.scrollTop;
    this.call('onShow');
    this.lifetime('show');
  }

  ready(): void {
    this.keeper.whenReady(() => this.call('onReady'));
  }

  /** The page goes behind another one, or the app into the background. */
  hide(behind: boolean): void {
    if (this.shown) {
      this.shown = false;
      this.call('onHide');
      this.lifetime('hide');
    }
    if (behind) {
      this.scrollTop = this.scroller.scrollTop;
      this.layer.hidden = true;
    }
  }

  unload(): void {
    this.call('onUnload');
    this.root.release();
    this.layer.remove();
  }

  resized(size: object): void {
    this.call('onResize', { size });
    this.lifetime('resize', size);
  }

  has(method: string): boolean {
    return typeof this.instance[method] === 'function';
  }

  /** Calls a handler of the page where it has one; its error goes to the panel. */
  call(method: string, ...values: unknown[]): unknown {
    const handler = this.instance[method];
    if (typeof handler !== 'function') return undefined;
    try {
      return (handler as (...values: unknown[]) => unknown).apply(this.instance, values);
    } catch (error) {
      this.keeper.report(`${this.path} ${method}`, error);
      return undefined;
    }
  }

  private lifetime(name: string, ...values: unknown[]): void {
    this.root.getComponent().triggerPageLifetime(name, values as never);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (this.layer.hidden) return;
    if (this.has('onPageScroll')) this.call('onPageScroll', { scrollTop });
    const distance = this.config.onReachBottomDistance ?? REACH_BOTTOM;
    const atBottom = scrollHeight - clientHeight - scrollTop <= distance;
    if (atBottom && !this.atBottom) this.call('onReachBottom');
    this.atBottom = atBottom;
  }
}
