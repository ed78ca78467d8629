import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs, Fen } from '../../../typings/contract';
import { fen } from '../../domain/money/money';
import type { Transaction } from '../common/database';

/** What one person moved out of a fund alone on one day, Asia/Shanghai; `_id` says whose and when. */
export interface MovedRecord {
  _id: string;
  amountFen: Fen;
  at: EpochMs;
}

interface Mover {
  fundId: string;
  personId: string;
  now: EpochMs;
}

const idOf = ({ fundId, personId, now }: Mover): string => `${fundId}#${personId}#${dayAt(now)}`;

/** What this person has moved alone today. */
export const movedToday = async ({ get }: Pick<Transaction, 'get'>, by: Mover): Promise<Fen> =>
  (await get('moved', idOf(by)))?.amountFen ?? fen(0);

/** Counts what this person moves alone. */
export const countMoved = async (
  transaction: Transaction,
  by: Mover,
  amountFen: Fen,
): Promise<void> => {
  const sum = fen((await movedToday(transaction, by)) + amountFen);
  await transaction.put('moved', { _id: idOf(by), amountFen: sum, at: by.now });
};
