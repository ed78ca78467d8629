import { Component } from 'glass-easel';
import type { FormField } from '../define';
import { nodeOf } from './tree';

/** What a component is to the form around it. */
type Part = 'field' | 'group';

/** An instance of a component, as its methods see it. */
interface FieldInstance {
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>): void;
}

const parts = new WeakMap<object, Part>();

const behavior = (part: Part, properties: object): object => ({
  properties,
  lifetimes: {
    created(this: object) {
      parts.set(this, part);
    },
  },
});

/**
 * Definitions of the platform's behaviors that make a component part of a form: `form-field` is
 * one value under its `name`; a `form-field-group` shows the form what is inside of it.
 */
export const FORM_BEHAVIORS: Readonly<Record<string, object>> = {
  'wx://form-field': behavior('field', { name: String, value: null }),
  'wx://form-field-group': behavior('group', {}),
};

const instanceOf = (element: Element): FieldInstance | null => {
  const node = nodeOf(element);
  return node instanceof Component ? (node.getMethodCaller() as unknown as FieldInstance) : null;
};

const isPart = (element: Element, part: Part): FieldInstance | null => {
  const instance = instanceOf(element);
  return instance !== null && parts.get(instance) === part ? instance : null;
};

/** Whether a form sees into the component that the element draws. */
export const isGroup = (element: Element): boolean => isPart(element, 'group') !== null;

/** The value of a component that behaves as a form field, with its name; null for any other. */
export const componentField = (element: Element): (FormField & { name: string }) | null => {
  const instance = isPart(element, 'field');
  if (instance === null) return null;
  return {
    name: String(instance.data['name'] ?? ''),
    value: () => instance.data['value'],
    reset: () => instance.setData({ value: '' }),
  };
};
