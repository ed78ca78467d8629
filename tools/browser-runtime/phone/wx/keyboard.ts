import { Listeners } from './api';
import type { Family } from './platform';

/** What a listener of a key is told. */
export interface KeyPress {
  key: string;
  code: string;
  altKey: boolean;
  shiftKey: boolean;
  timeStamp: number;
}

const TYPING = 'input, textarea, [contenteditable]';

/** Keys of a PC. None is told while a person types into a field, as in WeChat. */
export const keyboard = (): Family => {
  const down = new Listeners<KeyPress>();
  const up = new Listeners<KeyPress>();
  const tell = (listeners: Listeners<KeyPress>) => (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    const { key, code, altKey, shiftKey, timeStamp } = event;
    listeners.emit({ key, code, altKey, shiftKey, timeStamp });
  };
  addEventListener('keydown', tell(down));
  addEventListener('keyup', tell(up));
  return {
    onKeyDown: down.on,
    offKeyDown: down.off,
    onKeyUp: up.on,
    offKeyUp: up.off,
  };
};
