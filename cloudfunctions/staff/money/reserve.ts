import { noteOf } from '../../domain/common/audit';
import { isOwnChild } from '../../domain/family/own-child';
import { isRedeemed } from '../../domain/card/card';
import { attribute, standing } from '../../domain/money/ledger';
import { fen as asFen } from '../../domain/money/money';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { stateOf } from '../../domain/wish/wish';
import { releaseReserve, topUp } from '../../domain/wish/reserve';
import * as calls from '../../calls/money';
import type { Handlers } from '../../shared/serve';
import { entriesOfWish, everyEntry } from '../../store/money/funds';
import { once } from '../../store/common/requests';
import { cardsOf, changeWish, getWish } from '../../store/wish/wishes';
import { doOrAsk } from './fund-operations';
import { logDecision } from '../wish/child-log';
import { entryViews } from './entry-views';
import { requireArea } from '../common/area';

export const reserveHandlers: Pick<
  Handlers<'staff'>,
  'wish.topUp' | 'wish.release' | 'wish.cost'
> = {
  'wish.topUp': {
    who: 'staff',
    input: calls.wishTopUp,
    run: async (context, { wishId, amountFen, reason: why }) => {
      const { rights, personId, now } = context;
      requireArea(rights, await getWish(wishId));
      return once(context, async (work) => {
        const wish = await work.get('wishes', wishId);
        if (!wish) return refuseAbsent('没有找到这个心愿。');
        const campaign = await work.get('campaigns', wish.campaignId);
        if (!campaign) return refuse('NOT_FOUND', '没有找到这个活动。');
        const ownChild = isOwnChild(wish, personId);
        // What can never be approved is not asked for.
        const raised = topUp(wish, campaign, amountFen, { ownChild, now });
        const { fundId } = wish;
        const deed = { kind: 'topUp', wishId, amountFen } as const;
        const { approvalId } = await doOrAsk(work, context, 'wish.topUp', {
          fundId,
          deed,
          why,
          subject: wishId,
          asksOnly: !rights.admin,
        });
        await logDecision(
          work,
          context,
          wish,
          approvalId === undefined ? '追加善款' : '申请追加善款',
        );
        return approvalId === undefined
          ? { reservedFen: raised.reservedFen ?? asFen(0) }
          : { reservedFen: wish.reservedFen ?? asFen(0), approvalId };
      });
    },
  },
  'wish.release': {
    who: 'admin',
    input: calls.wishRelease,
    run: (context, { wishId, amountFen, reason: why }) =>
      once(context, async (work) => {
        const by = { ...context, reason: why };
        const { wish, availableFen } = await changeWish(work, wishId, by, (before) =>
          releaseReserve(before, amountFen, {
            ownChild: isOwnChild(before, context.personId),
            now: context.now,
          }),
        );
        await logDecision(work, context, wish, '释放预留的善款');
        await work.audit({
          action: 'wish.release',
          subject: wishId,
          note: amountFen === undefined ? noteOf('all') : noteOf(amountFen),
        });
        return { reservedFen: wish.reservedFen ?? asFen(0), availableFen };
      }),
  },
  'wish.cost': {
    who: 'admin',
    input: calls.wishCost,
    run: async (_, { wishId }) => {
      const wish = await getWish(wishId);
      const [entries, book, cards] = await Promise.all([
        entriesOfWish(wishId),
        everyEntry(wish.fundId),
        cardsOf([wish]),
      ]);
      const sum = (...types: string[]): number =>
        entries
          .filter(({ type }) => types.includes(type))
          .reduce((total, { amountFen }) => total + amountFen, 0);
      const { donations, spends } = standing(book);
      const spent = spends.filter((spend) => spend.wishId === wishId);
      return {
        wishId,
        wishNo: wish.wishNo,
        state: stateOf(wish, isRedeemed(cards.get(wishId))),
        reservedFen: asFen(sum('reserve')),
        releasedFen: asFen(sum('release')),
        spentFen: asFen(spent.reduce((total, { amountFen }) => total + amountFen, 0)),
        openFen: asFen(sum('reserve', 'reversal') - sum('release', 'spend')),
        entries: await entryViews(entries),
        sources: attribute(donations, spends)
          .filter(({ spend }) => spend.wishId === wishId)
          .map(({ donation, amountFen }) => ({
            entryId: donation.entryId,
            donor: donation.donor,
            at: donation.at,
            amountFen,
          })),
      };
    },
  },
};
