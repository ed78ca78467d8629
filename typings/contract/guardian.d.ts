/** 监护人: who joins a child, who takes over, and who is asked first. */

import type * as input from '../../cloudfunctions/input/guardian';
import type { Action, Empty, EpochMs, Page } from './common';

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

export interface StaffGuardianActions {
  /** A code for a guardian whom staff know in person, beside those whom the child has. */
  'guardian.attest': Action<'staff', typeof input.ask, { code: string; expiresAt: EpochMs }>;
  /**
   * A code whose owner takes the place of the child's guardians: custody, or a new account. It
   * waits for a second person of the district and for seven days in which they may object; who has
   * the code may join at once and sees nothing before.
   */
  'guardian.transfer': Action<
    'staff',
    typeof input.ask,
    { state: 'waits_for_second'; approvalId: string; code: string; expiresAt: EpochMs }
  >;
  /** Takeovers in the caller's areas, the newest first. */
  'guardian.transfers': Action<'staff', typeof input.transfers, Page<TransferRow>>;
}

export interface FamilyGuardianActions {
  /** A single-use code for another guardian of the child. */
  'guardian.invite': Action<'guardian', typeof input.ofChild, { code: string; expiresAt: EpochMs }>;
  /** `waits`: a takeover; nothing is seen of the child before it is over. */
  'guardian.join': Action<
    'guardian',
    typeof input.join,
    { childId: string; waits?: { until: EpochMs } }
  >;
  'guardian.leave': Action<'guardian', typeof input.ofChild, Empty>;
  /** Stops a takeover of the own child. */
  'guardian.object': Action<'guardian', typeof input.object, { state: 'objected' }>;
}
