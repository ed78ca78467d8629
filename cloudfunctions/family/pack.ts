import type { FamilyPack } from '../../typings/contract';
import { effectiveRedemption, type Card } from '../domain/card/card';
import { kindOf } from '../domain/card/kinds';
import { refuse } from '../domain/common/refusal';
import { isOfDelivery, stateOfAnswer, type PackAnswerRecord } from '../domain/pack/answer';
import type { PackPlan } from '../domain/pack/plan';
import { nothing } from '../calls/fields';
import * as calls from '../calls/pack';
import type { Handlers } from '../shared/serve';
import { keyAt } from '../store/common/page-keys';
import { once } from '../store/common/requests';
import { read } from '../store/common/database';
import { getBatch, type BatchEvent } from '../store/pack/batches';
import { packCardsOf } from '../store/pack/cards';
import { getPlan } from '../store/pack/plans';

const viewOf = (
  card: Card,
  event: BatchEvent,
  plan: PackPlan,
  given: PackAnswerRecord | null,
): FamilyPack | undefined => {
  if (!card.pack) return undefined;
  const delivered = effectiveRedemption(card);
  const answer = given && delivered && !isOfDelivery(given, delivered) ? null : given;
  const isOver = event.batch.state === 'closed' && !delivered;
  return {
    cardId: card._id,
    cardNo: card.cardNo,
    childId: card.pack.childId,
    alias: card.alias,
    version: card.pack.version,
    contents: plan.versions[card.pack.version].contents,
    state: isOver ? 'void' : card.state,
    ready: kindOf(card).isThere(card, event),
    place: card.pack.place,
    unitName: event.batch.unitName,
    from: event.from,
    until: event.until,
    ...(delivered ? { deliveredAt: delivered.at } : {}),
    ...(answer ? { answer: answer.answer } : {}),
    ...(answer?.words ? { words: answer.words } : {}),
  };
};

/** The packs of a guardian's children, those of erased children left out. */
export const packsFor = async (personId: string): Promise<FamilyPack[]> => {
  const cards = (await packCardsOf(personId)).filter(({ gift }) => gift.title !== '');
  const packs = await Promise.all(
    cards.map(async (card) => {
      const [event, plan, answer] = await Promise.all([
        getBatch(card.eventId),
        getPlan(card.pack?.planId ?? ''),
        read('packAnswers', card._id),
      ]);
      return viewOf(card, event, plan, answer);
    }),
  );
  return packs.filter((pack) => pack !== undefined);
};

export const packHandlers: Pick<Handlers<'family'>, 'pack.mine' | 'pack.answer'> = {
  'pack.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId }) => ({ items: await packsFor(personId) }),
  },
  /** Never undoes the delivery; what is not well opens an item for staff. */
  'pack.answer': {
    who: 'guardian',
    input: calls.familyAnswer,
    run: (context, { cardId, answer, note = '' }) =>
      once(context, async (work) => {
        const { personId, now } = context;
        const card = await work.get('cards', cardId);
        if (!card?.pack || !card.guardianIds.includes(personId)) {
          return refuse('NOT_FOUND', '没有找到这份暖心包。');
        }
        if (!effectiveRedemption(card)) {
          refuse('FAILED_PRECONDITION', '这份暖心包还没有登记送达，送到后再告诉我们。');
        }
        const state = stateOfAnswer(answer);
        await work.put('packAnswers', {
          _id: cardId,
          planId: card.pack.planId,
          childId: card.pack.childId,
          areaPath: card.areaPath,
          answer,
          note,
          at: now,
          state,
          words: '',
          answeredAt: null,
          answeredBy: null,
          key: keyAt(now, cardId),
        });
        await work.audit({ action: 'pack.familyAnswer', subject: cardId, note: answer });
        return { state };
      }),
  },
};
