import { fenFromYuan, yuanText } from '@micro-wish/vocabulary';
import type { Fen } from '../../../../../../typings/contract';
import { readAmount, type TypedAmount } from '../../../common/amounts';

/** What is to be funded: so many wishes, each with the same sum. */
export interface Asked {
  count: number;
  /** The most that one wish may get, in 分. */
  capFen: number;
  /** What the fund still has, in 分. */
  availableFen: number;
}

const fen = (amount: number): Fen => amount as Fen;

/** What all of them come to while the sum is typed, and what is left of the fund after that. */
export const sumsOf = (
  { count, availableFen }: Asked,
  typed: string,
): { total: string; left: string; short: boolean } => {
  const each = fenFromYuan(typed);
  if (each === undefined) return { total: '', left: '', short: false };
  const total = fen(each * count);
  const left = fen(availableFen - total);
  return { total: yuanText(total), left: yuanText(left), short: left < 0 };
};

/** The sum for each wish as typed, or why it cannot be that. */
export const readEach = ({ count, capFen, availableFen }: Asked, typed: string): TypedAmount => {
  const read = readAmount(typed, [{ fen: fen(capFen), says: '每个心愿最多' }]);
  if (read.fen === undefined || read.fen * count <= availableFen) return read;
  const enough = Math.floor(availableFen / read.fen);
  return {
    fen: undefined,
    problem: `余额不够 ${count} 个，只够 ${enough} 个，请少选一些或减少金额`,
  };
};
