import { PhoneEngine } from './engine';
import styles from './engine.css';
import builtInStyles from '../built-ins/built-ins.css';
import formStyles from '../built-ins/forms.css';
import type { BootOptions, Engine } from './types';

export { watchData, type DataNote } from './data-watch';
export type * from './types';

/**
 * Starts a compiled app on the host's stage. Answers at once: the app's own code runs in the next
 * microtask, and its errors go to the host's panel.
 */
export const boot = (options: BootOptions): Engine => {
  const style = document.createElement('style');
  style.textContent = [styles, builtInStyles, formStyles].join('\n');
  // First of all styles: whatever the app says of an element outweighs it.
  document.head.prepend(style);
  return new PhoneEngine(options);
};
