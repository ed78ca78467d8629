import { DAY_MS } from '@micro-wish/vocabulary';
import type { EpochMs, TransferState } from '../../../typings/contract';
import type { AreaPath } from '../common/access';
import { refuse } from '../common/refusal';
import { APPROVAL_DAYS } from '../money/approval';

/** The guardians of a child have so long to object, from the moment they are told. */
const OBJECTION_DAYS = 7;

/**
 * 变更监护人: somebody takes the place of a child's guardians, for custody has changed or an account
 * is lost. One person asks, another approves, the guardians are told and may object; whoever takes
 * over joins at any time, and it is carried out once all of that is done.
 */
export interface Transfer {
  _id: string;
  childId: string;
  /** The wish in whose file it was asked for. */
  wishId: string;
  campaignId: string;
  areaPath: AreaPath;
  /** Of the staff who asked, as the guardians read it; its words go with the family's data. */
  reason: string;
  by: string;
  at: EpochMs;
  approvalId: string;
  approvedBy: string | null;
  /** The pseudonym of whoever used the code, while that matters. */
  joinedBy: string | null;
  /** Nothing changes before. */
  until: EpochMs;
  /** Nothing comes of it behind. */
  endsAt: EpochMs;
  state: TransferState;
  /** When the timer has to look at it; 0 once it is over. */
  dueAt: EpochMs;
  /** Order and cursor. */
  key: string;
}

const isOpen = ({ state }: Pick<Transfer, 'state'>): boolean =>
  state === 'asked' || state === 'waiting';

/** When something happens by itself: it takes effect, or it lapses. */
const settled = (transfer: Transfer): Transfer => {
  const { state, joinedBy, until, endsAt } = transfer;
  if (!isOpen(transfer)) return { ...transfer, dueAt: 0, joinedBy: null };
  return { ...transfer, dueAt: state === 'waiting' && joinedBy !== null ? until : endsAt };
};

export const askTransfer = (
  asked: Pick<
    Transfer,
    | '_id'
    | 'childId'
    | 'wishId'
    | 'campaignId'
    | 'areaPath'
    | 'reason'
    | 'by'
    | 'approvalId'
    | 'key'
  >,
  now: EpochMs,
): Transfer =>
  settled({
    ...asked,
    at: now,
    approvedBy: null,
    joinedBy: null,
    until: now + OBJECTION_DAYS * DAY_MS,
    endsAt: now + APPROVAL_DAYS * DAY_MS,
    state: 'asked',
    dueAt: 0,
  });

/** @throws Refusal FAILED_PRECONDITION once it is over */
const requireOpen = (transfer: Transfer): void => {
  if (!isOpen(transfer)) refuse('FAILED_PRECONDITION', '这次变更已经结束，不能再办理。');
};

/**
 * The second person agrees.
 * @throws Refusal PERMISSION_DENIED for whoever takes over; FAILED_PRECONDITION once it is over
 */
export const approveTransfer = (transfer: Transfer, personId: string): Transfer => {
  requireOpen(transfer);
  if (transfer.joinedBy === personId) {
    refuse('PERMISSION_DENIED', '不能批准自己接手，请由同事办理。');
  }
  return settled({ ...transfer, approvedBy: personId, state: 'waiting' });
};

/** Whoever takes over has used the code. @throws Refusal as `approveTransfer` */
export const joinTransfer = (transfer: Transfer, personId: string): Transfer => {
  requireOpen(transfer);
  if (transfer.by === personId || transfer.approvedBy === personId) {
    refuse('PERMISSION_DENIED', '经手的工作人员不能自己接手。');
  }
  return settled({ ...transfer, joinedBy: personId });
};

/** It ends with nothing changed. @throws Refusal FAILED_PRECONDITION once it is over */
export const endTransfer = (
  transfer: Transfer,
  state: 'objected' | 'declined' | 'lapsed',
): Transfer => {
  requireOpen(transfer);
  return settled({ ...transfer, state });
};

/** It has taken effect. */
export const finishTransfer = (transfer: Transfer): Transfer =>
  settled({ ...transfer, state: 'done' });

/** What the time brings: nothing yet, the change, or the end without one. */
export const transferStep = (
  { state, joinedBy, until, endsAt }: Transfer,
  now: EpochMs,
): 'wait' | 'takeEffect' | 'lapse' => {
  if (state === 'waiting' && joinedBy !== null && now >= until) return 'takeEffect';
  return isOpen({ state }) && now > endsAt ? 'lapse' : 'wait';
};
