import { AUDIT_ACTION_WORDS } from '@micro-wish/vocabulary';
import type { Input } from '../../../typings/contract';
import { noteOf } from '../../domain/common/audit';
import { type StaffRights } from '../../domain/common/access';
import { ageBandAt } from '../../domain/common/age';
import {
  effectiveRedemption,
  freeze,
  isLive,
  isRedeemed,
  printedAt,
  reissue,
  unfreeze,
  type Card,
  type EventPlan,
  voidCard,
} from '../../domain/card/card';
import { deskFor, hasDesk, liesElsewhere, type GiftPlace } from '../../domain/gift/desk';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import { newNumber, sha256 } from '../../shared/identity';
import * as calls from '../../calls/card';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { areaNames, getEvent } from '../../store/campaign/campaigns';
import { changeCard, getCard, newCard, cardsByNumber } from '../../store/card/cards';
import { once, type RequestKey, type Work } from '../../store/common/requests';
import { formNumbersOf } from '../../store/family/paper-forms';
import { releasePack } from '../../store/pack/deliveries';
import { hasWords, readSearch, type Search } from '../../store/wish/search';
import { getWish } from '../../store/wish/wishes';
import { codesOf } from '../../shared/card-codes';
import { logDecision, logOnCard } from '../wish/child-log';
import { requireArea } from '../common/area';

const DEFAULT_PAGE = 50;

/** A wish's card at an event: derived, so that issuing twice is issuing once. */
const cardIdOf = (wishId: string, issued: number): string =>
  `card_${sha256(`${wishId}#${issued}`).slice(0, 24)}`;

const requireIssuable = (rights: StaffRights, wish: Wish): void => {
  requireArea(rights, wish);
  if (wish.state !== 'funded' && wish.state !== 'ready') {
    refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 还没有落实善款，不能制卡。`);
  }
};

/** Whether a card is what is searched: by a number that is its own or its wish's, or by words. */
export const isFound = (
  search: Search,
  { wishId, cardNo, alias, gift }: Pick<Card, 'wishId' | 'cardNo' | 'alias' | 'gift'>,
  communityName: string,
): boolean =>
  search.wishes.length > 0
    ? search.wishes.some(({ _id }) => _id === wishId)
    : hasWords(search, [cardNo, alias, gift.title, communityName]);

/** A gift at another desk: its place on the shelf was at the desk that it leaves. */
const laidAt = (wish: Wish, place: GiftPlace): Wish => ({
  ...wish,
  ...place,
  gift: wish.gift ? { ...wish.gift, shelf: '' } : null,
});

const isWaitingElsewhere = (card: Card, event: EventPlan): boolean =>
  card.ready && isLive(card) && !hasDesk(event, card.stationId);

/** Issues the card of one wish in one transaction of its own; a live card is answered as it is. */
const issueOne = (
  context: Context,
  request: RequestKey,
  {
    wishId,
    event,
    stationId,
  }: { wishId: string; event: EventPlan; stationId?: string | undefined },
): Promise<{ cardId: string; cardNo: string; wishId: string }> => {
  const cardNo = newNumber('K');
  const { _id: eventId, from } = event;
  return once({ ...context, request }, async (work) => {
    const found = await work.get('wishes', wishId);
    if (!found) return refuseAbsent('没有找到这个心愿。');
    requireIssuable(context.rights, found);
    const wish =
      stationId !== undefined && liesElsewhere(found, event)
        ? laidAt(found, { stationId, deskEventId: eventId })
        : found;
    const before = wish.cardId === null ? null : await work.get('cards', wish.cardId);
    if (before && (before.state !== 'void' || isRedeemed(before))) {
      if (before.eventId !== eventId) {
        refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 在另一场领取活动已经有卡。`);
      }
      return { cardId: before._id, cardNo: before.cardNo, wishId };
    }
    const child = await work.get('children', wish.childId);
    if (!child) throw new Error(`wish ${wishId} names child ${wish.childId}, which is absent`);
    let issued = 1;
    let cardId = cardIdOf(wishId, issued);
    while (await work.get('cards', cardId)) cardId = cardIdOf(wishId, (issued += 1));
    const card = newCard(wish, {
      cardId,
      cardNo,
      eventId,
      guardianIds: child.guardianIds,
      formerGuardianIds: child.formerGuardianIds,
      ageBand: ageBandAt(child.birthMonth, from),
      ...codesOf(cardId, 1),
      now: context.now,
    });
    await work.put('cards', card);
    await work.put('wishes', { ...wish, cardId, updatedAt: context.now });
    await logDecision(work, context, wish, '制作兑换卡');
    await work.audit({ action: 'card.issue', subject: cardId, note: noteOf({ id: wishId }) });
    return { cardId, cardNo, wishId };
  });
};

const change =
  (
    action: 'card.freeze' | 'card.unfreeze' | 'card.reissue' | 'card.void',
    decide: (card: Card, work: Work, now: number) => Partial<Card> | Promise<Partial<Card>>,
  ) =>
  (context: Context, { cardId, reason }: Input<'staff', 'card.freeze'>) =>
    once(context, async (work) => {
      const act = { by: context.personId, now: context.now, event: action, reason };
      const card = await changeCard(work, cardId, act, (before) => {
        requireArea(context.rights, before);
        return decide(before, work, context.now);
      });
      await logOnCard(work, context, card, AUDIT_ACTION_WORDS[action]);
      await work.audit({ action, subject: cardId });
      const { state, generation } = card;
      return { state, generation };
    });

/** A void card of a pack leaves the pack to the next. */
const voidWithPack = async (card: Card, work: Work, now: number): Promise<Partial<Card>> => ({
  ...voidCard(card),
  ...(await releasePack(work, card, now)),
});

const reissueWithNewCodes = (card: Card): Partial<Card> => {
  const { keyNo, codes } = codesOf(card._id, card.issueNo + 1);
  return reissue(codes, keyNo)(card);
};

/** The codes that were lost are dead by the same step: there is nothing left to freeze. */
const reissueAndUnfreeze = async (card: Card, work: Work): Promise<Partial<Card>> => {
  if (card.state !== 'frozen') return reissueWithNewCodes(card);
  await work.audit({ action: 'card.unfreeze', subject: card._id });
  return { ...reissueWithNewCodes(card), ...unfreeze(card) };
};

/** Moves one card, and with it the place where its gift lies. */
const moveOne = (
  context: Context,
  request: RequestKey,
  { cardId, eventId, stationId }: { cardId: string; eventId: string; stationId: string },
): Promise<{ cardId: string }> =>
  once({ ...context, request }, async (work) => {
    const act = { by: context.personId, now: context.now, event: 'card.move', reason: '' };
    const moved = await changeCard(work, cardId, act, (card) => {
      requireArea(context.rights, card);
      if (card.kind !== 'wish') refuse('FAILED_PRECONDITION', '只有心愿兑换卡可以移动。');
      if (isRedeemed(card) || card.state === 'void') {
        refuse('FAILED_PRECONDITION', `卡 ${card.cardNo} 已兑换或作废，不能移动。`);
      }
      const { shelf: _left, ...gift } = card.gift;
      return { eventId, gift, stationId: card.ready ? stationId : card.stationId };
    });
    await logOnCard(work, context, moved, '把兑换卡移到另一场领取活动');
    const wish = await work.get('wishes', moved.wishId);
    if (wish?.state === 'ready') {
      await work.put('wishes', laidAt(wish, { stationId, deskEventId: eventId }));
    }
    await work.audit({ action: 'card.move', subject: cardId, note: noteOf({ id: eventId }) });
    return { cardId };
  });

export const cardHandlers: Pick<
  Handlers<'staff'>,
  | 'card.issue'
  | 'card.list'
  | 'card.freeze'
  | 'card.unfreeze'
  | 'card.reissue'
  | 'card.void'
  | 'card.move'
> = {
  'card.issue': {
    who: 'staff',
    input: calls.issue,
    run: async (context, { eventId, wishIds, stationId }) => {
      const event = await getEvent(eventId);
      if (event.batch) refuse('FAILED_PRECONDITION', '暖心包批次里不能制心愿兑换卡。');
      if (event.programme) refuse('FAILED_PRECONDITION', '项目里不能制心愿兑换卡。');
      if (stationId !== undefined) deskFor([event], eventId, { stationId });
      const wishes = await Promise.all(wishIds.map(getWish));
      for (const wish of wishes) {
        requireIssuable(context.rights, wish);
        if (wish.campaignId !== event.campaignId) {
          refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 不属于这场活动。`);
        }
      }
      const cards: Awaited<ReturnType<typeof issueOne>>[] = [];
      for (const { _id } of wishes) {
        const request = partOf(context.request, _id);
        cards.push(await issueOne(context, request, { wishId: _id, event, stationId }));
      }
      return once(context, () => Promise.resolve({ cards }));
    },
  },
  'card.list': {
    who: 'staff',
    input: calls.list,
    run: async ({ rights }, { eventId, search, cursor, limit: size = DEFAULT_PAGE }) => {
      const event = await getEvent(eventId);
      const searched = await readSearch(event.campaignId, search);
      const areaIds = rights.admin ? undefined : rights.grants.map(({ areaId }) => areaId);
      const cards = await cardsByNumber({ eventId, areaIds, after: cursor }, size);
      const names = await areaNames(cards.flatMap(({ areaPath }) => areaPath.at(-1) ?? []));
      const nameOf = ({ areaPath }: Card): string => names.get(areaPath.at(-1) ?? '') ?? '';
      const found = cards.filter((card) => isFound(searched, card, nameOf(card)));
      const formNoOf = await formNumbersOf(found);
      const items = found.map((card) => {
        const redemption = effectiveRedemption(card);
        const formNo = formNoOf(card);
        const paperAt = printedAt(card);
        return {
          cardId: card._id,
          cardNo: card.cardNo,
          wishId: card.wishId,
          alias: card.alias,
          gift: card.gift.title,
          communityName: nameOf(card),
          state: card.state,
          ...(card.stationId === null ? {} : { stationId: card.stationId }),
          ready: card.ready,
          ...(isWaitingElsewhere(card, event) ? { elsewhere: true as const } : {}),
          ...(redemption ? { redeemedAt: redemption.at } : {}),
          ...(formNo === undefined ? {} : { formNo }),
          ...(paperAt === undefined ? {} : { printedAt: paperAt }),
        };
      });
      const last = cards.at(-1);
      return cards.length === size && last ? { items, next: last.cardNo } : { items };
    },
  },
  'card.move': {
    who: 'staff',
    input: calls.move,
    run: async (context, { cardIds, eventId, stationId }) => {
      const event = await getEvent(eventId);
      if (event.rehearsalOf !== null) refuse('FAILED_PRECONDITION', '真卡不能移到演练里。');
      if (event.batch) refuse('FAILED_PRECONDITION', '心愿兑换卡不能移到暖心包批次里。');
      if (event.programme) refuse('FAILED_PRECONDITION', '心愿兑换卡不能移到项目里。');
      deskFor([event], eventId, { stationId });
      for (const cardId of new Set(cardIds)) {
        const { campaignId } = await getCard(cardId);
        if (campaignId !== event.campaignId) {
          refuse('FAILED_PRECONDITION', '只能移到同一个活动的领取活动。');
        }
      }
      for (const cardId of new Set(cardIds)) {
        const request = partOf(context.request, cardId);
        await moveOne(context, request, { cardId, eventId, stationId });
      }
      return once(context, () => Promise.resolve({ moved: new Set(cardIds).size }));
    },
  },
  'card.freeze': { who: 'staff', input: calls.change, run: change('card.freeze', freeze) },
  'card.unfreeze': { who: 'staff', input: calls.change, run: change('card.unfreeze', unfreeze) },
  'card.reissue': {
    who: 'staff',
    input: calls.reissue,
    run: (context, { unfreeze: thaws, ...given }) =>
      change('card.reissue', thaws ? reissueAndUnfreeze : reissueWithNewCodes)(context, given),
  },
  'card.void': { who: 'staff', input: calls.change, run: change('card.void', voidWithPack) },
};
