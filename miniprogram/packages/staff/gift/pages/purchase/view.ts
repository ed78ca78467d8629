import { CATEGORY_WORDS, yuanText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../../utils/tones';
import type { EpochMs, Fen, Input, WantedRow } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';
import { detailsText } from '../../../common/details';
import { chunksOf } from '../../../common/chunks';

/** Wishes for the same thing, as one line of the list. */
export interface GroupRow {
  key: string;
  title: string;
  about: string;
  /** Still to be ordered. */
  open: number;
  count: string;
  reserved: string;
}

/** A wish of an opened line. */
export interface WantedLine {
  wishId: string;
  title: string;
  about: string;
  reserved: string;
  reservedFen: number;
  stateWord: string;
  tone: Tone;
  no: number;
  proposed: string;
  byPhone: boolean;
}

/** A chosen line with the price of one piece, as typed. */
export interface PricedGroup {
  key: string;
  title: string;
  count: string;
  typed: string;
  problem: string;
}

/** What can be ordered now: in no order, and nothing asked of its family. */
export const isOpen = ({ orderId, substitution }: WantedRow): boolean =>
  orderId === undefined && substitution === undefined;

const sumOf = (rows: readonly WantedRow[]): Fen =>
  rows.reduce((sum, { reservedFen }) => sum + reservedFen, 0) as Fen;

const groupsBy = (rows: readonly WantedRow[]): [string, WantedRow[]][] => {
  const groups = new Map<string, WantedRow[]>();
  for (const row of rows) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};

const specText = ({ size, colour, model, words }: WantedRow): string =>
  detailsText(words === '' ? { size, colour, model } : words);

const countText = (open: number, all: number): string => {
  if (open === all) return `${all} 份`;
  return open === 0 ? `${all} 份 · 已安排` : `${all} 份 · 待下单 ${open}`;
};

/** The purchase list: a line for each thing, each category together. */
export const groupRows = (rows: readonly WantedRow[]): GroupRow[] =>
  groupsBy(rows).map(([key, group]) => {
    const first = group[0] as WantedRow;
    const open = group.filter(isOpen).length;
    return {
      key,
      title: first.title,
      about: [CATEGORY_WORDS[first.category], specText(first)].filter(Boolean).join(' · '),
      open,
      count: countText(open, group.length),
      reserved: yuanText(sumOf(group)),
    };
  });

/** 12 份礼物，8 份待下单，预留 2,400 元 */
export const totalText = (rows: readonly WantedRow[]): string =>
  `${rows.length} 份礼物，${rows.filter(isOpen).length} 份待下单，预留 ${yuanText(sumOf(rows))}`;

const standing = (row: WantedRow): { stateWord: string; tone: Tone } => {
  if (row.substitution) return { stateWord: '等家长答复', tone: 'wait' };
  if (row.orderId !== undefined) return { stateWord: '已在订单', tone: 'warm' };
  return row.declined
    ? { stateWord: '家长想要原来的', tone: 'alert' }
    : { stateWord: '待下单', tone: 'quiet' };
};

/** The wishes of one line. */
export const wantedLines = (rows: readonly WantedRow[], key: string): WantedLine[] =>
  rows
    .filter((row) => row.key === key)
    .map((row) => ({
      wishId: row.wishId,
      title: row.title,
      about: [row.wishNo, row.alias, row.communityName].join(' · '),
      reserved: yuanText(row.reservedFen),
      reservedFen: row.reservedFen,
      ...standing(row),
      no: row.substitution?.no ?? 0,
      proposed: row.substitution
        ? `${row.substitution.title}，${yuanText(row.substitution.priceFen)}`
        : '',
      byPhone: row.substitution?.byPhone ?? false,
    }));

/** The chosen lines with their prices; a price that was typed stays. */
export const pricedGroups = (
  groups: readonly GroupRow[],
  chosen: readonly string[],
  before: readonly PricedGroup[],
): PricedGroup[] =>
  groups
    .filter(({ key, open }) => open > 0 && chosen.includes(key))
    .map(({ key, title, open }) => ({
      key,
      title,
      count: `${open} 份`,
      typed: before.find((one) => one.key === key)?.typed ?? '',
      problem: '',
    }));

/** Longest order, in wishes. */
const ORDER_MAX = 40;

/** Says that what is chosen is more than one order holds; '' where it is not. */
export const severalText = (groups: readonly GroupRow[], chosen: readonly string[]): string => {
  const gifts = groups
    .filter(({ key }) => chosen.includes(key))
    .reduce((sum, { open }) => sum + open, 0);
  const orders = Math.ceil(gifts / ORDER_MAX);
  return orders > 1 ? `共 ${gifts} 份，会存成 ${orders} 个订单，每个最多 ${ORDER_MAX} 份。` : '';
};

/** What is typed as orders, none longer than one may be; or what is wrong with it. */
export const readOrders = (
  rows: readonly WantedRow[],
  groups: readonly PricedGroup[],
  { supplier, note, expectedAt }: { supplier: string; note: string; expectedAt?: EpochMs },
): {
  orders: Omit<Input<'staff', 'order.save'>, 'requestId' | 'campaignId'>[];
  groups: PricedGroup[];
  supplierProblem: string;
} => {
  const priced = groups.map((group) => {
    const wishes = rows.filter((row) => row.key === group.key && isOpen(row));
    const least = Math.min(...wishes.map(({ reservedFen }) => reservedFen)) as Fen;
    const { fen, problem } = readAmount(group.typed, [
      { fen: least, says: '超过了其中一份的预留' },
    ]);
    return { group: { ...group, problem }, wishes, fen };
  });
  const lines = priced.flatMap(({ wishes, fen }) =>
    fen === undefined ? [] : wishes.map(({ wishId }) => ({ wishId, priceFen: fen })),
  );
  const from = supplier.trim();
  const supplierProblem = from === '' ? '请填写店家名称' : '';
  const isGood = supplierProblem === '' && priced.every(({ fen }) => fen !== undefined);
  const about = {
    supplier: from,
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(expectedAt === undefined ? {} : { expectedAt }),
  };
  return {
    orders: isGood ? chunksOf(lines, ORDER_MAX).map((part) => ({ ...about, lines: part })) : [],
    groups: priced.map(({ group }) => group),
    supplierProblem,
  };
};
