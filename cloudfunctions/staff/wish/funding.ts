import * as v from 'valibot';
import { logDecision } from './child-log';
import type { Fen, WishState } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { NoMoney } from '../../domain/money/money';
import { fund } from '../../domain/wish/wish';
import { fen, id, requestId } from '../../shared/input';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { once } from '../../store/common/requests';
import { changeWish, getWish } from '../../store/wish/wishes';
import { oneByOne } from './bulk';

/** Reserves money for one wish, and leaves its trace in the audit. */
const fundOne = async (
  context: Context,
  { wishId, amountFen }: { wishId: string; amountFen: Fen },
): Promise<{ state: WishState; availableFen: Fen }> => {
  const campaign = await getCampaign((await getWish(wishId)).campaignId);
  return once(context, async (work) => {
    const { wish, availableFen } = await changeWish(work, wishId, context, (before) =>
      fund(before, campaign, amountFen, {
        ...context,
        ownChild: isOwnChild(before, context.personId),
      }),
    );
    await logDecision(work, context, wish, '落实善款');
    await work.audit({ action: 'wish.fund', subject: wishId, note: amountFen });
    return { state: wish.state, availableFen };
  });
};

const funding = { wishId: id, amountFen: fen };

/** Wishes that one call funds: each is a transaction of its own, and the call stays below 3 s. */
const MAX_AT_ONCE = 20;

export const wishHandlers: Pick<Handlers<'staff'>, 'wish.fund' | 'wish.fundMany'> = {
  'wish.fund': {
    who: 'admin',
    input: v.strictObject({ requestId, ...funding }),
    run: fundOne,
  },
  'wish.fundMany': {
    who: 'admin',
    input: v.strictObject({
      requestId,
      wishes: v.pipe(
        v.array(v.strictObject(funding)),
        v.minLength(1, '请至少选一个心愿'),
        v.maxLength(MAX_AT_ONCE, `一次最多 ${MAX_AT_ONCE} 个心愿`),
        v.check(
          (given) => new Set(given.map(({ wishId }) => wishId)).size === given.length,
          '同一个心愿选了两次',
        ),
      ),
    }),
    run: (context, { wishes }) =>
      oneByOne(context, wishes, fundOne, (refusal) => refusal instanceof NoMoney),
  },
};
