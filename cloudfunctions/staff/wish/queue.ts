import type { StaffLevel, StaffWishRow } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { mayReviewAt, maySee, type StaffRights } from '../../domain/common/access';
import { isLive, isRedeemed, type Card } from '../../domain/card/card';
import { refuseArea } from '../../domain/common/refusal';
import { mayUndo, undoableUntil, waitingSince } from '../../domain/wish/review-undo';
import { stateOf, type Wish } from '../../domain/wish/wish';
import { levelOf } from '../../domain/wish/review';
import { ofCampaign } from '../../calls/fields';
import * as calls from '../../calls/wish';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { read } from '../../store/common/database';
import { withTwins } from '../../store/wish/likely-duplicates';
import { countQueue, pathsOf, queuePage } from '../../store/wish/queue';
import { readSearch } from '../../store/wish/search';
import { cardsOf, wishesOf } from '../../store/wish/wishes';

const DEFAULT_PAGE = 50;

/** A wish is the caller's to decide on now. */
const isMine = (
  wish: Wish,
  levels: readonly StaffLevel[],
  { rights, personId }: Pick<Context, 'rights' | 'personId'>,
): boolean => {
  const level = wish.state === 'submitted' ? levelOf(wish, levels) : undefined;
  return (
    level !== undefined && !isOwnChild(wish, personId) && mayReviewAt(rights, level, wish.areaPath)
  );
};

/** A wish as it stands in the lists of staff, for the person who looks. */
export const rowOf = (
  wish: Wish,
  card: Card | undefined,
  levels: readonly StaffLevel[],
  context: Context,
): StaffWishRow => {
  const level = wish.state === 'submitted' ? levelOf(wish, levels) : undefined;
  const until = mayUndo(wish, context.personId, context.now) ? undoableUntil(wish) : null;
  return {
    wishId: wish._id,
    wishNo: wish.wishNo,
    alias: wish.alias,
    ageBand: wish.ageBand,
    communityId: wish.communityId,
    communityName: wish.communityName,
    category: wish.category,
    title: wish.title,
    state: stateOf(wish, isRedeemed(card)),
    ...(level === undefined ? {} : { level, waitingSince: waitingSince(wish) }),
    mine: isMine(wish, levels, context),
    flagged: wish.flagged,
    submittedAt: wish.submittedAt,
    ...(until === null ? {} : { undoableUntil: until }),
    ...(wish.reservedFen === null ? {} : { reservedFen: wish.reservedFen }),
    ...(wish.priceFen === null ? {} : { priceFen: wish.priceFen }),
    ...(wish.stationId === null ? {} : { stationId: wish.stationId }),
    ...(wish.deskEventId == null ? {} : { deskEventId: wish.deskEventId }),
    ...(card ? { cardId: card._id, cardNo: card.cardNo } : {}),
    ...(card && isLive(card) ? { cardEventId: card.eventId } : {}),
  };
};

/** @throws Refusal PERMISSION_DENIED for a community outside the caller's areas, or none. */
const requireCommunity = async (rights: StaffRights, communityId: string): Promise<void> => {
  const area = await read('areas', communityId);
  if (!area || !maySee(rights, area.path)) {
    refuseArea();
  }
};

export const queueHandlers: Pick<Handlers<'staff'>, 'wish.list' | 'wish.counts'> = {
  'wish.list': {
    who: 'staff',
    input: calls.list,
    run: async (context, { search, cursor, limit: size = DEFAULT_PAGE, ...asked }) => {
      const { rights } = context;
      const { campaignId, state, communityId } = asked;
      const [campaign, paths] = await Promise.all([
        getCampaign(campaignId),
        pathsOf(rights.grants),
      ]);
      if (communityId !== undefined) await requireCommunity(rights, communityId);
      const levels = campaign.reviewLevels;
      const { words, wishes: numbered } = await readSearch(campaignId, search);
      const page: { wishes: Wish[]; next?: string } =
        numbered.length > 0
          ? { wishes: [...numbered] }
          : await queuePage(
              { ...asked, words },
              { rights, levels, paths },
              { cursor, limit: size },
            );
      const seen = page.wishes.filter((wish) => maySee(rights, wish.areaPath));
      const [cards, twins] = await Promise.all([
        cardsOf(seen),
        withTwins(
          seen.filter((wish) => wish.state === 'submitted'),
          (path) => maySee(rights, path),
        ),
      ]);
      const items = seen
        .map((wish): StaffWishRow => ({
          ...rowOf(wish, cards.get(wish._id), levels, context),
          ...(twins.has(wish._id) ? { alike: true } : {}),
        }))
        // `fulfilled` is read off the card: a page of ready wishes holds both.
        .filter((row) => state === undefined || row.state === state)
        .filter((row) => asked.mine === undefined || row.mine);
      return { items, ...(page.next === undefined ? {} : { next: page.next }) };
    },
  },
  'wish.counts': {
    who: 'staff',
    input: ofCampaign,
    run: async ({ rights, personId }, { campaignId }) => {
      const [campaign, paths, own] = await Promise.all([
        getCampaign(campaignId),
        pathsOf(rights.grants),
        wishesOf(personId),
      ]);
      const levels = campaign.reviewLevels;
      const counts = await countQueue(campaignId, { rights, levels, paths });
      // Nobody decides on the wish of an own child, though it waits in the own area.
      const ownTurns = own.filter(
        (wish) => wish.campaignId === campaignId && isMine(wish, levels, { rights, personId: '' }),
      );
      return { ...counts, mine: Math.max(0, counts.mine - ownTurns.length) };
    },
  },
};
