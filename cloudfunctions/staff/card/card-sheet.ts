import { periodText } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { noteOf } from '../../domain/common/audit';
import type { EpochMs } from '../../../typings/contract';
import { isLive, nameOfState, type Card, type EventPlan } from '../../domain/card/card';
import { fileName } from '../../domain/common/file-name';
import { hashCode } from '../../domain/card/code';
import { refuse } from '../../domain/common/refusal';
import { linkToFile } from '../../platform/files';
import type { PrintedCard } from '../../print/card/card';
import { cardList } from '../../print/card/card-csv';
import { linkPrefix, newId } from '../../shared/identity';
import { keepForAWhile } from '../../shared/files';
import { id } from '../../shared/input';
import type { Context, Handlers } from '../../shared/serve';
import { logExport } from '../wish/child-log';
import { recordAct } from '../../store/common/audit';
import { getCampaign, getEvent } from '../../store/campaign/campaigns';
import { getCards } from '../../store/card/cards';
import { requireArea } from './card';
import { codeOf } from '../../shared/card-codes';
import { printingFont } from '../../shared/print-font';

const MAX_SHEET = 200;

/** Drawing needs a large library and a font: both are loaded by the first PDF, and then kept. */
const drawSheet = async (
  cards: readonly PrintedCard[],
  event: EventPlan,
  making: { now: EpochMs; unprintable: Set<string> },
): Promise<Buffer> => {
  const [{ cardSheet }, { title }, bytes] = await Promise.all([
    import('../../print/card/card-sheet'),
    getCampaign(event.campaignId),
    printingFont(),
  ]);
  const occasion = {
    campaign: title,
    place: event.place,
    time: periodText(event.from, event.until),
  };
  return cardSheet(cards, occasion, { font: bytes, ...making });
};

const requirePrintable = ({ rights }: Context, card: Card, { _id: eventId }: EventPlan): void => {
  requireArea(rights, card);
  if (card.eventId !== eventId) {
    refuse('FAILED_PRECONDITION', `卡 ${card.cardNo} 属于另一场领取活动，请刷新后重新选择。`);
  }
  if (!isLive(card)) {
    refuse(
      'FAILED_PRECONDITION',
      `卡 ${card.cardNo} 现在是「${nameOfState(card)}」，不用再打印，请去掉它再试。`,
    );
  }
};

/** @throws where the key has changed under the card: such a code would be printed and not found. */
const paperCodeOf = (card: Card): string => {
  const code = codeOf(card, 'paper');
  if (!card.codeHashes.includes(hashCode(code))) {
    throw new Error(`card ${card._id} was made with another key than CARD_KEY_${card.keyNo}`);
  }
  return code;
};

const printed = (card: Card, { stations }: EventPlan): PrintedCard => {
  const code = paperCodeOf(card);
  const desk = stations.find(({ stationId }) => stationId === card.stationId);
  return {
    cardNo: card.cardNo,
    code,
    qr: linkPrefix() + code,
    gift: card.gift.title,
    alias: card.alias,
    ...(desk ? { desk: desk.label } : {}),
    practice: card.kind === 'rehearsal',
  };
};

export const sheetHandlers: Pick<Handlers<'staff'>, 'card.sheet'> = {
  'card.sheet': {
    who: 'staff',
    input: v.strictObject({
      eventId: id,
      cardIds: v.pipe(
        v.array(id),
        v.minLength(1, '请至少选择一张卡'),
        v.maxLength(MAX_SHEET, `一次最多 ${MAX_SHEET} 张`),
        v.check((given) => new Set(given).size === given.length, '同一张卡选了两次'),
      ),
      format: v.picklist(['pdf', 'csv'], '只能导出 PDF 或 CSV'),
    }),
    run: async (context, { eventId, cardIds, format }) => {
      const { now, personId } = context;
      const [event, cards] = await Promise.all([getEvent(eventId), getCards(cardIds)]);
      for (const card of cards) requirePrintable(context, card, event);
      const list = cards.map((card) => printed(card, event));
      const unprintable = new Set<string>();
      const content =
        format === 'csv' ? cardList(list) : await drawSheet(list, event, { now, unprintable });
      // The path cannot be guessed: whoever holds the file holds the codes.
      const name = fileName(['心愿兑换卡', event.title], now, format);
      const fileId = await keepForAWhile(`card-sheets/${newId('sheet')}/${name}`, content, {
        about: cardIds,
        now,
      });
      await logExport(context, cardIds, '打印兑换卡');
      await recordAct({
        _id: newId('act'),
        at: now,
        by: personId,
        action: 'card.sheet',
        subject: eventId,
        note: noteOf(format, ...cardIds.map((cardId) => ({ id: cardId }))),
      });
      return { fileId, url: await linkToFile(fileId), unprintable: [...unprintable] };
    },
  },
};
