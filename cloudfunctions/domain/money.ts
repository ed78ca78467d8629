import type { Fen, FundFigures, LedgerType } from '../../typings/contract';
import { refuse } from './refusal';

/** The largest single amount: ¥100,000,000. */
export const MAX_FEN = 10_000_000_000;

export const fen = (amount: number): Fen => amount as Fen;

export const isFen = (amount: number): amount is Fen =>
  Number.isSafeInteger(amount) && amount >= 1 && amount <= MAX_FEN;

/** ¥ with two decimals, for sentences. */
export const yuan = (amount: Fen): string => (amount / 100).toFixed(2);

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

export interface Booking {
  type: Exclude<LedgerType, 'reversal'>;
  amountFen: Fen;
}

export const availableFen = (fund: FundTotals): Fen =>
  fen(fund.donatedFen - fund.refundedFen - fund.reservedFen - fund.spentFen);

export const figuresOf = (fund: FundTotals): FundFigures => ({
  donatedFen: fen(fund.donatedFen - fund.refundedFen),
  reservedFen: fund.reservedFen,
  spentFen: fund.spentFen,
  availableFen: availableFen(fund),
});

const EFFECT: Record<Booking['type'], { [Total in keyof FundTotals]?: 1 | -1 }> = {
  donate: { donatedFen: 1 },
  refund: { refundedFen: 1 },
  reserve: { reservedFen: 1 },
  release: { reservedFen: -1 },
  // What is spent was reserved before: it moves, and `available` stays.
  spend: { reservedFen: -1, spentFen: 1 },
};

/**
 * The totals after one booking.
 * @throws Refusal FAILED_PRECONDITION where `available` or what is reserved would fall below zero.
 */
export const book = (fund: FundTotals, { type, amountFen }: Booking): FundTotals => {
  if (!isFen(amountFen)) refuse('INVALID_ARGUMENT', '金额应为 1 分到 1 亿元之间的整数分。');
  const next = { ...fund };
  for (const total of Object.keys(EFFECT[type]) as (keyof FundTotals)[]) {
    next[total] = fen(next[total] + amountFen * (EFFECT[type][total] ?? 0));
  }
  if (next.reservedFen < 0) refuse('FAILED_PRECONDITION', '支出超过了为它预留的金额。');
  if (availableFen(next) < 0) {
    refuse('FAILED_PRECONDITION', `基金可用余额只有 ${yuan(availableFen(fund))} 元，不够这一笔。`);
  }
  if (next.donatedFen > Number.MAX_SAFE_INTEGER - MAX_FEN) {
    refuse('FAILED_PRECONDITION', '基金总额超出了系统能记账的范围。');
  }
  return next;
};
