import { fenFromYuan, yuanText } from '@micro-wish/vocabulary';
import type { Fen } from '../../../../typings/contract';

/** An amount as typed: the 分 it means, or what is wrong with it. */
export type TypedAmount = { fen: Fen; problem: '' } | { fen: undefined; problem: string };

const wrong = (problem: string): TypedAmount => ({ fen: undefined, problem });

/** Reads yuan exactly, up to the least of the limits; each limit says what it is. */
export const readAmount = (
  typed: string,
  limits: readonly { fen: Fen; says: string }[] = [],
): TypedAmount => {
  if (typed.trim() === '') return wrong('请填写金额');
  const fen = fenFromYuan(typed);
  if (fen === undefined) return wrong('请填写大于 0 的金额，最多两位小数');
  const passed = limits.find((limit) => fen > limit.fen);
  return passed ? wrong(`${passed.says} ${yuanText(passed.fen)}`) : { fen, problem: '' };
};
