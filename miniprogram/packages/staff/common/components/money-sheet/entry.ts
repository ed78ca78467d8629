import type { Fen } from '../../../../../../typings/contract';
import { readAmount } from '../../amounts';

/** What the sheet asks for; a `mostFen` of 0 is no limit. */
export interface Asked {
  asksAmount: boolean;
  asksReason: boolean;
  mostFen: number;
  mostWords: string;
}

/** What was typed: what goes on, or what is wrong with it. */
export const readEntry = (
  { asksAmount, asksReason, mostFen, mostWords }: Asked,
  typed: string,
  written: string,
): {
  entry?: { amountFen?: Fen; reason: string };
  amountProblem: string;
  reasonProblem: string;
} => {
  const reason = written.trim();
  const limits = mostFen > 0 ? [{ fen: mostFen as Fen, says: mostWords }] : [];
  const amount = asksAmount ? readAmount(typed, limits) : undefined;
  const amountProblem = amount?.problem ?? '';
  const reasonProblem = asksReason && reason === '' ? '请写明原因' : '';
  if (amountProblem !== '' || reasonProblem !== '') return { amountProblem, reasonProblem };
  const entry = { reason, ...(amount?.fen === undefined ? {} : { amountFen: amount.fen }) };
  return { entry, amountProblem, reasonProblem };
};
