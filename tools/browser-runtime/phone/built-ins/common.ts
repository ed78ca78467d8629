import { anything, boolean, number, string, type Attributes, type Values } from './attribute';
import { play, type AnimationData } from './animation';

const ARIA = (
  'Activedescendant,Atomic,Autocomplete,Busy,Checked,Colcount,Colindex,Colspan,Controls,Current,' +
  'Describedby,Details,Disabled,Errormessage,Expanded,Flowto,Haspopup,Hidden,Invalid,' +
  'Keyshortcuts,Label,Labelledby,Level,Live,Modal,Multiline,Multiselectable,Orientation,Owns,' +
  'Placeholder,Posinset,Pressed,Readonly,Relevant,Required,Role,Roledescription,Rowcount,' +
  'Rowindex,Rowspan,Selected,Setsize,Sort,Valuemax,Valuemin,Valuenow,Valuetext'
).split(',');

const OWN = {
  hidden: boolean(),
  hoverClass: string('none'),
  hoverStopPropagation: boolean(),
  /** In ms. */
  hoverStartTime: number(50),
  /** In ms. */
  hoverStayTime: number(400),
  animation: anything<AnimationData | null>(null),
  role: string(),
} satisfies Attributes;

/** Attributes that every built-in takes. */
export const COMMON_ATTRIBUTES: Attributes = {
  ...OWN,
  ...Object.fromEntries(ARIA.map((name) => [`aria${name}`, anything(null)])),
};

export type CommonValues = Values<typeof OWN> & Record<string, unknown>;

const setOrRemove = (element: HTMLElement, name: string, value: unknown): void => {
  if (value === null || value === undefined || value === '') element.removeAttribute(name);
  else element.setAttribute(name, String(value));
};

/** Applies those that changed. */
export const updateCommon = (
  element: HTMLElement,
  values: CommonValues,
  changed: ReadonlySet<string>,
): void => {
  for (const name of changed) {
    if (name === 'hidden') element.toggleAttribute('hidden', values.hidden);
    else if (name === 'role' || name === 'ariaRole') setOrRemove(element, 'role', values[name]);
    else if (name === 'animation') {
      if (values.animation) play(element, values.animation);
    } else if (name.startsWith('aria')) {
      setOrRemove(element, `aria-${name.slice(4).toLowerCase()}`, values[name]);
    }
  }
};
