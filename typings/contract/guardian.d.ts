/** 监护人: who joins a child, who takes over, and who is asked first. */

import type { EpochMs } from './common';

/**
 * `asked`: waits for a second person. `waiting`: approved, the time to object runs, or nobody has
 * joined yet. `lapsed`: not approved or not taken up in time.
 */
export type TransferState = 'asked' | 'waiting' | 'done' | 'objected' | 'declined' | 'lapsed';

/** What a guardian sees of a takeover that somebody asked for. */
export interface ChildTransfer {
  transferId: string;
  /** Until then at least nothing changes. */
  until: EpochMs;
}

/** A takeover as staff of the area see it. */
export interface TransferRow {
  transferId: string;
  /** For `approval.decide` and `approval.withdraw`. */
  approvalId: string;
  wishId: string;
  wishNo: string;
  alias: string;
  communityName: string;
  reason: string;
  at: EpochMs;
  state: TransferState;
  /** Until then the guardians may object. */
  until: EpochMs;
  /** The end of it all where nobody decides, or joins. */
  endsAt: EpochMs;
  /** Somebody has used the code. */
  joined: boolean;
  mine: boolean;
  /** The caller may be the second person. */
  mayDecide: boolean;
}
