import { boolean, string, type Attributes } from '../attribute';
import type { Subject } from '../define';

/** What `<checkbox>` and `<radio>` have in common. */
export const CHOICE_ATTRIBUTES = {
  value: string(),
  checked: boolean(),
  disabled: boolean(),
  color: string(),
  backgroundColor: string(),
  borderColor: string(),
  activeBackgroundColor: string(),
  activeBorderColor: string(),
  iconColor: string(),
} satisfies Attributes;

export type Choice = Subject<typeof CHOICE_ATTRIBUTES>;

/** Shows whether it is chosen and whether it can be, to the eye and to a screen reader. */
export const drawChoice = ({ element, values }: Choice): void => {
  element.classList.toggle('wx-checked', values.checked);
  element.classList.toggle('wx-disabled', values.disabled);
  element.setAttribute('aria-checked', String(values.checked));
  if (values.disabled) element.setAttribute('aria-disabled', 'true');
  else element.removeAttribute('aria-disabled');
};

export const uncheck = (choice: Choice): void => {
  choice.change('checked', false);
  drawChoice(choice);
};
