import * as v from 'valibot';
import type { StaffLevel, StaffWishRow, WishState } from '../../typings/contract';
import { mayReviewAt, maySee, type StaffRights } from '../domain/access';
import { isRedeemed, stepsOf, type Card } from '../domain/card';
import { refuse } from '../domain/refusal';
import { fund, levelOf, review, stateOf, type Wish } from '../domain/wish';
import { newId } from '../shared/identity';
import { fen, id, limit, requestId, text } from '../shared/input';
import type { Context, Handlers } from '../shared/serve';
import { getCampaign } from '../store/campaigns';
import { find, insert, read } from '../store/database';
import { once } from '../store/requests';
import { formOf } from '../store/guardians';
import { cardsOf, changeWish, getWish, staffPage } from '../store/wishes';

const DEFAULT_PAGE = 50;
const SIMILAR = 5;

const STATES: [WishState, ...WishState[]] = [
  'submitted',
  'returned',
  'approved',
  'funded',
  'ready',
  'fulfilled',
  'rejected',
  'withdrawn',
  'expired',
];

/** @throws Refusal PERMISSION_DENIED outside the caller's areas. */
export const requireArea = (rights: StaffRights, wish: Wish): void => {
  if (!maySee(rights, wish.areaPath)) {
    refuse('PERMISSION_DENIED', '这个心愿不在你负责的区域。');
  }
};

const rowOf = (
  wish: Wish,
  card: Card | undefined,
  levels: readonly StaffLevel[],
  { rights, personId }: Context,
): StaffWishRow => {
  const level = wish.state === 'submitted' ? levelOf(wish, levels) : undefined;
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
    ...(level === undefined ? {} : { level }),
    mine:
      level !== undefined &&
      !wish.guardianIds.includes(personId) &&
      mayReviewAt(rights, level, wish.areaPath),
    flagged: wish.flagged,
    submittedAt: wish.submittedAt,
    ...(wish.reservedFen === null ? {} : { reservedFen: wish.reservedFen }),
    ...(wish.priceFen === null ? {} : { priceFen: wish.priceFen }),
    ...(wish.stationId === null ? {} : { stationId: wish.stationId }),
    ...(card ? { cardId: card._id, cardNo: card.cardNo } : {}),
  };
};

/** In which role staff act on a child's file, as the family is told. */
export const roleOf = (rights: StaffRights): string =>
  rights.admin ? 'admin' : (rights.grants[0]?.level ?? 'staff');

/** Likely duplicates are shown, never refused: same community and category, a title in common. */
const similarTo = async (wish: Wish): Promise<Wish[]> => {
  const near = await find('wishes', {
    campaignId: wish.campaignId,
    communityId: wish.communityId,
    category: wish.category,
  });
  const alike = (other: Wish): boolean =>
    other.title !== '' && (other.title.includes(wish.title) || wish.title.includes(other.title));
  return near.filter((other) => other._id !== wish._id && alike(other)).slice(0, SIMILAR);
};

export const wishHandlers: Pick<
  Handlers<'staff'>,
  'wish.list' | 'wish.open' | 'wish.review' | 'wish.fund'
> = {
  'wish.list': {
    who: 'staff',
    input: v.strictObject({
      campaignId: id,
      state: v.exactOptional(v.picklist(STATES, '未知的状态')),
      cursor: v.exactOptional(id),
      limit: v.exactOptional(limit),
    }),
    run: async (context, { campaignId, state, cursor, limit: size = DEFAULT_PAGE }) => {
      const { rights } = context;
      const campaign = await getCampaign(campaignId);
      const areaIds = rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);
      const { wishes, next } = await staffPage(
        { campaignId, state, areaIds },
        { cursor, limit: size },
      );
      const cards = await cardsOf(wishes);
      const rows = wishes.map((wish) =>
        rowOf(wish, cards.get(wish._id), campaign.reviewLevels, context),
      );
      // `fulfilled` is read off the card: a page of ready wishes holds both.
      const items = state === undefined ? rows : rows.filter((row) => row.state === state);
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'wish.open': {
    who: 'staff',
    input: v.strictObject({ wishId: id, purpose: text(100) }),
    run: async (context, { wishId, purpose }) => {
      const { rights, personId, now } = context;
      const wish = await getWish(wishId);
      requireArea(rights, wish);
      const [campaign, child, cards, similar, form] = await Promise.all([
        getCampaign(wish.campaignId),
        read('children', wish.childId),
        cardsOf([wish]),
        similarTo(wish),
        wish.paper ? formOf(wish.guardianIds) : null,
      ]);
      // The opening is on record before the file is shown.
      await insert('accessLog', {
        _id: newId('access'),
        childId: wish.childId,
        wishId,
        by: personId,
        role: roleOf(rights),
        purpose,
        at: now,
      });
      const card = cards.get(wishId);
      return {
        ...rowOf(wish, card, campaign.reviewLevels, context),
        childNickname: child?.nickname ?? '',
        childNo: child?.childNo ?? '',
        ...(wish.details === null ? {} : { details: wish.details }),
        ...(wish.reason === null ? {} : { reason: wish.reason }),
        ...(form && wish.paper
          ? { form: { ...form, enteredByMe: wish.paper.by === personId } }
          : {}),
        publicText: wish.publicText,
        publicTextAllowed: wish.publicTextAllowed,
        ownChild: wish.guardianIds.includes(personId),
        timeline: [
          ...wish.timeline.map(({ by: _hidden, ...step }) => step),
          ...(card ? stepsOf(card) : []),
        ].sort((a, b) => a.at - b.at),
        similar: similar.map((other) => ({
          wishNo: other.wishNo,
          title: other.title,
          communityName: other.communityName,
          state: other.state,
        })),
      };
    },
  },
  'wish.review': {
    who: 'staff',
    input: v.strictObject({
      requestId,
      wishId: id,
      decision: v.picklist(['approve', 'return', 'reject'], '请选择同意、退回或不通过'),
      reason: v.exactOptional(text(200)),
      publicText: v.exactOptional(text(100, 0)),
    }),
    run: async (context, { wishId, decision, reason, publicText }) => {
      const { personId, rights, now } = context;
      const campaign = await getCampaign((await getWish(wishId)).campaignId);
      return once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before, card) =>
          review(
            before,
            isRedeemed(card),
            campaign,
            { decision, reason, publicText },
            {
              personId,
              rights,
              ownChild: before.guardianIds.includes(personId),
              now,
            },
          ),
        );
        await work.audit({
          action: 'wish.review',
          subject: wishId,
          // Whoever wrote it down for the family is often the reviewer too: that shows.
          note: wish.paper?.by === personId ? `${decision} own-entry` : decision,
        });
        return { state: wish.state };
      });
    },
  },
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
