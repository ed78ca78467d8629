import type { Network } from './session';
import type { ShareCard, Theme } from './types';

/** What the desk tells one of its phones, by `postMessage`. */
export type DeskMessage =
  | { to: 'phone'; type: 'network'; network: Network }
  | { to: 'phone'; type: 'theme'; theme: Theme }
  | { to: 'phone'; type: 'open'; path: string; scene: number }
  | { to: 'phone'; type: 'clear' };

/** What a phone tells its desk, by `postMessage`. */
export type PhoneMessage =
  | { from: 'phone'; phoneId: string; type: 'ready' }
  | { from: 'phone'; phoneId: string; type: 'page'; path: string; title: string }
  | { from: 'phone'; phoneId: string; type: 'shared'; card: ShareCard }
  | { from: 'phone'; phoneId: string; type: 'problem'; message: string };

/** What phones tell each other, in whichever tab or frame they are, by `BroadcastChannel`. */
export type AirMessage =
  | { type: 'who'; asker: string }
  | { type: 'here'; asker: string; instance: string; phoneId: string; label: string }
  | { type: 'look'; glance: string; instance: string }
  /** As a file: it is handed on by reference, where pixels would be copied to every phone. */
  | { type: 'picture'; glance: string; picture: Blob };

/** Name of the channel that phones share. */
export const AIR = 'browser-runtime-phones';

const has = (value: unknown, key: 'to' | 'from'): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (value as Record<string, unknown>)[key] === 'phone';

export const isDeskMessage = (value: unknown): value is DeskMessage => has(value, 'to');

export const isPhoneMessage = (value: unknown): value is PhoneMessage => has(value, 'from');
