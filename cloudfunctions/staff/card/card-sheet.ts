import { periodText } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import type { EpochMs } from '../../../typings/contract';
import { isLive, nameOfState, type Card, type EventPlan } from '../../domain/card/card';
import { fileName } from '../../domain/common/file-name';
import { hashCode } from '../../domain/card/code';
import { refuse } from '../../domain/common/refusal';
import type { Occasion, PrintedCard } from '../../print/card/card';
import { cardList } from '../../print/card/card-csv';
import { linkPrefix } from '../../shared/identity';
import * as calls from '../../calls/card';
import type { Context, Handlers } from '../../shared/serve';
import { areaNames, getCampaign, getEvent } from '../../store/campaign/campaigns';
import { getCards, markPrinted } from '../../store/card/cards';
import { formNumbersOf } from '../../store/family/paper-forms';
import { handOut } from '../common/hand-out';
import { codeOf } from '../../shared/card-codes';
import { printingFont } from '../../shared/print-font';
import { requireArea } from '../common/area';

/** Drawing needs a large library and a font: both are loaded by the first PDF, and then kept. */
const drawSheet = async (
  cards: readonly PrintedCard[],
  occasion: Occasion,
  making: { now: EpochMs; unprintable: Set<string>; covers: boolean },
): Promise<Buffer> => {
  const [{ cardSheet }, bytes] = await Promise.all([
    import('../../print/card/card-sheet'),
    printingFont(),
  ]);
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
  // A paper that no desk takes must reach no family.
  if (card.state === 'frozen') {
    refuse(
      'FAILED_PRECONDITION',
      `卡 ${card.cardNo} 已冻结，印出来也领不了。请先解冻，或者补发并解冻，再打印。`,
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

/** The cards as they are printed, in the order given. */
const printedCards = async (
  cards: readonly Card[],
  { stations }: EventPlan,
): Promise<PrintedCard[]> => {
  const areaIdOf = ({ areaPath }: Card): string => areaPath.at(-1) ?? '';
  const [names, formNoOf] = await Promise.all([
    areaNames([...new Set(cards.map(areaIdOf).filter(Boolean))]),
    formNumbersOf(cards),
  ]);
  return cards.map((card) =>
    printed(card, {
      desk: stations.find(({ stationId }) => stationId === card.stationId)?.label,
      community: names.get(areaIdOf(card)) ?? '',
      formNo: formNoOf(card),
    }),
  );
};

const printed = (
  card: Card,
  {
    desk,
    community,
    formNo,
  }: { community: string } & Record<'desk' | 'formNo', string | undefined>,
): PrintedCard => {
  const code = paperCodeOf(card);
  return {
    cardNo: card.cardNo,
    code,
    qr: linkPrefix() + code,
    gift: card.gift.title,
    alias: card.alias,
    community,
    ...(desk === undefined ? {} : { desk }),
    ...(formNo === undefined ? {} : { formNo }),
    practice: card.kind === 'rehearsal',
  };
};

export const sheetHandlers: Pick<Handlers<'staff'>, 'card.sheet'> = {
  'card.sheet': {
    who: 'staff',
    input: calls.sheet,
    run: async (context, { eventId, cardIds, format, covers = false }) => {
      const { now } = context;
      const [event, cards] = await Promise.all([getEvent(eventId), getCards(cardIds)]);
      for (const card of cards) requirePrintable(context, card, event);
      const [list, campaign] = await Promise.all([
        printedCards(cards, event),
        getCampaign(event.campaignId),
      ]);
      const { place } = event;
      const occasion = {
        campaign: campaign.title,
        place,
        time: periodText(event.from, event.until),
      };
      const unprintable = new Set<string>();
      const content =
        format === 'csv'
          ? cardList(list, occasion, covers)
          : await drawSheet(list, occasion, { now, unprintable, covers });
      const made = await handOut(context, {
        folder: 'card-sheets',
        name: fileName(['心愿兑换卡', event.title], now, format),
        content,
        about: { ids: cardIds, purpose: '打印兑换卡' },
        act: {
          action: 'card.sheet',
          subject: eventId,
          note: noteOf(format, ...cardIds.map((cardId) => ({ id: cardId }))),
        },
      });
      await markPrinted(cards, now);
      return { ...made, unprintable: [...unprintable] };
    },
  },
};
