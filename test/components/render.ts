import { join } from 'node:path';
import type { RootComponent } from 'miniprogram-simulate';

const COMPONENTS = join(__dirname, '../../miniprogram/components');

/** The name given to a wish's parts in its own folder. */
const NESTED: Record<string, string[]> = {
  'light-sky': ['wish-light'],
  'wish-light': ['glyph'],
  'page-state': ['glyph'],
};

export type { RootComponent };
export { COMPONENTS, NESTED };
