import { canvas } from './canvas';
import { checkbox, checkboxGroup } from './checkbox';
import type { BuiltIn } from './define';
import { form } from './form';
import { input } from './input';
import { label } from './label';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker-view';
import { progress } from './progress';
import { radio, radioGroup } from './radio';
import { richText } from './rich-text';
import { slider } from './slider';
import { switchControl } from './switch';
import { textarea } from './textarea';

/** The controls of forms, and what draws text and pictures of its own. */
export const FORM_BUILT_INS: readonly BuiltIn[] = [
  canvas,
  checkbox,
  checkboxGroup,
  form,
  input,
  label,
  picker,
  pickerView,
  pickerViewColumn,
  progress,
  radio,
  radioGroup,
  richText,
  slider,
  switchControl,
  textarea,
];
