/** What `wx.createAnimation().export()` gives: steps that follow each other. */
export interface AnimationData {
  actions: readonly AnimationStep[];
}

export interface AnimationStep {
  animates: readonly { type: string; args: readonly unknown[] }[];
  option: {
    transformOrigin?: string;
    /** Times in ms. */
    transition: { duration: number; timingFunction: string; delay: number };
  };
}

const length = (value: unknown): string =>
  typeof value === 'number' ? `${value}px` : String(value);
const angle = (value: unknown): string =>
  typeof value === 'number' ? `${value}deg` : String(value);
const scalar = (value: unknown): string => String(value);

const ARGUMENT: Record<string, (value: unknown, index: number) => string> = {
  rotate: angle,
  rotateX: angle,
  rotateY: angle,
  rotateZ: angle,
  rotate3d: (value, index) => (index === 3 ? angle(value) : scalar(value)),
  skew: angle,
  skewX: angle,
  skewY: angle,
  translate: length,
  translateX: length,
  translateY: length,
  translateZ: length,
  translate3d: length,
};

const dashed = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

const apply = (element: HTMLElement, { animates, option }: AnimationStep): void => {
  const { duration, timingFunction, delay } = option.transition;
  element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`;
  element.style.transformOrigin = option.transformOrigin ?? '50% 50% 0';
  const transforms: string[] = [];
  for (const { type, args } of animates) {
    if (type === 'style') {
      const [name, value] = args;
      element.style.setProperty(dashed(String(name)), String(value));
    } else {
      transforms.push(`${type}(${args.map(ARGUMENT[type] ?? scalar).join(', ')})`);
    }
  }
  if (transforms.length > 0) element.style.transform = transforms.join(' ');
};

const running = new WeakMap<HTMLElement, number>();

/**
 * Plays the steps one after another, each for its delay and duration. The next data on the same
 * element ends it. A change from the style that stands there now is seen only after a layout.
 */
export const play = (element: HTMLElement, { actions }: AnimationData): void => {
  clearTimeout(running.get(element));
  const step = (index: number): void => {
    const action = actions[index];
    if (!action) return;
    void element.offsetHeight;
    apply(element, action);
    const { duration, delay } = action.option.transition;
    running.set(
      element,
      window.setTimeout(() => step(index + 1), duration + delay),
    );
  };
  step(0);
};
