import { MAX_FEN, WISH_STATE_WORDS, fenFromYuan, plainYuan } from '@micro-wish/vocabulary';
import type { Fen, SheetProblem } from '../../../typings/contract';
import { fen } from '../money/money';
import { deskNamed, isDeskName, type DeskEvent, type GiftPlace } from './desk';
import {
  headOf,
  isEmpty,
  readerOf,
  readTable,
  textOf,
  titlesOf,
  type Cell,
  type SheetCells,
  type TableColumn,
  type TableForm,
  type TableRow,
} from '../common/sheet-table';
import type { Wish } from '../wish/wish';

type Key =
  | 'wishNo'
  | 'title'
  | 'spec'
  | 'alias'
  | 'community'
  | 'supplier'
  | 'reserved'
  | 'price'
  | 'desk'
  | 'shelf'
  | 'invoiceNo';

/** 到货表: what is known of a gift that is on its way, and behind it what is filled in as it comes. */
export const ARRIVAL_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'wishNo', title: '心愿编号', hint: '说明：请不要改', width: 13 },
  { key: 'title', title: '礼物', hint: '', width: 22 },
  { key: 'spec', title: '规格', hint: '', width: 18 },
  { key: 'alias', title: '代号', hint: '', width: 12 },
  { key: 'community', title: '社区', hint: '', width: 14 },
  { key: 'supplier', title: '店家', hint: '没有下过订单、又有发票号的，请填', width: 18 },
  { key: 'reserved', title: '预留（元）', hint: '价格不能比它多', width: 11 },
  {
    key: 'price',
    title: '实际价格（元）',
    hint: '还没到的，后面四格都留空',
    width: 13,
    toFill: 'money',
  },
  { key: 'desk', title: '领取点', hint: '到了的必填，从列表选', width: 14, toFill: 'text' },
  { key: 'shelf', title: '货架', hint: '可不填，最多 10 字', width: 11, toFill: 'text' },
  { key: 'invoiceNo', title: '发票号', hint: '可不填', width: 22, toFill: 'text' },
];

const FORM: TableForm<Key> = {
  columns: ARRIVAL_COLUMNS,
  marks: ['wishNo', 'price'],
  optional: ['title', 'spec', 'alias', 'community', 'supplier', 'reserved', 'shelf', 'invoiceNo'],
};

const TITLES = titlesOf(ARRIVAL_COLUMNS);

/** What is filled in as a gift comes: a row in which all of it is empty has not come. */
const FILLED_IN: readonly Key[] = ['price', 'desk', 'shelf', 'invoiceNo'];

/** A gift that has come, as its row says. */
export interface ArrivalRow {
  row: number;
  wishNo: string;
  priceFen: Fen;
  /** The desk by its name: which one that is, its card's event tells. */
  desk: string;
  shelf: string;
  supplier: string;
  invoiceNo: string;
}

/** A row that is filled in: what it says, and what is wrong with it by itself. */
export interface FilledRow {
  arrival: ArrivalRow;
  problems: SheetProblem[];
}

/** A price in 元 as people fill it in: a number, or text as in the app. */
export const priceIn = (cell: Cell | undefined): { fen: Fen } | { fault: string } => {
  const text = textOf(cell).replace(/\s/g, '');
  // What stands behind the second decimal is nothing; so is a point at the end.
  const typed = text.replace(/(\.\d\d)0+(?=元?$)/, '$1').replace(/\.(?=元?$)/, '');
  const amount = fenFromYuan(typed);
  if (amount !== undefined) return { fen: amount };
  const bare = typed.replace(/^¥|元$/g, '');
  if (/^\d+\.\d{3,}$/.test(bare)) return { fault: `最多两位小数，现在是 ${text.slice(0, 20)}` };
  if (/^\d{9,}(\.\d*)?$/.test(bare)) return { fault: TOO_MUCH };
  return { fault: `应填大于 0 的数，现在是「${text.slice(0, 20)}」` };
};

const TOO_MUCH = `太大了，最多 ${plainYuan(fen(MAX_FEN))} 元`;

/** The shorter of the two lengths of an invoice's number. */
const INVOICE_DIGITS = 8;

const readRow = (given: TableRow<Key>, events: readonly DeskEvent[]): FilledRow => {
  const { cell, problems, words, wrong } = readerOf(given, TITLES);
  const wishNo = textOf(cell('wishNo')).replace(/[\s-]/g, '').toUpperCase();
  if (wishNo === '') wrong('wishNo', '不能为空');

  const filled = cell('price');
  const price = priceIn(filled);
  if (textOf(filled) === '') wrong('price', '没有填；还没到的，请把后面几格也留空');
  else if ('fault' in price) wrong('price', price.fault);

  const name = words('desk', 60);
  if (name === '') wrong('desk', '没有填，请从列表里选');
  else if (!isDeskName(events, name))
    wrong('desk', `没有「${name.slice(0, 20)}」这个领取点，请从列表里选`);

  const shelf = words('shelf', 10);
  const supplier = words('supplier', 60);
  const invoiceNo = words('invoiceNo', 30);
  if (typeof given.cell('invoiceNo') === 'number' && invoiceNo.length < INVOICE_DIGITS) {
    wrong('invoiceNo', 'Excel 会去掉数字开头的 0，这里可能少了；请设为「文本」格式，再填一次');
  }
  return {
    problems,
    arrival: {
      row: given.row,
      wishNo,
      priceFen: 'fen' in price ? price.fen : fen(0),
      desk: name,
      shelf,
      supplier,
      invoiceNo,
    },
  };
};

/**
 * Reads a 到货表: rows of gifts that have come, how many still wait, and why it is none. Of rows
 * about the same gift none is right: nobody knows which of them.
 */
export const readArrivals = (
  { cells }: SheetCells,
  events: readonly DeskEvent[],
): { filled: FilledRow[]; waiting: number; problems: SheetProblem[] } => {
  const table = readTable(cells, FORM);
  const filled = table.rows
    .filter(({ cell }) => FILLED_IN.some((key) => !isEmpty(cell(key))))
    .map((row) => readRow(row, events));
  const rowsOf = new Map<string, number[]>();
  for (const { arrival } of filled) {
    rowsOf.set(arrival.wishNo, [...(rowsOf.get(arrival.wishNo) ?? []), arrival.row]);
  }
  for (const { arrival, problems } of filled) {
    const others = (rowsOf.get(arrival.wishNo) ?? []).filter((row) => row !== arrival.row);
    if (arrival.wishNo === '' || others.length === 0) continue;
    const message = `和第 ${others.join('、')} 行是同一个编号，请只留一行`;
    problems.push({ row: arrival.row, column: TITLES.wishNo, message });
  }
  return { filled, waiting: table.rows.length - filled.length, problems: table.problems };
};

/** What becomes of a row: it is booked, was booked before, or cannot be. */
export type ArrivalVerdict =
  | { is: 'ready'; place: GiftPlace }
  | { is: 'known' }
  | { is: 'wrong'; problems: SheetProblem[] };

/** The desks there are, and of which event the card of a wish is. */
export interface ArrivalDesks {
  events: readonly DeskEvent[];
  cardEventOf: (wish: Wish) => string | undefined;
}

/**
 * Judges a row by the wishes of its number that the caller may see: one, or it cannot be booked; and
 * its desk by the event of that wish's card, where there is one.
 */
export const judgeArrival = (
  { arrival, problems }: FilledRow,
  wishes: readonly Wish[],
  { events, cardEventOf }: ArrivalDesks,
): ArrivalVerdict => {
  if (problems.length > 0) return { is: 'wrong', problems };
  const { row, wishNo, priceFen, supplier, invoiceNo } = arrival;
  const wrong = (key: Key, message: string): ArrivalVerdict => ({
    is: 'wrong',
    problems: [{ row, column: TITLES[key], message }],
  });
  const [wish, another] = wishes;
  if (!wish) return wrong('wishNo', `没有 ${wishNo.slice(0, 20)} 这个编号，请核对`);
  if (another) return wrong('wishNo', '有两个心愿是这个编号，请在「到货」里逐份登记');
  if (wish.state === 'ready') {
    return wish.priceFen === priceFen
      ? { is: 'known' }
      : wrong('price', `已经登记过，当时是 ${plainYuan(wish.priceFen ?? fen(0))} 元`);
  }
  if (wish.state !== 'funded') {
    return wrong('wishNo', `这个心愿现在是「${WISH_STATE_WORDS[wish.state]}」，不能登记到货`);
  }
  const reserved = wish.reservedFen ?? fen(0);
  if (priceFen > reserved) {
    const more = plainYuan(fen(priceFen - reserved));
    return wrong('price', `比预留的 ${plainYuan(reserved)} 元多 ${more} 元，要先追加善款`);
  }
  if (invoiceNo !== '' && supplier === '' && wish.orderId == null) {
    return wrong('supplier', '填了发票号，也请填店家');
  }
  const place = deskNamed(events, cardEventOf(wish), arrival.desk);
  return 'fault' in place ? wrong('desk', place.fault) : { is: 'ready', place };
};

/** Where the head of a 到货表 stands, to mark what is wrong below it. */
export const headOfArrivals = ({ cells }: SheetCells) => headOf(cells, FORM);
