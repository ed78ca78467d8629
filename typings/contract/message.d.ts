import type { Action, Empty, EpochMs } from './common';
import type { ToldKind } from '../contract';

export interface HelperDataActions {
  /** Erases the caller as one who helps: enrolments, names on certificates, what was told. */
  'data.erase': Action<'signedIn', { requestId: string }, { erased: true }>;
}

export interface HelperMessageActions {
  /** What the caller was told, the newest first. */
  'message.mine': Action<'signedIn', Empty, { items: { kind: ToldKind; at: EpochMs }[] }>;
}
