import type { ChildSays, YesNo } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { isOwnChild } from '../domain/family/own-child';
import { answerOuting, type Outing } from '../domain/mother/outing';
import { answerPair, type By, type Pair } from '../domain/mother/pair';
import { answer, withdraw, type Referral } from '../domain/referral/referral';
import type { Transaction } from '../store/common/database';
import { requireScope } from '../store/family/guardians';
import { notify } from '../store/message/notices';
import { motherIn } from '../store/mother/mothers';
import { requireNoOtherLead, savePair } from '../store/mother/pairs';
import type { ChildRecord } from '../domain/family/records';

/**
 * What a guardian says of a pairing, an outing or a referral: by the family itself, or by staff who
 * write it down for a family on paper. Who may, and what is put on record, is the caller's.
 */
export const takePairAnswer = async (
  work: Transaction,
  { pair, child, guardianId }: { pair: Pair; child: ChildRecord; guardianId: string },
  said: { answer: YesNo; childSays: ChildSays },
  by: By,
): Promise<Pair> => {
  const answered = answerPair(pair, said, child.birthMonth, by);
  const { consent } = answered;
  const next =
    answered.live && consent ? { ...answered, consent: { ...consent, by: guardianId } } : answered;
  if (next.live) {
    await requireScope(work, guardianId, 'pairing');
    const mother = await motherIn(work, pair.motherId);
    if (isOwnChild(child, mother.personId)) {
      refuse('FAILED_PRECONDITION', '不能与自己的孩子结对。');
    }
    requireNoOtherLead(child, pair);
  }
  await savePair(work, pair, next, by);
  return next;
};

/** @throws Refusal FAILED_PRECONDITION */
export const takeOutingAnswer = async (
  work: Transaction,
  { outing: found, pair }: { outing: Outing; pair: Pair },
  said: YesNo,
  now: number,
): Promise<Outing> => {
  const outing = answerOuting(found, said, now);
  if (said === 'yes' && pair.state !== 'active') {
    refuse('FAILED_PRECONDITION', '陪伴已经暂停或结束，这次外出不能再同意。');
  }
  await work.put('outings', outing);
  // Written again, so that suspending the pair and agreeing can't both go through.
  await work.put('pairs', pair);
  const mother = await motherIn(work, pair.motherId);
  const kind = said === 'yes' ? 'outingAgreed' : 'outingDeclined';
  const telling = { box: 'helper', kind, personIds: [mother.personId] } as const;
  await notify(work, telling, { ref: outing._id, pairId: pair._id }, now);
  return outing;
};

/** The family's yes or no to a referral, or its yes taken back; the sender is told. */
export const takeReferralAnswer = async (
  work: Transaction,
  before: Referral,
  said: YesNo | 'withdraw',
  now: number,
): Promise<Referral> => {
  const after = said === 'withdraw' ? withdraw(before, now) : answer(before, said, now);
  await work.put('referrals', after);
  const kind = after.state === 'consented' ? 'referralConsented' : 'referralEnded';
  const about = { ref: `${after._id}.${after.state}` };
  await notify(work, { box: 'staff', kind, personIds: [after.by] }, about, now);
  if (after.state !== 'declined') {
    await notify(work, { box: 'helper', kind, personIds: [after.toId] }, about, now);
  }
  return after;
};
