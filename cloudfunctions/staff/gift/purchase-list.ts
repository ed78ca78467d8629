import type { WantedRow } from '../../../typings/contract';
import { isLive, type Card } from '../../domain/card/card';
import { isOnPaper } from '../../domain/family/paper-form';
import { fen } from '../../domain/money/money';
import { groupKeyOf, specOf } from '../../domain/gift/purchase';
import type { Wish } from '../../domain/wish/wish';
import * as calls from '../../calls/gift';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign, getCommunity } from '../../store/campaign/campaigns';
import { pathsOf, queuePage } from '../../store/wish/queue';
import { cardsOf } from '../../store/wish/wishes';
import { requireArea } from '../common/area';

const DEFAULT_PAGE = 100;

const rowOf = (wish: Wish, card: Card | undefined): WantedRow => {
  const spec = specOf(wish.title, wish.details);
  const { proposal } = wish;
  return {
    wishId: wish._id,
    wishNo: wish.wishNo,
    alias: wish.alias,
    communityId: wish.communityId,
    communityName: wish.communityName,
    category: wish.category,
    ...spec,
    key: groupKeyOf(wish.category, spec),
    reservedFen: wish.reservedFen ?? fen(0),
    ...(card ? { cardNo: card.cardNo } : {}),
    ...(card && isLive(card) ? { eventId: card.eventId } : {}),
    ...(wish.orderId == null ? {} : { orderId: wish.orderId }),
    ...(proposal == null
      ? {}
      : {
          substitution: {
            no: proposal.no,
            title: proposal.title,
            priceFen: proposal.priceFen,
            byPhone: isOnPaper(wish.guardianIds),
          },
        }),
    declined: wish.timeline.at(-1)?.event === 'substitution_declined',
  };
};

/** @throws Refusal PERMISSION_DENIED for a community outside the caller's areas */
const requireCommunity = async ({ rights }: Context, communityId: string): Promise<void> => {
  const { path } = await getCommunity(communityId);
  requireArea(rights, { areaPath: path });
};

/** 采购清单: what is to be bought. */
export const wantedHandlers: Pick<Handlers<'staff'>, 'gift.wanted'> = {
  'gift.wanted': {
    who: 'staff',
    input: calls.giftWanted,
    run: async (context, { campaignId, communityId, cursor, limit: size = DEFAULT_PAGE }) => {
      if (communityId !== undefined) await requireCommunity(context, communityId);
      const { rights } = context;
      const [{ reviewLevels: levels }, paths] = await Promise.all([
        getCampaign(campaignId),
        pathsOf(rights.grants),
      ]);
      const { wishes, next } = await queuePage(
        { campaignId, state: 'funded', communityId, words: [] },
        { rights, levels, paths },
        { cursor, limit: size },
      );
      const cards = await cardsOf(wishes);
      // After an annulment whose gift did not come back, nothing is reserved to buy with.
      const items = wishes
        .filter(({ reservedFen }) => reservedFen !== null)
        .map((wish) => rowOf(wish, cards.get(wish._id)));
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
};
