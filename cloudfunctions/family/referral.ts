import { refuse } from '../domain/common/refusal';
import type { YesNo } from '../../typings/contract';
import { stateOf } from '../domain/referral/referral';
import { takeReferralAnswer } from '../shared/guardian-answers';
import { nothing } from '../calls/fields';
import * as calls from '../calls/referral';
import type { Context, Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { childrenOf } from '../store/family/children';
import { everySpecialist, referralsOfChildren } from '../store/referral/referrals';

/** One step of a referral of the caller's own child. @throws Refusal */
const move = (
  context: Context,
  referralId: string,
  action: 'referral.answer' | 'referral.withdraw',
  said: YesNo | 'withdraw',
) =>
  once(context, async (work) => {
    const missing = (): never => refuse('NOT_FOUND', '没有找到这次转介，请刷新后再试。');
    const before = (await work.get('referrals', referralId)) ?? missing();
    const child = await work.get('children', before.childId);
    if (!child?.guardianIds.includes(context.personId)) return missing();
    const { state } = await takeReferralAnswer(work, before, said, context.now);
    await work.audit({ action, subject: referralId });
    return { state };
  });

export const referralHandlers: Pick<
  Handlers<'family'>,
  'referral.mine' | 'referral.answer' | 'referral.withdraw'
> = {
  'referral.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId, now }) => {
      const children = await childrenOf(personId);
      const [referrals, specialists] = await Promise.all([
        referralsOfChildren(children.map(({ _id }) => _id)),
        everySpecialist(),
      ]);
      const specialistOf = new Map(specialists.map((one) => [one._id, one]));
      return {
        items: referrals
          .sort((a, b) => b.at - a.at)
          .map((referral) => {
            const to = specialistOf.get(referral.specialistId);
            return {
              referralId: referral._id,
              childId: referral.childId,
              state: stateOf(referral, now),
              purpose: referral.purpose,
              question: referral.question,
              at: referral.at,
              specialist: {
                name: to?.name ?? '',
                profession: to?.profession ?? ('other' as const),
                contact: to?.contact ?? '',
              },
            };
          }),
      };
    },
  },
  'referral.answer': {
    who: 'guardian',
    input: calls.familyAnswer,
    run: (context, { referralId, answer: said }) =>
      move(context, referralId, 'referral.answer', said),
  },
  'referral.withdraw': {
    who: 'guardian',
    input: calls.step,
    run: (context, { referralId }) => move(context, referralId, 'referral.withdraw', 'withdraw'),
  },
};
