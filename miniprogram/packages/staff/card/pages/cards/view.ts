import { CARD_STATE_WORDS, periodText, timeText } from '@micro-wish/vocabulary';
import { CARD_STATE_TONES, type Tone } from '../../../../../utils/tones';
import type {
  CardState,
  EventView,
  StaffCardRow,
  Station,
} from '../../../../../../typings/contract';
import type { ShownState } from '../../../../../utils/loading-page';
import { filterOf, narrowedBy, type ListFilter, type Narrowed } from '../../../common/narrowing';
import { headOf, sortedBy, type HeadCell, type Sorting } from '../../../common/sorting';
import { actionsFor, type CardAction } from './actions';
import type { PrintCounts, PrintScope } from '../../components/card-printing/choices';
import { isPrintable } from './printing';

/** An event to choose from. */
export interface EventRow {
  eventId: string;
  title: string;
  about: string;
}

export const eventRows = (events: readonly EventView[]): EventRow[] =>
  events.map(({ eventId, title, from, until, place, stations }) => ({
    eventId,
    title,
    about: `${periodText(from, until)} · ${place} · ${stations.length} 个核销点`,
  }));

/** A card of the event. */
export interface CardRow {
  cardId: string;
  cardNo: string;
  gift: string;
  about: string;
  desk: string;
  /** When it was put on paper; '' where it needs no paper. */
  printed: string;
  printable: boolean;
  chosen: boolean;
  state: CardState;
  stateWord: string;
  tone: Tone;
  actions: { action: CardAction; word: string }[];
}

const deskOf = (card: StaffCardRow, stations: readonly Station[]): string => {
  if (card.redeemedAt !== undefined) return `${timeText(card.redeemedAt)} 领取`;
  if (!card.ready) return '礼物在路上';
  if (card.elsewhere) return '礼物不在这场的台上';
  return stations.find(({ stationId }) => stationId === card.stationId)?.label ?? '礼物已到';
};

/** What stands in the page's place before there is an event. */
export const noEvent = (admin: boolean): ShownState => ({
  kind: 'empty',
  title: '还没有领取活动',
  hint: admin ? '先安排时间、地点和核销点，再发卡。' : '管理员安排好活动后就可以发卡。',
  action: admin ? '' : '刷新',
});

/** What still needs somebody stands first. */
const RANK: Record<CardState, number> = {
  frozen: 0,
  handed_out: 1,
  issued: 1,
  redeemed: 2,
  expired: 3,
  void: 3,
};

/** The cards with those that are still to be collected first; else in the order of their numbers. */
export const inOrder = (cards: readonly StaffCardRow[]): StaffCardRow[] =>
  [...cards].sort((a, b) => RANK[a.state] - RANK[b.state]);

/** What the cards can be narrowed down by. */
export const cardFilters = (
  cards: readonly StaffCardRow[],
  stations: readonly Station[],
): ListFilter[] => [
  ...filterOf('desk', '核销点', cards, ({ stationId = '' }) => ({
    value: stationId,
    word: stations.find((station) => station.stationId === stationId)?.label ?? '别的台',
  })),
  ...filterOf('community', '社区', cards, ({ communityName }) => ({
    value: communityName,
    word: communityName,
  })),
  ...filterOf('state', '状态', cards, ({ state }) => ({
    value: state,
    word: CARD_STATE_WORDS[state],
  })),
];

export const narrowedCards = (cards: readonly StaffCardRow[], narrowed: Narrowed): StaffCardRow[] =>
  narrowedBy(cards, narrowed, {
    desk: ({ stationId }) => stationId,
    community: ({ communityName }) => communityName,
    state: ({ state }) => state,
  });

/** A column of the cards that they can be sorted by. */
export type CardSortKey = 'gift' | 'desk' | 'state';

const CARD_COLUMNS: readonly (readonly [CardSortKey, string])[] = [
  ['gift', '礼物'],
  ['desk', '核销点'],
  ['state', '状态'],
];

export const cardHead = (sorting: Sorting<CardSortKey> | null): HeadCell<CardSortKey>[] =>
  headOf(CARD_COLUMNS, sorting);

/** The cards in the order of a column, or else as they stand. */
export const sortedCards = (
  cards: readonly StaffCardRow[],
  sorting: Sorting<CardSortKey> | null,
  stations: readonly Station[],
): StaffCardRow[] =>
  sorting
    ? sortedBy(cards, sorting, {
        gift: ({ gift }) => gift,
        desk: (card) => deskOf(card, stations),
        state: ({ state }) => CARD_STATE_WORDS[state],
      })
    : inOrder(cards);

const printedOf = (card: StaffCardRow): string => {
  if (!isPrintable(card)) return '';
  return card.printedAt === undefined ? '还没打印' : `${timeText(card.printedAt)} 打印`;
};

export const cardRows = (
  cards: readonly StaffCardRow[],
  stations: readonly Station[],
  ticked: readonly string[] = [],
): CardRow[] =>
  cards.map((card) => ({
    cardId: card.cardId,
    cardNo: card.cardNo,
    gift: card.gift,
    about: [card.cardNo, card.alias, card.communityName, card.formNo].filter(Boolean).join(' · '),
    desk: deskOf(card, stations),
    printed: printedOf(card),
    printable: isPrintable(card),
    chosen: ticked.includes(card.cardId),
    state: card.state,
    stateWord: CARD_STATE_WORDS[card.state],
    tone: CARD_STATE_TONES[card.state],
    actions: actionsFor(card.state),
  }));

/** 60 张卡：可使用 40，已兑换 18，已冻结 2 */
export const cardSummary = (cards: readonly StaffCardRow[]): string => {
  const counts = new Map<string, number>();
  for (const { state } of cards) {
    const word = CARD_STATE_WORDS[state];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = [...counts].map(([word, count]) => `${word} ${count}`);
  return `${cards.length} 张卡${parts.length > 0 ? `：${parts.join('，')}` : ''}`;
};

export const countsOf = (
  choices: Readonly<Record<PrintScope, readonly unknown[]>>,
): PrintCounts => ({
  fresh: choices.fresh.length,
  listed: choices.listed.length,
  ticked: choices.ticked.length,
});
