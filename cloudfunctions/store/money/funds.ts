import { byIds } from '../common/by-ids';
import type { EpochMs, Fen } from '../../../typings/contract';
import { availableFen, book, fen, type Booking } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import { command, find, findFields, read, type Transaction } from '../common/database';
import type { FundEntryRecord, FundRecord } from '../../domain/money/records';

/** @throws Refusal NOT_FOUND */
export const getFund = async (fundId: string): Promise<FundRecord> =>
  (await read('funds', fundId)) ?? refuse('NOT_FOUND', '没有找到这个基金。');

export const entriesById = (entryIds: readonly string[]): Promise<Map<string, FundEntryRecord>> =>
  byIds('fundEntries', entryIds);

/** The supplier's paper that a spend stands on. */
export interface Bill {
  /** null where the supplier is known and the invoice has not come. */
  invoiceId: string | null;
  supplier: string;
  invoiceNo: string;
}

export type Entry = Booking & {
  /** Says what is booked, so that nothing can be booked twice. */
  entryId: string;
  wishId?: string | null;
  donor?: string | null;
  reversesEntryId?: string;
  refundsEntryId?: string;
  bill?: Bill | undefined;
};

/** Who books, when, and what stands beside each entry. */
export interface Booker {
  personId: string;
  now: EpochMs;
  approvedBy?: string | undefined;
  reason?: string | undefined;
  /** Goes to the spends among the entries. */
  bill?: Bill | undefined;
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
  by: Booker,
): Promise<Fen> => {
  const fund = await transaction.get('funds', fundId);
  if (!fund) return refuse('NOT_FOUND', '没有找到这个基金。');
  let next = fund;
  for (const entry of entries) {
    const { entryId, type, amountFen } = entry;
    if (await transaction.get('fundEntries', entryId)) {
      throw new Error(`ledger entry ${entryId} stands already`);
    }
    next = { ...next, ...book(next, entry), entries: next.entries + 1 };
    const bill = entry.bill ?? (type === 'spend' ? by.bill : undefined);
    await transaction.put('fundEntries', {
      _id: entryId,
      fundId,
      seq: next.entries,
      type,
      amountFen,
      at: by.now,
      by: by.personId,
      wishId: entry.wishId ?? null,
      donor: entry.donor ?? null,
      reversesEntryId: entry.reversesEntryId ?? null,
      reverses: entry.type === 'reversal' ? entry.reverses : null,
      refundsEntryId: entry.refundsEntryId ?? null,
      after: {
        donatedFen: next.donatedFen,
        refundedFen: next.refundedFen,
        reservedFen: next.reservedFen,
        spentFen: next.spentFen,
      },
      approvedBy: by.approvedBy ?? null,
      reason: by.reason ?? '',
      invoiceId: bill?.invoiceId ?? null,
      supplier: bill?.supplier ?? '',
      invoiceNo: bill?.invoiceNo ?? '',
    });
  }
  if (entries.length > 0) await transaction.put('funds', next);
  return availableFen(next);
};

/** What takes an entry back; there can be only one. */
export const reversalId = (entryId: string): string => `reversal#${entryId}`;

/** Of these entries, those that another one takes back. */
export const reversedAmong = async (entryIds: readonly string[]): Promise<Set<string>> => {
  const reversals = await entriesById(entryIds.map(reversalId));
  return new Set([...reversals.values()].flatMap(({ reversesEntryId }) => reversesEntryId ?? []));
};

/** Refunds of one donation, at most: each is read before another is booked. */
const MAX_REFUNDS = 20;

/** What is left of a donation to give back, which refund of it comes next, and which stand. */
export const leftOfDonation = async (
  transaction: Transaction,
  donation: FundEntryRecord,
): Promise<{ leftFen: Fen; nextId: string; refunds: FundEntryRecord[] }> => {
  const refunds: FundEntryRecord[] = [];
  let left: number = donation.amountFen;
  for (let number = 1; number <= MAX_REFUNDS; number += 1) {
    const nextId = `refund#${donation._id}#${number}`;
    const refund = await transaction.get('fundEntries', nextId);
    if (!refund) return { leftFen: fen(left), nextId, refunds };
    const undone = await transaction.get('fundEntries', reversalId(nextId));
    if (undone) continue;
    left -= refund.amountFen;
    refunds.push(refund);
  }
  return refuse('FAILED_PRECONDITION', `同一笔捐款最多退 ${MAX_REFUNDS} 次。`);
};

const EVERY_PAGE = 1000;

/** The whole ledger in its order, with what sums are made of. */
export const everyEntry = async (fundId: string): Promise<FundEntryRecord[]> => {
  const fields = ['seq', 'type', 'amountFen', 'at', 'wishId', 'donor', 'reversesEntryId'];
  const all: FundEntryRecord[] = [];
  for (;;) {
    const page = (await findFields(
      'fundEntries',
      { fundId, seq: command.gt(all.at(-1)?.seq ?? 0) },
      [...fields, 'refundsEntryId'],
      { orderBy: ['seq', 'asc'], limit: EVERY_PAGE },
    )) as FundEntryRecord[];
    all.push(...page);
    if (page.length < EVERY_PAGE) return all;
  }
};

/** The entries of one wish, in their order: a few. */
export const entriesOfWish = (wishId: string): Promise<FundEntryRecord[]> =>
  find('fundEntries', { wishId }, { orderBy: ['seq', 'asc'] });

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
