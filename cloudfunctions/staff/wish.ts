import * as v from 'valibot';
import { fund } from '../domain/wish';
import { fen, id, requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { getCampaign } from '../store/campaigns';
import { once } from '../store/requests';
import { changeWish, getWish } from '../store/wishes';

export const wishHandlers: Pick<Handlers<'staff'>, 'wish.fund'> = {
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
};
