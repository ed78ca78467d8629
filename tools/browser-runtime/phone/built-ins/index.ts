import { button } from './button';
import type { BuiltIn } from './define';
import { FORM_BUILT_INS } from './form-built-ins';
import { icon } from './icon';
import { image } from './image';
import { text } from './text';
import { view } from './view';

export { install } from './define';

/** Every built-in component of this phone. A tag that is not here is refused by name. */
export const BUILT_INS: readonly BuiltIn[] = [view, text, image, icon, button, ...FORM_BUILT_INS];
