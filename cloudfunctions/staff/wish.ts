import * as v from 'valibot';
import { refuse } from '../domain/refusal';
import { arrive, fund } from '../domain/wish';
import { fen, id, requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { eventsOf, getCampaign } from '../store/campaigns';
import { once } from '../store/requests';
import { changeWish, getWish } from '../store/wishes';
import { requireArea } from './file';

export const wishHandlers: Pick<Handlers<'staff'>, 'wish.fund' | 'gift.arrive'> = {
  'wish.fund': {
    who: 'admin',
    input: v.strictObject({ requestId, wishId: id, amountFen: fen }),
    run: async (context, { wishId, amountFen }) => {
      const campaign = await getCampaign((await getWish(wishId)).campaignId);
      return once(context, async (work) => {
        const { wish, availableFen } = await changeWish(work, wishId, context, (before) =>
          fund(before, campaign, amountFen, {
            ...context,
            ownChild: before.guardianIds.includes(context.personId),
          }),
        );
        await work.audit({ action: 'wish.fund', subject: wishId, note: String(amountFen) });
        return { state: wish.state, availableFen };
      });
    },
  },
  'gift.arrive': {
    who: 'staff',
    input: v.strictObject({ requestId, wishId: id, priceFen: fen, stationId: id }),
    run: async (context, { wishId, priceFen, stationId }) => {
      const seen = await getWish(wishId);
      requireArea(context.rights, seen);
      const stations = (await eventsOf(seen.campaignId)).flatMap((event) => event.stations);
      if (!stations.some((station) => station.stationId === stationId)) {
        refuse('NOT_FOUND', '这个活动没有这个核销点，请从列表中选择。');
      }
      return once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before) =>
          arrive(before, { priceFen, stationId }, context),
        );
        await work.audit({
          action: 'gift.arrive',
          subject: wishId,
          note: `${priceFen} ${stationId}`,
        });
        return { state: wish.state };
      });
    },
  },
};
