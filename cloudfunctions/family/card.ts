import type { AuditAction } from '@micro-wish/vocabulary';
import type { FamilyCard, Input } from '../../typings/contract';
import {
  canShow,
  effectiveRedemption,
  freeze,
  unfreeze,
  type Card,
  type EventPlan,
} from '../domain/card/card';
import { deriveCode } from '../domain/card/code';
import { refuse } from '../domain/common/refusal';
import { cardKey } from '../shared/identity';
import * as calls from '../calls/card';
import { nothing } from '../calls/fields';
import type { Context, Handlers } from '../shared/serve';
import { getEvent } from '../store/campaign/campaigns';
import { cardsOfGuardian, changeCard, getCard } from '../store/card/cards';
import { once } from '../store/common/requests';

const labelOf = (event: EventPlan, stationId: string | null): string | undefined =>
  event.stations.find((station) => station.stationId === stationId)?.label;

const viewOf = (card: Card, event: EventPlan): FamilyCard => {
  const redemption = effectiveRedemption(card);
  const stationLabel = labelOf(event, card.stationId);
  return {
    cardId: card._id,
    cardNo: card.cardNo,
    state: card.state,
    wishId: card.wishId,
    alias: card.alias,
    gift: card.gift.title,
    category: card.gift.category,
    event: {
      title: event.title,
      from: event.from,
      until: event.until,
      place: event.place,
      ...(event.location === undefined ? {} : { location: event.location }),
    },
    ...(stationLabel === undefined ? {} : { stationLabel }),
    ready: card.ready,
    ...(redemption
      ? {
          redeemed: {
            at: redemption.at,
            stationLabel: labelOf(event, redemption.stationId) ?? redemption.stationId,
          },
        }
      : {}),
  };
};

/** A guardian's wish cards, those of erased data left out. */
export const cardsFor = async (personId: string): Promise<FamilyCard[]> => {
  const all = await cardsOfGuardian(personId);
  const cards = all.filter(({ kind, gift }) => kind === 'wish' && gift.title !== '');
  const eventIds = [...new Set(cards.map(({ eventId }) => eventId))];
  const events = new Map(
    await Promise.all(eventIds.map(async (eventId) => [eventId, await getEvent(eventId)] as const)),
  );
  return cards.flatMap((card) => {
    const event = events.get(card.eventId);
    return event ? [viewOf(card, event)] : [];
  });
};

/** Another family's card and one that does not exist are told apart by nothing. */
const requireOwn = (card: Card, personId: string): void => {
  if (!card.guardianIds.includes(personId)) refuse('NOT_FOUND', '没有找到这张卡。');
};

const change =
  (action: AuditAction, decide: (card: Card) => Partial<Card>) =>
  (context: Context, { cardId, reason }: Input<'family', 'card.freeze'>) =>
    once(context, async (work) => {
      const act = { by: context.personId, now: context.now, event: action, reason };
      const { state } = await changeCard(work, cardId, act, (card) => {
        requireOwn(card, context.personId);
        return decide(card);
      });
      await work.audit({ action, subject: cardId });
      return { state };
    });

export const cardHandlers: Pick<
  Handlers<'family'>,
  'card.mine' | 'card.show' | 'card.freeze' | 'card.unfreeze'
> = {
  'card.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId }) => ({ items: await cardsFor(personId) }),
  },
  'card.show': {
    who: 'guardian',
    input: calls.show,
    run: async ({ personId }, { cardId }) => {
      const card = await getCard(cardId);
      requireOwn(card, personId);
      if (!canShow(card)) {
        refuse('FAILED_PRECONDITION', '这张卡现在不能使用，所以不显示兑换码。');
      }
      const { key } = cardKey(card.keyNo);
      return { code: deriveCode(key, { cardId, issueNo: card.issueNo }, 'digital') };
    },
  },
  'card.freeze': { who: 'guardian', input: calls.change, run: change('card.freeze', freeze) },
  'card.unfreeze': { who: 'guardian', input: calls.change, run: change('card.unfreeze', unfreeze) },
};
