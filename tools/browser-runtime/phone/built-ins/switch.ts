import { boolean, oneOf, string } from './attribute';
import { define } from './define';
import { part, setVariable } from './forms/dom';

/** `<switch>`: on or off. */
export const switchControl = define({
  tag: 'switch',
  attributes: {
    name: string(),
    checked: boolean(),
    disabled: boolean(),
    type: oneOf('switch', 'checkbox'),
    color: string(),
  },
  create({ element, values, emit, change, onTap }) {
    element.setAttribute('role', 'switch');
    element.append(part('span', 'wx-track'));

    const draw = (): void => {
      element.classList.toggle('wx-checked', values.checked);
      element.classList.toggle('wx-disabled', values.disabled);
      element.classList.toggle('wx-as-checkbox', values.type === 'checkbox');
      element.setAttribute('aria-checked', String(values.checked));
      setVariable(element, '--fill-on', values.color);
    };
    draw();
    const toggle = (): void => {
      if (values.disabled) return;
      change('checked', !values.checked);
      draw();
      emit('change', { value: values.checked });
    };
    onTap(toggle);
    return {
      activate: toggle,
      update: draw,
      field: {
        value: () => values.checked,
        reset() {
          change('checked', false);
          draw();
        },
      },
    };
  },
});
