import type { EpochMs, Fen } from '../../typings/contract';
import { availableFen, book, type Booking } from '../domain/money';
import { refuse } from '../domain/refusal';
import { command, find, read, type Transaction } from './database';
import type { FundEntryRecord, FundRecord } from './records';

/** @throws Refusal NOT_FOUND */
export const getFund = async (fundId: string): Promise<FundRecord> =>
  (await read('funds', fundId)) ?? refuse('NOT_FOUND', '没有找到这个基金。');

export interface Entry extends Booking {
  /** Says what is booked, so that nothing can be booked twice. */
  entryId: string;
  wishId?: string;
  donor?: string;
}

/**
 * Books entries in their order: the fund's totals and the append-only entries change together.
 * Answers what is available afterwards.
 * @throws Refusal FAILED_PRECONDITION where a total would fall below zero.
 */
export const bookEntries = async (
  transaction: Transaction,
  fundId: string,
  entries: readonly Entry[],
  by: { personId: string; now: EpochMs },
): Promise<Fen> => {
  const fund = await transaction.get('funds', fundId);
  if (!fund) return refuse('NOT_FOUND', '没有找到这个基金。');
  let next = fund;
  for (const { entryId, type, amountFen, wishId, donor } of entries) {
    if (await transaction.get('fundEntries', entryId)) {
      throw new Error(`ledger entry ${entryId} stands already`);
    }
    next = { ...next, ...book(next, { type, amountFen }), entries: next.entries + 1 };
    await transaction.put('fundEntries', {
      _id: entryId,
      fundId,
      seq: next.entries,
      type,
      amountFen,
      at: by.now,
      by: by.personId,
      wishId: wishId ?? null,
      donor: donor ?? null,
      reversesEntryId: null,
    });
  }
  if (entries.length > 0) await transaction.put('funds', next);
  return availableFen(next);
};

const LEDGER_PAGE = 100;

/** One page of the ledger in the order of booking or the other way round, from behind a cursor. */
export const ledgerPage = async (
  fundId: string,
  order: 'oldest' | 'newest',
  cursor: number | undefined,
): Promise<{ entries: FundEntryRecord[]; next?: string }> => {
  const entries = await find(
    'fundEntries',
    {
      fundId,
      seq:
        order === 'oldest'
          ? command.gt(cursor ?? 0)
          : command.lt(cursor ?? Number.MAX_SAFE_INTEGER),
    },
    { orderBy: ['seq', order === 'oldest' ? 'asc' : 'desc'], limit: LEDGER_PAGE },
  );
  const last = entries.at(-1);
  return entries.length === LEDGER_PAGE && last ? { entries, next: String(last.seq) } : { entries };
};
