import { Element as Node } from 'glass-easel';
import type { PhoneHost, Theme } from '../host/types';
import { BUILT_INS, install } from '../built-ins';
import { BuiltInElement } from '../built-ins/define';
import { AppInstance } from './app-instance';
import { BackButton } from './back-button';
import { passValuesToBuiltIns, PhoneBackend } from './backend';
import { listenForErrors } from './errors';
import { createChannel } from './event-channel';
import { shapeEvents, elementOfTarget } from './event-shape';
import { Gestures } from './gestures';
import { addInstanceMethods } from './instance-methods';
import { createObserver } from './intersection';
import { PageStack } from './page-stack';
import { ReadyQueue } from './ready-queue';
import { Registry } from './registry';
import { createQuery, domOf, type QuerySpace } from './selector-query';
import { askShareContent } from './share';
import { Surroundings } from './app-chrome';
import type {
  AppModules,
  BootOptions,
  Engine,
  EventChannel,
  IntersectionObserver,
  IntersectionObserverOptions,
  LaunchOptions,
  PageInstance,
  SelectorQuery,
  ShareContent,
  TabBarState,
} from './types';
import { navigationError, parseUrl } from './url';

const DEFAULT_SCENE = 1001;

const box = (className: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  return element;
};

/** Does it now; what it throws refuses the promise. */
const settled = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });

const nodeOf = (instance: unknown): Node | null => {
  if (instance instanceof Node) return instance;
  const behind = (instance as { _$?: Node } | null | undefined)?._$;
  return behind ?? elementOfTarget(instance);
};

/** Runs a compiled mini-program on the host's stage. */
export class PhoneEngine implements Engine, QuerySpace {
  readonly config: Engine['config'];
  readonly launch: LaunchOptions;
  private readonly host: PhoneHost;
  private readonly registry: Registry;
  private readonly ready = new ReadyQueue();
  private readonly pagesBox = box('engine-pages');
  private readonly stack: PageStack;
  private readonly surroundings: Surroundings;
  private readonly backButton: BackButton;
  private readonly modules: AppModules;
  private readonly app: AppInstance;
  private customTabBar: unknown = null;

  constructor(private readonly options: BootOptions) {
    const { config, host, app: compiled, path, scene = DEFAULT_SCENE } = options;
    this.config = config;
    this.host = host;
    this.app = new AppInstance(host);
    const entry = parseUrl(`/${path || config.pages[0] || ''}`, '');
    this.launch = { ...entry, scene };

    listenForErrors((source, error) => this.report(source, error));
    shapeEvents();
    passValuesToBuiltIns();
    install(BUILT_INS, {
      host,
      assetUrl: (file, from) => this.assetUrl(file, from),
      navigate: (openType, url, delta) => this.navigate(openType, url, delta),
    });

    const root = box('engine');
    root.append(this.pagesBox);
    host.stage.append(root);
    new Gestures(root, () => this.origin());

    this.registry = new Registry(
      compiled,
      BUILT_INS.map(({ tag }) => tag),
    );
    this.ready.watch(this.registry.codeSpace);
    const backend = this.registry.associate(new PhoneBackend(root).asContext());

    const tabs = config.tabBar?.list ?? [];
    this.stack = new PageStack(
      {
        config,
        createRoot: (page, query) => {
          this.registry.need(page);
          const text = new URLSearchParams(query).toString();
          const url = text === '' ? page : `${page}?${text}`;
          return backend.createRoot('wx-page', this.registry.codeSpace, url);
        },
        whenReady: (callback) => this.ready.whenReady(callback),
        report: (source, error) => this.report(source, error),
      },
      this.pagesBox,
      tabs.map(({ pagePath }) => pagePath),
      (page) => this.surroundings.show(page, this.stack.all.length),
    );
    this.surroundings = new Surroundings({
      config,
      host,
      pagesBox: this.pagesBox,
      assetUrl: (file) => this.assetUrl(file),
      onTab: ({ pagePath, text }, index) => {
        const page = this.stack.switchTo({ path: pagePath, query: {} });
        page.call('onTabItemTap', { index: String(index), pagePath, text });
      },
    });
    this.backButton = new BackButton(
      () => this.stack.all.length,
      () => void this.navigateBack(1),
    );
    addInstanceMethods({
      engine: this,
      nodeOf,
      topPage: () => this.topPage(),
      scrollerOf: (dom) => this.scrollerOf(dom),
      pageOf: (instance) => {
        const dom = this.elementOf(instance);
        return this.stack.all.find(({ layer }) => layer.contains(dom)) ?? this.stack.top;
      },
      tabBar: () => this.customTabBar,
    });
    this.modules = this.registry.start({
      App: (definition) => this.app.define(definition),
      getApp: () => this.app.get(),
      getCurrentPages: () => this.getCurrentPages(),
      wx: options.wx,
    });
    // Whoever boots the engine holds it before the app's own code asks for it.
    queueMicrotask(() => this.begin(backend));
  }

  getCurrentPages(): PageInstance[] {
    return this.stack.all.map(({ instance }) => instance);
  }

  getApp(): Record<string, unknown> {
    return this.app.get();
  }

  navigateTo(
    url: string,
    events: Record<string, (...values: unknown[]) => void> = {},
  ): Promise<EventChannel> {
    return settled(() => {
      const [opener, opened] = createChannel();
      for (const [name, listener] of Object.entries(events)) opener.on(name, listener);
      this.stack.push(this.target(url), opened);
      this.backButton.follow();
      return opener;
    });
  }

  redirectTo(url: string): Promise<void> {
    return settled(() => void this.stack.replace(this.target(url)));
  }

  switchTab(url: string): Promise<void> {
    return settled(() => void this.stack.switchTo(this.target(url)));
  }

  reLaunch(url: string): Promise<void> {
    return settled(() => void this.stack.relaunch(this.target(url)));
  }

  navigateBack(delta: number): Promise<void> {
    return settled(() => {
      const containers = this.stack.top?.layer.querySelectorAll('wx-page-container') ?? [];
      for (const element of containers) {
        if (element instanceof BuiltInElement && element.controller.back?.()) return;
      }
      this.stack.back(delta);
    });
  }

  enter(path: string, scene: number): Promise<void> {
    return settled(() => {
      Object.assign(this.launch, parseUrl(`/${path.replace(/^\//, '')}`, ''), { scene });
      this.stack.relaunch(this.launch);
    });
  }

  goHome(): Promise<void> {
    return this.reLaunch(`/${this.config.pages[0] ?? ''}`);
  }

  setNavigationBarTitle(title: string): void {
    this.surroundings.changeBar({ title });
  }

  setNavigationBarColor(color: { frontColor: string; backgroundColor: string }): void {
    const textStyle = color.frontColor.toLowerCase() === '#ffffff' ? 'white' : 'black';
    this.surroundings.changeBar({ textStyle, background: color.backgroundColor });
  }

  setNavigationBarLoading(loading: boolean): void {
    this.surroundings.changeBar({ loading });
  }

  setBackgroundColor(colors: Record<string, string | undefined>): void {
    const layer = this.stack.top?.layer;
    const background = colors['backgroundColor'];
    if (layer && background !== undefined) layer.style.background = background;
  }

  tabBarHeight(): number {
    return this.surroundings.tabBarHeight;
  }

  changeTabBar(change: (state: TabBarState) => void): void {
    this.surroundings.changeTabBar(change);
  }

  startPullDownRefresh(): void {
    this.stack.top?.pullDown.open();
  }

  stopPullDownRefresh(): void {
    for (const page of this.stack.all) page.pullDown.close();
  }

  pageScrollTo(target: Parameters<Engine['pageScrollTo']>[0]): Promise<void> {
    const { scrollTop, selector, offsetTop = 0, duration = 300 } = target;
    const page = this.stack.top;
    if (!page) return Promise.resolve();
    const { scroller } = page;
    const shadow = page.root.getComponent().getShadowRoot();
    const node = selector === undefined ? null : (shadow?.querySelector(selector) ?? null);
    const dom = node && domOf(node);
    const at = dom
      ? dom.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
      : scrollTop;
    if (at === undefined) return Promise.resolve();
    scroller.scrollTo({ top: at + offsetTop, behavior: duration > 0 ? 'smooth' : 'auto' });
    return new Promise((resolve) => setTimeout(resolve, duration));
  }

  createSelectorQuery(): SelectorQuery {
    return createQuery(this);
  }

  createIntersectionObserver(
    component: unknown,
    options?: IntersectionObserverOptions,
  ): IntersectionObserver {
    return createObserver(this, component, options);
  }

  elementOf(instance: unknown): HTMLElement | null {
    const node = nodeOf(instance);
    return node && domOf(node);
  }

  canShare(kind: 'friend' | 'timeline'): boolean {
    const page = this.stack.top;
    const friend = page?.has('onShareAppMessage') === true;
    return kind === 'friend' ? friend : friend && page.has('onShareTimeline');
  }

  async shareContent(
    kind: 'friend' | 'timeline',
    from: 'menu' | 'button',
    target?: unknown,
  ): Promise<ShareContent> {
    const page = this.stack.top;
    if (!page) throw navigationError('there is no page to share');
    return askShareContent(page, kind, from, target, {
      title: this.config.window.navigationBarTitleText ?? '',
      assetUrl: (file) => this.assetUrl(file, page.path),
    });
  }

  appHidden(): void {
    this.stack.top?.hide(false);
    this.app.call('onHide');
  }

  appShown(): void {
    this.app.call('onShow', this.launch);
    this.stack.top?.show();
  }

  resized(): void {
    const { screenWidth, screenHeight, windowWidth, windowHeight } = this.host.metrics();
    const size = { screenWidth, screenHeight, windowWidth, windowHeight };
    for (const page of this.stack.all) page.resized(size);
  }

  themeChanged(theme: Theme): void {
    this.surroundings.changeTheme(theme);
    this.app.call('onThemeChange', { theme });
  }

  report(source: string, error: unknown): void {
    this.app.report(source, error);
  }

  reportRejection(reason: unknown): void {
    this.app.reportRejection(reason);
  }

  assetUrl(path: string, from = this.stack.top?.path ?? ''): string {
    if (path === '' || /^(?:[a-z][\w+.-]*:|\/\/)/i.test(path)) return path;
    const { path: file } = parseUrl(path, from);
    return this.options.assetsUrl + file;
  }

  nodeOf(instance: unknown): Node | null {
    return nodeOf(instance);
  }

  topPage(): PageInstance | null {
    return this.stack.top?.instance ?? null;
  }

  scrollerOf(dom: HTMLElement | null): HTMLElement | null {
    return dom?.closest<HTMLElement>('.page-scroller') ?? this.stack.top?.scroller ?? null;
  }

  private begin(backend: ReturnType<Registry['associate']>): void {
    try {
      this.modules.runApp?.();
      this.app.call('onLaunch', this.launch);
      this.app.call('onShow', this.launch);
      this.openFirst();
      this.openCustomTabBar(backend);
    } catch (error) {
      this.report('start', error);
    }
  }

  private openFirst(): void {
    const { path } = this.launch;
    if (this.config.pages.includes(path)) {
      this.stack.relaunch(this.launch);
      return;
    }
    this.app.call('onPageNotFound', { ...this.launch, isEntryPage: true });
    if (this.stack.top) return;
    this.report('start', new Error(`page "${path}" is not found`));
    void this.goHome();
  }

  private openCustomTabBar(backend: ReturnType<Registry['associate']>): void {
    const path = 'custom-tab-bar/index';
    if (this.config.tabBar?.custom !== true) return;
    this.registry.need(path);
    const root = backend.createRoot('custom-tab-bar', this.registry.codeSpace, path);
    const holder = box('custom-tab-bar');
    const place = box('');
    holder.append(place);
    this.pagesBox.after(holder);
    root.attach(holder as never, place as never);
    this.customTabBar = root.get();
  }

  private target(url: string): ReturnType<typeof parseUrl> {
    return parseUrl(url, this.stack.top?.path ?? '');
  }

  private async navigate(openType: string, url: string, delta: number): Promise<void> {
    if (openType === 'navigateBack') return this.navigateBack(delta);
    if (openType === 'redirect') return this.redirectTo(url);
    if (openType === 'switchTab') return this.switchTab(url);
    if (openType === 'reLaunch') return this.reLaunch(url);
    await this.navigateTo(url);
  }

  private origin(): { left: number; top: number; scrollTop: number } {
    const { left, top } = this.pagesBox.getBoundingClientRect();
    return { left, top, scrollTop: this.stack.top?.scroller.scrollTop ?? 0 };
  }
}
