import * as v from 'valibot';
import { isStaff, maySee, scannerGrantFor } from '../domain/common/access';
import { handOut } from '../domain/card/card';
import { annul } from '../domain/card/scan';
import { refuse } from '../domain/common/refusal';
import { loseGift } from '../domain/wish/wish';
import { newId } from '../shared/identity';
import { id, text } from '../shared/input';
import { loading, type Handlers } from '../shared/serve';
import { getEvent } from '../store/campaign/campaigns';
import { changeCard, findCardByCode, getCard } from '../store/card/cards';
import { read } from '../store/common/database';
import { once } from '../store/common/requests';
import { annulPack } from '../store/pack/deliveries';
import { changeWish } from '../store/wish/wishes';
import { requireScanner } from './scanner-access';
import { code } from './scan';
import { codeHashOf } from './settle';

export const cardHandlers: Pick<Handlers<'station'>, 'card.handOut' | 'card.annul'> = {
  'card.handOut': loading({
    who: 'volunteer',
    input: v.strictObject({ nonce: id, eventId: id, code }),
    onceByNonce: true,
    load: (input) => {
      const codeHash = codeHashOf(input.code);
      return Promise.all([
        read('events', input.eventId),
        codeHash === undefined ? undefined : findCardByCode(codeHash),
      ]);
    },
    async run(context, input, [event, card]) {
      const { personId: by, now } = context;
      requireScanner(context, { eventId: input.eventId }, event, card);
      const codeHash = codeHashOf(input.code);
      if (codeHash === undefined) return refuse('INVALID_ARGUMENT', '卡号不对，请检查后再试。');
      if (!card) return refuse('NOT_FOUND', '没有找到这张卡。');
      return once(context, async (work) => {
        const act = { by, now, event: 'card.handOut', reason: '' };
        const { state } = await changeCard(work, card._id, act, (current) => {
          if (current.eventId !== input.eventId) {
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
    input: v.strictObject({
      nonce: id,
      cardId: id,
      reason: text(200),
      disposition: v.exactOptional(
        v.picklist(['returned', 'kept', 'damaged'], '请选择礼物的去向：收回、未收回或损坏'),
      ),
    }),
    onceByNonce: true,
    async run(context, { cardId, reason, disposition }) {
      const { grants, rights, personId, now } = context;
      const seen = await getCard(cardId);
      const asStaff = isStaff(rights) && maySee(rights, seen.areaPath);
      const event = await getEvent(seen.eventId);
      const granted = [event._id, event.rehearsalOf ?? event._id];
      if (!asStaff && !granted.some((eventId) => scannerGrantFor(grants, { eventId, now }))) {
        refuse('PERMISSION_DENIED', '你没有这场活动的核销授权，请联系工作人员。');
      }
      if (asStaff && disposition === undefined) {
        refuse('INVALID_ARGUMENT', '请说明礼物的去向：收回、未收回或损坏。');
      }
      // What a volunteer takes back at the desk is on the desk.
      const gift = disposition ?? 'returned';
      const about = newId('move');
      return once(context, async (work) => {
        const act = { by: personId, now, event: 'card.annul', reason };
        const { state, generation, wishId } = await changeCard(work, cardId, act, async (card) => ({
          ...annul(card, { personId, asStaff, now, reason, disposition: gift }),
          ...(await annulPack(work, card, gift, { personId, now, about })),
        }));
        if (gift !== 'returned' && seen.kind === 'wish') {
          await changeWish(work, wishId, context, (wish) => loseGift(wish, context));
        }
        await work.audit({ action: 'card.annul', subject: cardId, note: gift });
        return { state, generation };
      });
    },
  },
};
