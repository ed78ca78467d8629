import { byIds } from '../store/common/by-ids';
import { ageBandAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import {
  accept,
  close,
  isMember,
  isSeenBySpecialist,
  refuseReferral,
  requireUnderWay,
  stateOf,
  type Referral,
} from '../domain/referral/referral';
import { newId } from '../shared/identity';
import { nothing } from '../calls/fields';
import * as calls from '../calls/referral';
import { seal, unseal } from '../shared/sealing';
import type { Context, Handlers } from '../shared/serve';
import { type Transaction } from '../store/common/database';
import { once, type Work } from '../store/common/requests';
import { notify } from '../store/message/notices';
import { notesOf, putNote } from '../store/referral/notes';
import { referralsTo, specialistsOf } from '../store/referral/referrals';

/** The caller's memberships that hold today. @throws Refusal PERMISSION_DENIED where there is none */
const requireMember = async ({ personId, now }: Context): Promise<ReadonlySet<string>> => {
  const current = (await specialistsOf(personId)).filter((one) => isMember(one, now));
  if (current.length === 0) {
    refuse('PERMISSION_DENIED', '你没有在有效期内的专家资格，请联系妇联工作人员。');
  }
  return new Set(current.map(({ _id }) => _id));
};

/** A referral that was sent to the caller and can be seen by them. @throws Refusal NOT_FOUND */
const hisIn = async (
  work: Transaction,
  referralId: string,
  { personId, now }: Context,
  memberships: ReadonlySet<string>,
): Promise<Referral> => {
  const referral = await work.get('referrals', referralId);
  const seen = referral?.toId === personId && memberships.has(referral.specialistId);
  return referral && seen && isSeenBySpecialist(referral, now)
    ? referral
    : refuse('NOT_FOUND', '没有找到这次转介，请刷新后再试。');
};

/** One step by the specialist; sender and family are told by neutral words. */
const move = async (
  context: Context,
  referralId: string,
  action: 'referral.accept' | 'referral.refuse' | 'referral.close',
  change: (referral: Referral, work: Work) => Referral,
) => {
  const memberships = await requireMember(context);
  return once(context, async (work) => {
    const after = change(await hisIn(work, referralId, context, memberships), work);
    await work.put('referrals', after);
    const child = await work.get('children', after.childId);
    const kind = after.state === 'accepted' ? 'referralAccepted' : 'referralEnded';
    const about = { ref: `${referralId}.${after.state}` };
    await notify(work, { box: 'staff', kind, personIds: [after.by] }, about, context.now);
    const personIds = child?.guardianIds ?? [];
    await notify(work, { box: 'family', kind, personIds }, about, context.now);
    await work.audit({ action, subject: referralId });
    return { state: after.state };
  });
};

export const referralHandlers: Pick<
  Handlers<'helper'>,
  'referral.mine' | 'referral.accept' | 'referral.refuse' | 'referral.note' | 'referral.close'
> = {
  'referral.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId, now }) => {
      const current = (await specialistsOf(personId)).filter((one) => isMember(one, now));
      const memberships = new Set(current.map(({ _id }) => _id));
      const all = memberships.size === 0 ? [] : await referralsTo(personId);
      const referrals = all
        .filter((one) => memberships.has(one.specialistId) && isSeenBySpecialist(one, now))
        .sort((a, b) => b.at - a.at);
      const childOf = await byIds(
        'children',
        referrals.map(({ childId }) => childId),
      );
      const notes = await Promise.all(referrals.map(({ _id }) => notesOf(_id)));
      return {
        items: referrals.map((referral, place) => {
          const child = childOf.get(referral.childId);
          return {
            referralId: referral._id,
            state: stateOf(referral, now),
            alias: child?.alias ?? '',
            ageBand: ageBandAt(child?.birthMonth ?? '', now),
            purpose: referral.purpose,
            question: referral.question,
            at: referral.at,
            notes: (notes[place] ?? []).map(({ at, sealed }) => ({
              at,
              words: unseal('NOTE', sealed, referral._id),
            })),
          };
        }),
      };
    },
  },
  'referral.accept': {
    who: 'signedIn',
    input: calls.step,
    run: (context, { referralId }) =>
      move(context, referralId, 'referral.accept', (before) => accept(before, context.now)),
  },
  'referral.refuse': {
    who: 'signedIn',
    input: calls.stepWithReason,
    run: (context, { referralId, reason = '' }) =>
      move(context, referralId, 'referral.refuse', (before) =>
        refuseReferral(before, reason, context.now),
      ),
  },
  'referral.note': {
    who: 'signedIn',
    input: calls.note,
    run: async (context, { referralId, words }) => {
      const memberships = await requireMember(context);
      // Nothing but the note itself: to everybody else it is as if none had been written.
      return once(context, async (work) => {
        const referral = await hisIn(work, referralId, context, memberships);
        requireUnderWay(referral, context.now);
        await putNote(work, {
          _id: newId('note'),
          referralId,
          at: context.now,
          sealed: seal('NOTE', words, referralId),
        });
        return { state: referral.state };
      });
    },
  },
  'referral.close': {
    who: 'signedIn',
    input: calls.stepWithReason,
    run: (context, { referralId, reason = '' }) =>
      move(context, referralId, 'referral.close', (before) => close(before, reason, context.now)),
  },
};
