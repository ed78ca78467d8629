import { string } from './attribute';
import { define } from './define';
import { CHOICE_ATTRIBUTES, drawChoice, uncheck, type Choice } from './forms/choice';
import { part, setVariable } from './forms/dom';

/** The radios that stand on the page, by their elements. */
const radios = new WeakMap<Element, Choice>();

/** Tells a group what the user chose in it. */
const groups = new WeakMap<Element, (value: string) => void>();

const radiosIn = (group: Element): Choice[] =>
  [...group.querySelectorAll('wx-radio')].flatMap((element) => radios.get(element) ?? []);

/** `<radio>`: the one choice of its group. */
export const radio = define({
  tag: 'radio',
  attributes: CHOICE_ATTRIBUTES,
  create(subject) {
    const { element, values } = subject;
    radios.set(element, subject);
    element.setAttribute('role', 'radio');
    element.append(part('span', 'wx-dot'));
    drawChoice(subject);

    const uncheckOthers = (group: Element | null): void => {
      for (const other of group ? radiosIn(group) : []) {
        if (other.element !== element && other.values.checked) uncheck(other);
      }
    };
    const choose = (): void => {
      if (values.disabled || values.checked) return;
      subject.change('checked', true);
      drawChoice(subject);
      const group = element.closest('wx-radio-group');
      uncheckOthers(group);
      if (group) groups.get(group)?.(values.value);
    };
    subject.onTap(choose);
    return {
      activate: choose,
      update(changed) {
        drawChoice(subject);
        if (changed.has('checked') && values.checked) {
          uncheckOthers(element.closest('wx-radio-group'));
        }
        setVariable(element, '--mark', values.iconColor);
        setVariable(element, '--fill', values.backgroundColor);
        setVariable(element, '--edge', values.borderColor);
        setVariable(element, '--fill-on', values.activeBackgroundColor || values.color);
        setVariable(element, '--edge-on', values.activeBorderColor || values.color);
      },
    };
  },
});

/** `<radio-group>`: `change` tells the value of the radio that was chosen. */
export const radioGroup = define({
  tag: 'radio-group',
  attributes: { name: string() },
  create({ element, emit }) {
    element.setAttribute('role', 'radiogroup');
    groups.set(element, (value) => emit('change', { value }));
    return {
      field: {
        value: () => radiosIn(element).find(({ values }) => values.checked)?.values.value ?? '',
        reset: () => radiosIn(element).forEach(uncheck),
      },
    };
  },
});
