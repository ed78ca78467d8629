import { MAX_FEN, plainYuan } from '@micro-wish/vocabulary';
import type { Fen, FundFigures, LedgerType } from '../../../typings/contract';
import { refuse, Refusal } from '../common/refusal';

export const fen = (amount: number): Fen => amount as Fen;

export const isFen = (amount: number): amount is Fen =>
  Number.isSafeInteger(amount) && amount >= 1 && amount <= MAX_FEN;

/** A fund's running totals; `available = donated − refunded − reserved − spent`. */
export interface FundTotals {
  donatedFen: Fen;
  refundedFen: Fen;
  reservedFen: Fen;
  spentFen: Fen;
}

export const EMPTY_FUND: FundTotals = {
  donatedFen: fen(0),
  refundedFen: fen(0),
  reservedFen: fen(0),
  spentFen: fen(0),
};

/** What can be undone by an entry of its own; what was reserved or released is corrected otherwise. */
export type Reversible = Extract<LedgerType, 'donate' | 'refund' | 'spend'>;

type Plain = Exclude<LedgerType, 'reversal'>;

/** One entry's effect. A reversal takes back all of one entry, whose type it names. */
export type Booking =
  | { type: Plain; amountFen: Fen }
  | { type: 'reversal'; reverses: Reversible; amountFen: Fen };

export const availableFen = (fund: FundTotals): Fen =>
  fen(fund.donatedFen - fund.refundedFen - fund.reservedFen - fund.spentFen);

const PUBLISHED_AT_ONCE = 3;

/** Which of so many entries the published figures go up to: the first, and then each third. */
export const publishedEntry = (entries: number): number =>
  entries === 0 ? 0 : entries - ((entries - 1) % PUBLISHED_AT_ONCE);

export const figuresOf = (fund: FundTotals): FundFigures => ({
  donatedFen: fen(fund.donatedFen - fund.refundedFen),
  reservedFen: fund.reservedFen,
  spentFen: fund.spentFen,
  availableFen: availableFen(fund),
});

const EFFECT: Record<Plain, { [Total in keyof FundTotals]?: 1 | -1 }> = {
  donate: { donatedFen: 1 },
  refund: { refundedFen: 1 },
  reserve: { reservedFen: 1 },
  release: { reservedFen: -1 },
  // What is spent was reserved before: it moves, and `available` stays.
  spend: { reservedFen: -1, spentFen: 1 },
};

/** The totals after one entry, whatever comes of it: what an auditor computes. */
export const added = (fund: FundTotals, booking: Booking): FundTotals => {
  const [type, sign] =
    booking.type === 'reversal' ? [booking.reverses, -1] : ([booking.type, 1] as const);
  const next = { ...fund };
  for (const total of Object.keys(EFFECT[type]) as (keyof FundTotals)[]) {
    next[total] = fen(next[total] + sign * booking.amountFen * (EFFECT[type][total] ?? 0));
  }
  return next;
};

/** What the fund has left is not enough. */
export class NoMoney extends Refusal {
  constructor(fund: FundTotals) {
    const left = plainYuan(availableFen(fund));
    super('FAILED_PRECONDITION', `基金可用余额只有 ${left} 元，不够这一笔。`);
  }
}

/**
 * The totals after one booking.
 * @throws NoMoney, Refusal FAILED_PRECONDITION where `available` or another total would fall below zero.
 */
export const book = (fund: FundTotals, booking: Booking): FundTotals => {
  if (!isFen(booking.amountFen)) {
    refuse('INVALID_ARGUMENT', '金额应为 1 分到 1 亿元之间的整数分。');
  }
  const next = added(fund, booking);
  if (next.reservedFen < 0) refuse('FAILED_PRECONDITION', '支出超过了为它预留的金额。');
  if (Math.min(next.donatedFen, next.refundedFen, next.spentFen) < 0) {
    refuse('FAILED_PRECONDITION', '账上没有这么多可以冲回，请核对金额。');
  }
  if (availableFen(next) < 0) throw new NoMoney(fund);
  if (next.donatedFen > Number.MAX_SAFE_INTEGER - MAX_FEN) {
    refuse('FAILED_PRECONDITION', '基金总额超出了系统能记账的范围。');
  }
  return next;
};

/**
 * 供应商退款: the supplier gives back all of a price, or part of it. Booked as a reversal of the
 * whole spend, a spend of what the gift still costs, and a release of what came back. So
 * `available = Σdonate + Σrelease − Σreserve − Σrefund` holds whether or not an auditor takes the
 * reversed spend out (a spend is in none of these sums), and Σspend, less those reversed, is what
 * was spent. `refund` itself is only ever a refund to the donor.
 * @throws Refusal FAILED_PRECONDITION where more comes back than was spent.
 */
export const supplierRefund = (spentFen: Fen, backFen: Fen): Booking[] => {
  if (backFen > spentFen) {
    refuse('FAILED_PRECONDITION', `这笔支出是 ${plainYuan(spentFen)} 元，退回的不能比它多。`);
  }
  const restFen = fen(spentFen - backFen);
  return [
    { type: 'reversal', reverses: 'spend', amountFen: spentFen },
    ...(restFen > 0 ? [{ type: 'spend', amountFen: restFen } as const] : []),
    { type: 'release', amountFen: backFen },
  ];
};
