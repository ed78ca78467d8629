import { boolean, number, string } from './attribute';
import { define } from './define';
import { part, setVariable } from './forms/dom';

const ATTRIBUTES = {
  name: string(),
  min: number(0),
  max: number(100),
  step: number(1),
  value: number(0),
  disabled: boolean(),
  color: string(),
  selectedColor: string(),
  activeColor: string(),
  backgroundColor: string(),
  /** Of the handle, in px, from 12 to 28. */
  blockSize: number(28),
  blockColor: string(),
  showValue: boolean(),
};

const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** `<slider>`: a number on a line; `changing` tells it on the way, `change` where it stayed. */
export const slider = define({
  tag: 'slider',
  attributes: ATTRIBUTES,
  create({ element, values, emit, change }) {
    const handle = part('span', 'wx-slider-handle');
    const line = part('span', 'wx-slider-line', part('span', 'wx-slider-part'), handle);
    const shown = part('span', 'wx-slider-value');
    element.append(line, shown);
    element.setAttribute('role', 'slider');
    element.tabIndex = 0;

    /** The step nearest to a value; steps are counted from `min`. */
    const stepAt = (value: number): number => {
      const { min, max, step } = values;
      const size = step > 0 ? step : 1;
      const steps = Math.round((clamp(value, min, max) - min) / size);
      const places = Math.max(decimals(size), decimals(min));
      return Number(clamp(min + steps * size, min, max).toFixed(places));
    };

    const draw = (): void => {
      const { min, max, disabled } = values;
      const value = clamp(values.value, min, max);
      element.style.setProperty('--at', String(max > min ? (value - min) / (max - min) : 0));
      element.classList.toggle('wx-disabled', disabled);
      shown.textContent = String(value);
      shown.hidden = !values.showValue;
      for (const [name, now] of Object.entries({ valuemin: min, valuemax: max, valuenow: value })) {
        element.setAttribute(`aria-${name}`, String(now));
      }
    };
    draw();

    const move = (value: number): boolean => {
      const next = stepAt(value);
      if (next === values.value) return false;
      change('value', next);
      draw();
      return true;
    };
    const follow = ({ clientX }: PointerEvent): void => {
      const { left, width } = line.getBoundingClientRect();
      const moved = move(values.min + ((clientX - left) / width) * (values.max - values.min));
      if (moved) emit('changing', { value: values.value });
    };

    let before: number | null = null;
    element.addEventListener('pointerdown', (event) => {
      if (values.disabled) return;
      before = values.value;
      element.setPointerCapture(event.pointerId);
      follow(event);
    });
    element.addEventListener('pointermove', (event) => {
      if (before !== null) follow(event);
    });
    const end = (): void => {
      if (before === null) return;
      const moved = before !== values.value;
      before = null;
      if (moved) emit('change', { value: values.value });
    };
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
    element.addEventListener('keydown', ({ key }) => {
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
      if (steps === undefined || values.disabled) return;
      if (move(values.value + steps * values.step)) emit('change', { value: values.value });
    });

    return {
      update() {
        draw();
        setVariable(element, '--fill-on', values.activeColor || values.selectedColor);
        setVariable(element, '--fill', values.backgroundColor || values.color);
        setVariable(element, '--handle', values.blockColor);
        setVariable(element, '--handle-size', `${clamp(values.blockSize, 12, 28)}px`);
      },
      field: {
        value: () => values.value,
        reset() {
          change('value', values.min);
          draw();
        },
      },
    };
  },
});
