import { anything, boolean, number, oneOf } from './attribute';
import { define } from './define';
import { followDrags } from './drag';

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, Math.min(low, high)), Math.max(low, high));

export const movableArea = define({
  tag: 'movable-area',
  attributes: { scaleArea: boolean() },
});

export const movableView = define({
  tag: 'movable-view',
  attributes: {
    direction: oneOf('none', 'all', 'vertical', 'horizontal'),
    inertia: boolean(),
    outOfBounds: boolean(),
    x: anything<number | string>(0),
    y: anything<number | string>(0),
    damping: number(20),
    friction: number(2),
    disabled: boolean(),
    scale: boolean(),
    scaleMin: number(0.1),
    scaleMax: number(10),
    scaleValue: number(1),
    animation: boolean(true),
  },
  create({ element, values, emit, change }) {
    let at = { x: 0, y: 0 };
    let from = at;

    const room = (): { x: number; y: number } => {
      const area = element.closest('wx-movable-area');
      return {
        x: (area?.clientWidth ?? 0) - element.offsetWidth,
        y: (area?.clientHeight ?? 0) - element.offsetHeight,
      };
    };
    const draw = (smoothly: boolean): void => {
      element.style.transition = smoothly && values.animation ? 'transform 200ms ease-out' : 'none';
      element.style.transform =
        `translate(${at.x}px, ${at.y}px)` +
        (values.scaleValue === 1
          ? ''
          : ` scale(${clamp(values.scaleValue, values.scaleMin, values.scaleMax)})`);
    };
    const moveTo = (x: number, y: number, source: string, smoothly: boolean): void => {
      const limit = room();
      const next = { x: clamp(x, 0, limit.x), y: clamp(y, 0, limit.y) };
      const isNew = next.x !== at.x || next.y !== at.y;
      at = next;
      draw(smoothly);
      if (!isNew) return;
      emit('change', { ...at, source });
      if (source === 'touch') {
        change('x', at.x);
        change('y', at.y);
      }
    };
    const moves = (direction: 'horizontal' | 'vertical'): boolean =>
      values.direction === 'all' || values.direction === direction;

    followDrags(element, {
      start() {
        from = at;
        return !values.disabled && values.direction !== 'none';
      },
      move(dx, dy) {
        const x = moves('horizontal') ? dx : 0;
        const y = moves('vertical') ? dy : 0;
        moveTo(from.x + x, from.y + y, 'touch', false);
        return x !== 0 || y !== 0;
      },
      end: () => undefined,
    });
    return {
      update(changed) {
        if (changed.has('x') || changed.has('y') || changed.has('scaleValue')) {
          // The area may not have its size yet when the view is first drawn.
          setTimeout(() => moveTo(Number(values.x), Number(values.y), '', at !== from), 0);
        }
      },
    };
  },
});
