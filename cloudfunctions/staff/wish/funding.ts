import { logDecision } from './child-log';
import type { Fen, WishState } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { refuseAbsent } from '../../domain/common/refusal';
import { NoMoney } from '../../domain/money/money';
import { fund } from '../../domain/wish/reserve';
import * as calls from '../../calls/money';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { once } from '../../store/common/requests';
import { getWish } from '../../store/wish/wishes';
import { doOrAsk } from '../money/fund-operations';
import { oneByOne } from './bulk';

/** Reserves money for one wish, and leaves its trace in the audit. */
const fundOne = async (
  context: Context,
  { wishId, amountFen }: { wishId: string; amountFen: Fen },
): Promise<{ state: WishState; availableFen: Fen; approvalId?: string }> => {
  const campaign = await getCampaign((await getWish(wishId)).campaignId);
  return once(context, async (work) => {
    const wish = await work.get('wishes', wishId);
    if (!wish) return refuseAbsent('没有找到这个心愿。');
    const ownChild = isOwnChild(wish, context.personId);
    // What can never be approved is not asked for.
    const { state } = fund(wish, campaign, amountFen, { ...context, ownChild });
    const booked = await doOrAsk(work, context, 'wish.fund', {
      fundId: wish.fundId,
      deed: { kind: 'reserve', wishId, amountFen },
      why: '',
      subject: wishId,
    });
    const waits = booked.approvalId !== undefined;
    await logDecision(work, context, wish, waits ? '申请落实善款' : '落实善款');
    return { state: waits ? wish.state : state, ...booked };
  });
};

/** One of many: what waits for a second person is told so. */
const fundPart = async (context: Context, wish: { wishId: string; amountFen: Fen }) => {
  const { state, approvalId } = await fundOne(context, wish);
  return approvalId === undefined
    ? { state }
    : { refused: '超过双人复核额度，已提交，等另一位管理员批准。' };
};

export const wishHandlers: Pick<Handlers<'staff'>, 'wish.fund' | 'wish.fundMany'> = {
  'wish.fund': {
    who: 'admin',
    input: calls.wishFund,
    run: fundOne,
  },
  'wish.fundMany': {
    who: 'admin',
    input: calls.wishFundMany,
    run: (context, { wishes }) =>
      oneByOne(context, wishes, fundPart, (refusal) => refusal instanceof NoMoney),
  },
};
