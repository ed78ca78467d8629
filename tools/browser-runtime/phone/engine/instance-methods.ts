import { Component } from 'glass-easel';
import { component } from 'glass-easel-miniprogram-adapter';
import { createChannel } from './event-channel';
import { createObserver } from './intersection';
import { browserKeyframe, type AppKeyframe } from './keyframe';
import type { Page } from './page';
import { createQuery, domOf, type QuerySpace } from './selector-query';
import type { Engine, IntersectionObserverOptions } from './types';

/** What the methods of instances need of the engine. */
export interface InstanceSpace extends QuerySpace {
  readonly engine: Engine;
  /** The page that an instance belongs to. */
  pageOf(instance: object): Page | undefined;
  tabBar(): unknown;
}

const elementsIn = (space: QuerySpace, instance: object, selector: string): HTMLElement[] => {
  const node = space.nodeOf(instance);
  const shadow = node && Component.isComponent(node) ? node.getShadowRoot() : null;
  return (shadow?.querySelectorAll(selector) ?? []).flatMap((each) => domOf(each) ?? []);
};

const routerOf = (engine: Engine): object => ({
  navigateTo: ({ url }: { url: string }) => engine.navigateTo(url),
  redirectTo: ({ url }: { url: string }) => engine.redirectTo(url),
  switchTab: ({ url }: { url: string }) => engine.switchTab(url),
  reLaunch: ({ url }: { url: string }) => engine.reLaunch(url),
  navigateBack: ({ delta = 1 } = {}) => engine.navigateBack(delta),
});

/** Adds what every page and component can do beyond what the adapter gives it; once for a phone. */
export const addInstanceMethods = (space: InstanceSpace): void => {
  const router = routerOf(space.engine);
  Object.assign(component.ComponentCaller.prototype, {
    router,
    pageRouter: router,

    createSelectorQuery(this: object) {
      return createQuery(space, this);
    },

    createIntersectionObserver(this: object, options?: IntersectionObserverOptions) {
      return createObserver(space, this, options);
    },

    /** Of a page that nobody opened, a channel that leads nowhere. */
    getOpenerEventChannel(this: object) {
      return space.pageOf(this)?.channel ?? createChannel()[1];
    },

    getTabBar: () => space.tabBar(),

    getPageId(this: object) {
      return `pageId:${space.pageOf(this)?.url ?? ''}`;
    },

    /** `duration` in ms. */
    animate(
      this: object,
      selector: string,
      keyframes: AppKeyframe[],
      duration: number,
      done?: () => void,
    ) {
      const animations = elementsIn(space, this, selector).map((element) =>
        element.animate(keyframes.map(browserKeyframe), { duration, fill: 'forwards' }),
      );
      void Promise.allSettled(animations.map(({ finished }) => finished)).then(() => done?.());
    },

    clearAnimation(this: object, selector: string, options?: unknown, done?: () => void) {
      for (const element of elementsIn(space, this, selector)) {
        for (const animation of element.getAnimations()) animation.cancel();
      }
      if (typeof options === 'function') (options as () => void)();
      else done?.();
    },
  });
};
