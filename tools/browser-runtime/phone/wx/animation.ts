interface Timing {
  /** In ms. */
  duration?: number;
  timingFunction?: string;
  delay?: number;
  transformOrigin?: string;
}

/** One change of a step: a CSS property, or a function of `transform`. */
interface Change {
  type: string;
  args: (string | number)[];
}

/** What `step` closed, in the shape that an `animation` attribute plays. */
interface AnimationStep {
  animates: Change[];
  option: {
    transformOrigin: string;
    transition: { duration: number; timingFunction: string; delay: number };
  };
}

interface AnimationData {
  actions: AnimationStep[];
}

const LENGTHS = ['left', 'right', 'top', 'bottom', 'width', 'height'];
const PLAIN = ['opacity', 'backgroundColor'];
const ANGLES = ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY'];
const DISTANCES = ['translate', 'translate3d', 'translateX', 'translateY', 'translateZ'];
const NUMBERS = [
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'matrix',
  'matrix3d',
  'rotate3d',
];

const withUnit = (value: string | number, unit: string): string =>
  typeof value === 'number' ? `${value}${unit}` : value;

const dashed = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type Verb = (...values: (string | number)[]) => Animation;

interface Animation {
  step(timing?: Timing): Animation;
  export(): AnimationData;
  [verb: string]: Verb | ((timing?: Timing) => Animation) | (() => AnimationData);
}

/** `wx.createAnimation`: collects changes; `export` hands over the steps and starts anew. */
const createAnimation = (defaults: Timing = {}): object => {
  let steps: AnimationStep[] = [];
  let changes: Change[] = [];
  const animation = {} as Animation;
  const verb =
    (make: (values: (string | number)[]) => Change): Verb =>
    (...values) => {
      changes.push(make(values));
      return animation;
    };
  for (const name of LENGTHS) {
    animation[name] = verb(([value = 0]) => ({
      type: 'style',
      args: [name, withUnit(value, 'px')],
    }));
  }
  for (const name of PLAIN) {
    animation[name] = verb(([value = '']) => ({ type: 'style', args: [dashed(name), value] }));
  }
  for (const [names, unit] of [
    [ANGLES, 'deg'],
    [DISTANCES, 'px'],
    [NUMBERS, ''],
  ] as const) {
    for (const name of names) {
      animation[name] = verb((values) => ({
        type: name,
        args: values.map((value, at) =>
          withUnit(value, name === 'rotate3d' && at === 3 ? 'deg' : unit),
        ),
      }));
    }
  }
  animation.step = (timing = {}) => {
    const { duration, timingFunction, delay, transformOrigin } = { ...defaults, ...timing };
    steps.push({
      animates: changes,
      option: {
        transformOrigin: transformOrigin ?? '50% 50% 0',
        transition: {
          duration: duration ?? 400,
          timingFunction: timingFunction ?? 'linear',
          delay: delay ?? 0,
        },
      },
    });
    changes = [];
    return animation;
  };
  animation.export = () => {
    const actions = steps;
    steps = [];
    return { actions };
  };
  return animation;
};

/** Animations that components play through their `animation` attribute. */
export const animation = () => ({ createAnimation });
