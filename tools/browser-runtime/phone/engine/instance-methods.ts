import { component } from 'glass-easel-miniprogram-adapter';
import type { EventChannel, IntersectionObserver, SelectorQuery } from './types';

/** What every page and component instance can do beyond what the adapter gives it. */
export interface InstanceMethods {
  createSelectorQuery(this: object): SelectorQuery;
  createIntersectionObserver(this: object, options?: object): IntersectionObserver;
  getOpenerEventChannel(this: object): EventChannel;
  getTabBar(this: object): unknown;
  getPageId(this: object): string;
  readonly pageRouter: object;
  readonly router: object;
  animate(
    this: object,
    selector: string,
    keyframes: Keyframe_[],
    duration: number,
    done?: () => void,
  ): void;
  clearAnimation(this: object, selector: string, options?: unknown, done?: () => void): void;
}

/** A keyframe of `this.animate`: CSS properties, and transforms by their names. */
export type Keyframe_ = Record<string, unknown>;

const TRANSFORMS: Record<string, (values: unknown[]) => string> = {
  rotate: ([angle]) => `rotate(${angle}deg)`,
  rotateX: ([angle]) => `rotateX(${angle}deg)`,
  rotateY: ([angle]) => `rotateY(${angle}deg)`,
  rotateZ: ([angle]) => `rotateZ(${angle}deg)`,
  scale: (values) => `scale(${values.join(', ')})`,
  scaleX: ([factor]) => `scaleX(${factor})`,
  scaleY: ([factor]) => `scaleY(${factor})`,
  skew: (values) => `skew(${values.map((angle) => `${angle}deg`).join(', ')})`,
  translate: (values) => `translate(${values.map(withUnit).join(', ')})`,
  translateX: ([distance]) => `translateX(${withUnit(distance)})`,
  translateY: ([distance]) => `translateY(${withUnit(distance)})`,
};

const withUnit = (value: unknown): string =>
  typeof value === 'number' ? `${value}px` : String(value);

/** A keyframe as the browser takes it. */
export const browserKeyframe = (frame: Keyframe_): Keyframe => {
  const transforms: string[] = [];
  const made: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(frame)) {
    const transform = TRANSFORMS[name];
    if (transform) transforms.push(transform(Array.isArray(value) ? value : [value]));
    else if (name === 'ease') made['easing'] = String(value);
    else if (name === 'offset') made['offset'] = Number(value);
    else made[name] = String(value);
  }
  if (transforms.length > 0) made['transform'] = transforms.join(' ');
  return made;
};

/** Adds the methods to all instances; once for a phone. */
export const addInstanceMethods = (methods: InstanceMethods): void => {
  const prototype = component.ComponentCaller.prototype as object;
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(methods));
};
