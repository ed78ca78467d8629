import { boolean, number } from './attribute';
import { BuiltInElement, define, type FormField } from './define';
import { componentField, isGroup } from './forms/component-fields';
import { elementOf, nodeOf, ownerOf } from './forms/tree';

const ATTRIBUTES = {
  reportSubmit: boolean(),
  /** In ms. */
  reportSubmitTimeout: number(0),
};

/** Form elements and the ways to send and to empty them. */
const actions = new WeakMap<Element, { submit(button: Element): void; reset(): void }>();

/** What a `<button form-type>` does: sends or empties the form around it, if there is one. */
export const useForm = (button: Element, type: 'submit' | 'reset'): void => {
  const around = button.closest('wx-form');
  const action = around && actions.get(around);
  if (type === 'submit') action?.submit(button);
  else action?.reset();
};

/** A component between the form and a control hides it, unless it is a group. */
const isHidden = (element: Element, form: Element): boolean => {
  const owner = ownerOf(element);
  const host = owner && elementOf(owner);
  if (!host || host === form || !form.contains(host)) return false;
  return !isGroup(host) || isHidden(host, form);
};

const fieldOf = (element: Element): (FormField & { name: string }) | null => {
  if (!(element instanceof BuiltInElement)) return componentField(element);
  const { field } = element.controller;
  if (!field) return null;
  return {
    name: String(element.values['name'] ?? ''),
    value: () => field.value(),
    reset: () => field.reset(),
  };
};

const fieldsIn = (form: Element): (FormField & { name: string })[] =>
  [...form.querySelectorAll('*')].flatMap((element) => {
    const field = fieldOf(element);
    return field && !isHidden(element, form) ? [field] : [];
  });

/** `<form>`: collects what stands in its controls, each under its `name`. */
export const form = define({
  tag: 'form',
  attributes: ATTRIBUTES,
  create({ element, emit, values }) {
    actions.set(element, {
      submit(button) {
        const value = Object.fromEntries(
          fieldsIn(element)
            .filter(({ name }) => name !== '')
            .map((field) => [field.name, field.value()]),
        );
        emit('submit', {
          value,
          formId: values.reportSubmit ? 'the formId is a mock one' : '',
          target: { id: nodeOf(button)?.id ?? '', dataset: { ...nodeOf(button)?.dataset } },
        });
      },
      reset() {
        for (const field of fieldsIn(element)) field.reset();
        emit('reset');
      },
    });
  },
});
