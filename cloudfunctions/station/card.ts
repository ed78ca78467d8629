import type { Disposition, EpochMs } from '../../typings/contract';
import { isStaff, maySee, scannerGrantFor } from '../domain/common/access';
import { effectiveRedemption, handOut, isRedeemed, type Card } from '../domain/card/card';
import { annul } from '../domain/card/scan';
import { refuse } from '../domain/common/refusal';
import { resume } from '../domain/wish/late-handover';
import { loseGift } from '../domain/wish/wish';
import { newId } from '../shared/identity';
import * as calls from '../calls/station';
import { loading, type Handlers } from '../shared/serve';
import { getEvent } from '../store/campaign/campaigns';
import { changeCard, findCardByCode, getCard } from '../store/card/cards';
import { read } from '../store/common/database';
import { once, type Work } from '../store/common/requests';
import { annulPack } from '../store/pack/deliveries';
import { changeWish } from '../store/wish/wishes';
import { requireScanner } from './scanner-access';
import { codeHashOf } from './settle';

/**
 * What a hand-over that was taken back leaves: where another one has become effective, nothing
 * changes for the wish; a gift that did not come back leaves it with nothing in hand; and what the
 * hand-over had interrupted, such as a withdrawal, holds again.
 */
const followAnnulment = async (
  work: Work,
  card: Card,
  gift: Disposition,
  by: { personId: string; now: EpochMs },
): Promise<Card> => {
  if (card.kind === 'pack' && !isRedeemed(card)) {
    const about = newId('move');
    const next = { ...card, ...(await annulPack(work, card, gift, { ...by, about })) };
    await work.put('cards', next);
    return next;
  }
  if (card.kind !== 'wish' || isRedeemed(card)) return card;
  if (gift !== 'returned') {
    await changeWish(work, card.wishId, by, (wish) => loseGift(wish, by));
  }
  const wish = await work.get('wishes', card.wishId);
  if (wish?.interrupted) await changeWish(work, card.wishId, by, (current) => resume(current, by));
  return (await work.get('cards', card._id)) ?? card;
};

export const cardHandlers: Pick<Handlers<'station'>, 'card.handOut' | 'card.annul'> = {
  'card.handOut': loading({
    who: 'volunteer',
    input: calls.handOut,
    onceByNonce: true,
    load: (given) => {
      const codeHash = codeHashOf(given.code);
      return Promise.all([
        read('events', given.eventId),
        codeHash === undefined ? undefined : findCardByCode(codeHash),
      ]);
    },
    async run(context, given, [event, card]) {
      const { personId: by, now } = context;
      requireScanner(context, { eventId: given.eventId }, event, card);
      const codeHash = codeHashOf(given.code);
      if (codeHash === undefined) return refuse('INVALID_ARGUMENT', '卡号不对，请检查后再试。');
      if (!card) return refuse('NOT_FOUND', '没有找到这张卡。');
      return once(context, async (work) => {
        const act = { by, now, event: 'card.handOut', reason: '' };
        const { state } = await changeCard(work, card._id, act, (current) => {
          if (current.eventId !== given.eventId) {
            refuse('FAILED_PRECONDITION', '这张卡不属于这场领取活动。');
          }
          const known = current.codes.find(({ hash }) => hash === codeHash);
          if (known?.issueNo !== current.issueNo) {
            refuse('FAILED_PRECONDITION', '这张卡已经补发过，请用新卡。');
          }
          return handOut(current);
        });
        await work.audit({ action: 'card.handOut', subject: card._id });
        return { state };
      });
    },
  }),
  'card.annul': {
    who: 'volunteer',
    input: calls.annul,
    onceByNonce: true,
    async run(context, { cardId, reason, disposition }) {
      const { grants, rights, personId, now } = context;
      const seen = await getCard(cardId);
      const isPass = seen.kind === 'pass';
      const asStaff =
        isStaff(rights) &&
        (maySee(rights, seen.areaPath) || (isPass && seen.areaPath.length === 0));
      // A card may have been moved since: what counts is where it was scanned.
      const event = await getEvent(effectiveRedemption(seen)?.eventId ?? seen.eventId);
      const granted = [event._id, event.rehearsalOf ?? event._id];
      if (!asStaff && !granted.some((eventId) => scannerGrantFor(grants, { eventId, now }))) {
        refuse('PERMISSION_DENIED', '你没有这场活动的核销授权，请联系工作人员。');
      }
      if (asStaff && !isPass && disposition === undefined) {
        refuse('INVALID_ARGUMENT', '请说明礼物的去向：收回、未收回或损坏。');
      }
      // What a volunteer takes back at the desk is on the desk.
      const gift = disposition ?? 'returned';
      return once(context, async (work) => {
        const act = { by: personId, now, event: 'card.annul', reason };
        const card = await changeCard(work, cardId, act, (current) =>
          annul(current, { personId, asStaff, now, reason, disposition: gift }),
        );
        const { state, generation } = await followAnnulment(work, card, gift, context);
        await work.audit({ action: 'card.annul', subject: cardId, note: gift });
        return { state, generation };
      });
    },
  },
};
