import { APPROVAL_STATE_WORDS, DAY_MS } from '@micro-wish/vocabulary';
import type { ApprovalState, EpochMs, Fen } from '../../../typings/contract';
import type { Lot } from '../gift/stock';
import { refuse } from '../common/refusal';

/** What waits for a second person and moves a fund, as it will be done. */
export type FundDeed =
  | { kind: 'donate'; donor: string; amountFen: Fen }
  /** 退回捐方: part of one donation, or all of it. */
  | { kind: 'refund'; entryId: string; amountFen: Fen }
  | { kind: 'reversal'; entryId: string; amountFen: Fen }
  | { kind: 'topUp'; wishId: string; amountFen: Fen }
  | { kind: 'reserve'; wishId: string; amountFen: Fen }
  /** What is bought in bulk. */
  | { kind: 'stock'; amountFen: Fen; lot: Lot }
  /** The limit itself. */
  | { kind: 'rules'; limitFen: Fen | null };

/** What waits for a second person and moves no money: a grant of safeguarding. */
export interface SafeguardingDeed {
  kind: 'safeguarding';
  personId: string;
}
/** What waits for a second person and moves no money: the revocation of a certificate. */
export interface RevocationDeed {
  kind: 'revocation';
  number: string;
}

/** What waits for a second person and moves no money: a child is taken over. */
export interface TransferDeed {
  kind: 'transfer';
  transferId: string;
  wishId: string;
}

export type Deed = FundDeed | SafeguardingDeed | RevocationDeed | TransferDeed;

/** 待批事项: asked by one person, decided by another, once. */
export interface Approval {
  _id: string;
  fundId: string;
  deed: Deed;
  /** Of what is about a wish: its words go when the family's data goes. */
  wishId: string | null;
  reason: string;
  by: string;
  at: EpochMs;
  expiresAt: EpochMs;
  /** What became of it; `pending` past `expiresAt` reads as expired. */
  state: Exclude<ApprovalState, 'expired'>;
  /** Whether it is still `pending`: what lists select by. */
  open: boolean;
  decidedBy: string | null;
  decidedAt: EpochMs | null;
  note: string;
  /** Order and cursor: time of asking and the id. */
  key: string;
}

/** An approval that nobody decided is void after so long: totals and people have changed. */
export const APPROVAL_DAYS = 14;

/** A limit that was set is lowered at once, and raised or lifted only by two. */
export const loosens = (before: Fen | null, after: Fen | null): boolean =>
  before !== null && (after === null || after > before);

export const askFor = (
  asked: Pick<Approval, '_id' | 'fundId' | 'deed' | 'reason'>,
  by: { personId: string; now: EpochMs },
): Approval => ({
  ...asked,
  wishId: 'wishId' in asked.deed ? asked.deed.wishId : null,
  by: by.personId,
  at: by.now,
  expiresAt: by.now + APPROVAL_DAYS * DAY_MS,
  state: 'pending',
  open: true,
  decidedBy: null,
  decidedAt: null,
  note: '',
  key: `${String(by.now).padStart(14, '0')}.${asked._id}`,
});

export const approvalState = ({ state, expiresAt }: Approval, now: EpochMs): ApprovalState =>
  state === 'pending' && now > expiresAt ? 'expired' : state;

const requirePending = (approval: Approval, now: EpochMs): void => {
  const state = approvalState(approval, now);
  if (state !== 'pending') {
    refuse(
      'FAILED_PRECONDITION',
      `这件事${APPROVAL_STATE_WORDS[state]}，不能再办理；需要时请重新提出。`,
    );
  }
};

const closed = (
  approval: Approval,
  state: 'approved' | 'declined' | 'withdrawn',
  by: { personId: string | null; now: EpochMs },
  note: string,
): Approval => ({
  ...approval,
  state,
  open: false,
  decidedBy: by.personId,
  decidedAt: by.now,
  note,
});

/**
 * Decides what another person asked for.
 * @throws Refusal PERMISSION_DENIED own request; FAILED_PRECONDITION decided, withdrawn or expired;
 *   INVALID_ARGUMENT declined without a word.
 */
export const decideOn = (
  approval: Approval,
  decision: 'approve' | 'decline',
  by: { personId: string; now: EpochMs },
  note = '',
): Approval => {
  if (approval.by === by.personId) {
    refuse('PERMISSION_DENIED', '自己提出的事要由另一个人批准；不想办了可以撤回。');
  }
  requirePending(approval, by.now);
  if (decision === 'decline' && note === '') {
    refuse('INVALID_ARGUMENT', '不批准时请写明原因，提出的人会看到。');
  }
  return closed(approval, decision === 'approve' ? 'approved' : 'declined', by, note);
};

/** @throws Refusal PERMISSION_DENIED not the author; FAILED_PRECONDITION not pending any more. */
export const withdrawApproval = (
  approval: Approval,
  by: { personId: string; now: EpochMs },
): Approval => {
  if (approval.by !== by.personId) {
    refuse('PERMISSION_DENIED', '只有提出的人可以撤回。');
  }
  requirePending(approval, by.now);
  return closed(approval, 'withdrawn', by, '');
};

/** Closes what nobody has decided, where that which it was asked for has ended: nobody decides it. */
export const endApproval = (approval: Approval, now: EpochMs): Approval =>
  closed(approval, 'declined', { personId: null, now }, '');
