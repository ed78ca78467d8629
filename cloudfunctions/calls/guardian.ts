import * as v from 'valibot';
import type { Action, Empty, EpochMs, Page, TransferRow } from '../../typings/contract';
import { id, requestId, text } from './fields';

/** What staff ask for by a wish of the child, and why: the family reads the reason. */
export const ask = v.strictObject({ requestId, wishId: id, reason: text(100) });

export const transfers = v.strictObject({ campaignId: id, cursor: v.exactOptional(id) });

/** The caller's own child. */
export const ofChild = v.strictObject({ requestId, childId: id });

export const join = v.strictObject({ requestId, code: id });

export const object = v.strictObject({ requestId, transferId: id });

export interface StaffGuardianActions {
  /** A code for a guardian whom staff know in person, beside those whom the child has. */
  'guardian.attest': Action<'staff', typeof ask, { code: string; expiresAt: EpochMs }>;
  /**
   * A code whose owner takes the place of the child's guardians: custody, or a new account. It
   * waits for a second person of the district and for seven days in which they may object; who has
   * the code may join at once and sees nothing before.
   */
  'guardian.transfer': Action<
    'staff',
    typeof ask,
    { state: 'waits_for_second'; approvalId: string; code: string; expiresAt: EpochMs }
  >;
  /** Takeovers in the caller's areas, the newest first. */
  'guardian.transfers': Action<'staff', typeof transfers, Page<TransferRow>>;
}

export interface FamilyGuardianActions {
  /** A single-use code for another guardian of the child. */
  'guardian.invite': Action<'guardian', typeof ofChild, { code: string; expiresAt: EpochMs }>;
  /** `waits`: a takeover; nothing is seen of the child before it is over. */
  'guardian.join': Action<'guardian', typeof join, { childId: string; waits?: { until: EpochMs } }>;
  'guardian.leave': Action<'guardian', typeof ofChild, Empty>;
  /** Stops a takeover of the own child. */
  'guardian.object': Action<'guardian', typeof object, { state: 'objected' }>;
}
