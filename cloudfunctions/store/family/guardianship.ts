import { DAY_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { followPublication } from '../../domain/wish/wish';
import type { By } from '../../domain/mother/pair';
import { formerAfter, logAfterReturn } from '../../domain/family/own-child';
import { refuse } from '../../domain/common/refusal';
import type { Transaction } from '../common/database';
import { type GuardianInvite, inviteWith, keepInvite, refuseInvite } from '../people/invites';
import { joinTransfer } from '../../domain/family/transfer';
import { tellGuardians } from '../message/notices';
import { cardIdsOfChild } from './cards-of-child';
import { keepTransfer } from './transfers';
import { followGuardians } from '../mother/pairs';
import { wishesOfChild } from '../wish/wishes';
import { publicationAllowed } from './publication';
import type { ChildRecord } from '../../domain/family/records';

/** A child's guardians; more than these is a mistake. */
const MAX_GUARDIANS = 4;

/** An invitation is meant for somebody who is told of it now. */
const INVITE_MS = DAY_MS;

/** The caller's child. @throws Refusal NOT_FOUND for another family's as for none */
export const requireOwnChild = async (
  transaction: Pick<Transaction, 'get'>,
  childId: string,
  personId: string,
): Promise<ChildRecord> => {
  const child = await transaction.get('children', childId);
  return child?.guardianIds.includes(personId) && child.nickname !== ''
    ? child
    : refuse('NOT_FOUND', '没有找到这个孩子。');
};

/** Invites somebody to become a child's guardian; answers until when. */
export const inviteGuardian = async (
  transaction: Transaction,
  code: string,
  invite: Pick<GuardianInvite, 'childId' | 'by' | 'kind' | 'transferId'>,
  now: EpochMs,
  expiresAt = now + INVITE_MS,
): Promise<EpochMs> => {
  await keepInvite(transaction, code, { ...invite, expiresAt });
  return expiresAt;
};

/**
 * Sets who a child's guardians are, and with the child every wish and card of it, and whether its
 * texts may be public. A wish that is submitted at the same moment touches the child too, so that
 * none is left behind.
 */
export const setGuardians = async (
  transaction: Transaction,
  child: ChildRecord,
  guardianIds: string[],
  by: By,
): Promise<void> => {
  const allowed = await publicationAllowed(transaction, guardianIds);
  const { personId, now } = by;
  await followGuardians(transaction, child._id, guardianIds, { personId, now });
  const formerGuardianIds = formerAfter(child, guardianIds);
  const people = { guardianIds, formerGuardianIds };
  const guardianUntil = logAfterReturn(child, guardianIds);
  for (const { _id } of await wishesOfChild(child._id)) {
    const wish = await transaction.get('wishes', _id);
    if (!wish) continue;
    await transaction.put('wishes', { ...followPublication(wish, allowed), ...people });
  }
  for (const cardId of await cardIdsOfChild(child._id)) {
    const card = await transaction.get('cards', cardId);
    if (card) await transaction.put('cards', { ...card, ...people, version: card.version + 1 });
  }
  const { leadPairId = null } = (await transaction.get('children', child._id)) ?? {};
  await transaction.put('children', { ...child, leadPairId, ...people, guardianUntil });
};

/** Uses an invitation up. @throws Refusal NOT_FOUND for whatever is no invitation now */
export const joinWith = async (
  transaction: Transaction,
  code: string,
  by: { personId: string; now: EpochMs },
): Promise<{ childId: string; kind: GuardianInvite['kind']; waits?: { until: EpochMs } }> => {
  const invite = await inviteWith(transaction, code, by.now);
  if (!('childId' in invite) || invite.usedAt !== null) return refuseInvite();
  const child = await transaction.get('children', invite.childId);
  if (!child || child.nickname === '') return refuseInvite();
  // Staff attest others, never themselves; a guardian who has left invites nobody any more.
  if (invite.by === by.personId) refuse('PERMISSION_DENIED', '邀请码要由另一位监护人使用。');
  if (invite.kind === 'guardian' && !child.guardianIds.includes(invite.by)) return refuseInvite();
  if (invite.kind === 'transfer') {
    const seen = await transaction.get('transfers', invite.transferId ?? '');
    if (!seen || seen.dueAt === 0) return refuseInvite();
    const transfer = joinTransfer(seen, by.personId);
    await keepTransfer(transaction, transfer);
    await transaction.put('invites', { ...invite, usedAt: by.now });
    return { childId: child._id, kind: 'transfer', waits: { until: transfer.until } };
  }
  const guardianIds = [...new Set([...child.guardianIds, by.personId])];
  if (guardianIds.length > MAX_GUARDIANS) {
    refuse('FAILED_PRECONDITION', `一个孩子最多有 ${MAX_GUARDIANS} 位监护人。`);
  }
  await setGuardians(transaction, child, guardianIds, by);
  const others = child.guardianIds.filter((guardianId) => guardianId !== by.personId);
  await tellGuardians(transaction, others, { kind: 'guardianJoined', ref: invite._id }, by.now);
  await transaction.put('invites', { ...invite, usedAt: by.now });
  return { childId: child._id, kind: invite.kind };
};
