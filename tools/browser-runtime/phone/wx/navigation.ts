import { api } from './api';
import type { TabBarState } from '../engine/types';
import type { Family, Platform } from './platform';
import { uncaught } from './uncaught';

interface UrlOptions {
  url: string;
  events?: Record<string, (...values: unknown[]) => void>;
}

interface TabOptions {
  index: number;
  text?: string;
}

interface TabItemOptions {
  index: number;
  text?: string;
  iconPath?: string;
  selectedIconPath?: string;
}

/** Pages, the bars around them, and their scrolling. */
export const navigation = ({ engine }: Platform): Family => {
  const tab = <O extends object>(name: string, change: (state: TabBarState, options: O) => void) =>
    api<O>(name, (options) => engine().changeTabBar((state) => change(state, options)));
  const item = (state: TabBarState, index: number): TabBarState['items'][number] => {
    const found = state.items[index];
    if (!found) throw new Error('tabbar item not found');
    return found;
  };

  return {
    navigateTo: api<UrlOptions>('navigateTo', async ({ url, events }) => ({
      eventChannel: await engine().navigateTo(url, events),
    })),
    redirectTo: api<UrlOptions>('redirectTo', ({ url }) => engine().redirectTo(url)),
    switchTab: api<UrlOptions>('switchTab', ({ url }) => engine().switchTab(url)),
    reLaunch: api<UrlOptions>('reLaunch', ({ url }) => engine().reLaunch(url)),
    navigateBack: api<{ delta?: number }>('navigateBack', ({ delta = 1 }) =>
      engine().navigateBack(delta),
    ),

    setNavigationBarTitle: api<{ title: string }>('setNavigationBarTitle', ({ title }) =>
      engine().setNavigationBarTitle(title),
    ),
    setNavigationBarColor: api<{ frontColor: string; backgroundColor: string }>(
      'setNavigationBarColor',
      (color) => engine().setNavigationBarColor(color),
    ),
    showNavigationBarLoading: api('showNavigationBarLoading', () =>
      engine().setNavigationBarLoading(true),
    ),
    hideNavigationBarLoading: api('hideNavigationBarLoading', () =>
      engine().setNavigationBarLoading(false),
    ),
    setBackgroundColor: api<Record<string, string>>('setBackgroundColor', (colors) =>
      engine().setBackgroundColor(colors),
    ),
    setBackgroundTextStyle: api<{ textStyle: string }>('setBackgroundTextStyle', ({ textStyle }) =>
      engine().setBackgroundColor({ backgroundTextStyle: textStyle }),
    ),

    showTabBar: tab('showTabBar', (state) => (state.visible = true)),
    hideTabBar: tab('hideTabBar', (state) => (state.visible = false)),
    setTabBarBadge: tab<TabOptions>('setTabBarBadge', (state, { index, text = '' }) => {
      item(state, index).badge = text;
    }),
    removeTabBarBadge: tab<TabOptions>('removeTabBarBadge', (state, { index }) => {
      item(state, index).badge = '';
    }),
    showTabBarRedDot: tab<TabOptions>('showTabBarRedDot', (state, { index }) => {
      item(state, index).redDot = true;
    }),
    hideTabBarRedDot: tab<TabOptions>('hideTabBarRedDot', (state, { index }) => {
      item(state, index).redDot = false;
    }),
    setTabBarItem: tab<TabItemOptions>('setTabBarItem', (state, { index, ...changes }) => {
      const { text, iconPath, selectedIconPath } = changes;
      Object.assign(item(state, index), {
        ...(text === undefined ? {} : { text }),
        ...(iconPath === undefined ? {} : { iconPath }),
        ...(selectedIconPath === undefined ? {} : { selectedIconPath }),
      });
    }),
    setTabBarStyle: tab<Record<string, string>>('setTabBarStyle', (state, style) => {
      const { color, selectedColor, backgroundColor, borderStyle } = style;
      Object.assign(state.style, {
        ...(color === undefined ? {} : { color }),
        ...(selectedColor === undefined ? {} : { selectedColor }),
        ...(backgroundColor === undefined ? {} : { backgroundColor }),
        ...(borderStyle === undefined ? {} : { borderStyle }),
      });
    }),

    startPullDownRefresh: api('startPullDownRefresh', () => engine().startPullDownRefresh()),
    stopPullDownRefresh: api('stopPullDownRefresh', () => engine().stopPullDownRefresh()),
    pageScrollTo: api<{
      scrollTop?: number;
      selector?: string;
      offsetTop?: number;
      duration?: number;
    }>('pageScrollTo', (target) => engine().pageScrollTo(target)),
    createSelectorQuery: () => engine().createSelectorQuery(),
    createIntersectionObserver: (component: unknown, options?: object) =>
      engine().createIntersectionObserver(component, options),
    nextTick: (work: () => void) => {
      queueMicrotask(() => {
        try {
          work();
        } catch (error) {
          uncaught(error);
        }
      });
    },
  };
};
