import { string } from './attribute';
import { define } from './define';
import { CHOICE_ATTRIBUTES, drawChoice, uncheck, type Choice } from './forms/choice';
import { part, setVariable } from './forms/dom';

/** The boxes that stand on the page, by their elements. */
const boxes = new WeakMap<Element, Choice>();

/** Tells a group that the user ticked one of its boxes. */
const groups = new WeakMap<Element, () => void>();

const boxesIn = (group: Element): Choice[] =>
  [...group.querySelectorAll('wx-checkbox')].flatMap((element) => boxes.get(element) ?? []);

const checkedIn = (group: Element): string[] =>
  boxesIn(group)
    .filter(({ values }) => values.checked)
    .map(({ values }) => values.value);

/** `<checkbox>`: one choice of several in its group. */
export const checkbox = define({
  tag: 'checkbox',
  attributes: CHOICE_ATTRIBUTES,
  create(subject) {
    const { element, values } = subject;
    boxes.set(element, subject);
    element.setAttribute('role', 'checkbox');
    element.append(part('span', 'wx-box'));
    drawChoice(subject);

    const toggle = (): void => {
      if (values.disabled) return;
      subject.change('checked', !values.checked);
      drawChoice(subject);
      const group = element.closest('wx-checkbox-group');
      if (group) groups.get(group)?.();
    };
    subject.onTap(toggle);
    return {
      activate: toggle,
      update() {
        drawChoice(subject);
        setVariable(element, '--mark', values.iconColor || values.color);
        setVariable(element, '--fill', values.backgroundColor);
        setVariable(element, '--edge', values.borderColor);
        setVariable(element, '--fill-on', values.activeBackgroundColor);
        setVariable(element, '--edge-on', values.activeBorderColor);
      },
    };
  },
});

/** `<checkbox-group>`: `change` tells the values of all that are ticked, in their order. */
export const checkboxGroup = define({
  tag: 'checkbox-group',
  attributes: { name: string() },
  create({ element, emit }) {
    groups.set(element, () => emit('change', { value: checkedIn(element) }));
    return {
      field: {
        value: () => checkedIn(element),
        reset: () => boxesIn(element).forEach(uncheck),
      },
    };
  },
});
