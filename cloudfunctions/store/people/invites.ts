import { createHash } from 'node:crypto';
import type { EpochMs } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { command, find, type Transaction } from '../common/database';
import type { GrantTerms } from '../../domain/common/access';

interface Invite {
  /** The hash of its code. */
  _id: string;
  /** Pseudonym of who made it. */
  by: string;
  expiresAt: EpochMs;
  usedAt: EpochMs | null;
}

/** An invitation to become a child's guardian, by a guardian of the child or by staff. */
export interface GuardianInvite extends Invite {
  childId: string;
  /** `transfer`: whoever joins with it takes the place of the guardians before. */
  kind: 'guardian' | 'attest' | 'transfer';
  /** Of a `transfer`. */
  transferId?: string;
}

/** An invitation to become staff, auditor, admin or volunteer, by an admin. */
export interface OfficeInvite extends Invite {
  kind: 'office';
  terms: GrantTerms;
  /** What the admin calls whom it is meant for; '' for nothing. */
  label: string;
  /** What the admin calls themself to whom it is meant for. */
  inviter?: string;
  madeAt: EpochMs;
  /** The grant that it became. */
  grantId: string | null;
}

/** 登记码: what somebody shows of themselves, so that an admin can enter them. */
export interface OwnCode extends Invite {
  kind: 'own';
}

export type InviteRecord = GuardianInvite | OfficeInvite | OwnCode;

const inviteIdOf = (code: string): string =>
  `invite_${createHash('sha256').update(code).digest('hex').slice(0, 32)}`;

/** @throws Refusal NOT_FOUND always: what is wrong with a code is nobody's business who guesses */
export const refuseInvite = (): never =>
  refuse('NOT_FOUND', '这个码无效、已用过或已过期，请重新要一个。');

/** Keeps an invitation; the code itself is in no document but the answer to whoever made it. */
export const keepInvite = async (
  transaction: Transaction,
  code: string,
  invite:
    | Omit<GuardianInvite, '_id' | 'usedAt'>
    | Omit<OfficeInvite, '_id' | 'usedAt'>
    | Omit<OwnCode, '_id' | 'usedAt'>,
): Promise<string> => {
  const _id = inviteIdOf(code);
  await transaction.put('invites', { ...invite, _id, usedAt: null });
  return _id;
};

/** The invitation with this code, used up or not, while its time lasts. @throws Refusal NOT_FOUND */
export const inviteWith = async (
  { get }: Pick<Transaction, 'get'>,
  code: string,
  now: EpochMs,
): Promise<InviteRecord> => {
  const invite = await get('invites', inviteIdOf(code));
  return invite && invite.expiresAt >= now ? invite : refuseInvite();
};

/** The invitations to a child, used ones too. */
export const invitesTo = (childId: string): Promise<InviteRecord[]> => find('invites', { childId });

/** The invitations to an office that somebody may still use, the one that ends last first. */
export const openOfficeInvites = async (now: EpochMs): Promise<OfficeInvite[]> => {
  const invites = await find(
    'invites',
    { kind: 'office', expiresAt: command.gte(now) },
    { orderBy: ['expiresAt', 'desc'] },
  );
  return (invites as OfficeInvite[]).filter(({ usedAt }) => usedAt === null);
};
