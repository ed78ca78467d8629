import type { Day } from '../../../typings/contract';
import { addDays } from '@micro-wish/vocabulary';
import { later } from '../../domain/mother/days';
import { settled, type Pair } from '../../domain/mother/pair';
import { lastContacts, type CompanionRecord } from '../../domain/mother/record';
import type { Outing } from '../../domain/mother/outing';
import { command, find, findAll, transact } from '../common/database';

/** A supervisor's talk with one side of a pair. */
export interface TalkRecord {
  _id: string;
  pairId: string;
  with: 'mother' | 'guardian' | 'child';
  day: Day;
  /** '' once the child's data is erased. */
  note: string;
  by: string;
  at: number;
}

const PAGE = 50;

/** One page of a pair's records, the newest day first. */
export const recordPage = async (
  pairId: string,
  cursor: string | undefined,
): Promise<{ records: CompanionRecord[]; next?: string }> => {
  const records = await find(
    'companionRecords',
    { pairId, key: command.lt(cursor ?? '~') },
    { orderBy: ['key', 'desc'], limit: PAGE },
  );
  const last = records.at(-1);
  return records.length === PAGE && last ? { records, next: last.key } : { records };
};

const SHOWN = 200;

/** The newest records of a pair. */
export const recordsOfPair = (pairId: string): Promise<CompanionRecord[]> =>
  find('companionRecords', { pairId }, { orderBy: ['key', 'desc'], limit: SHOWN });

/** The records of one mother that may lie in a time, those that go past midnight too. */
export const recordsBetween = (
  motherId: string,
  from: Day | undefined,
  until: Day | undefined,
): Promise<CompanionRecord[]> =>
  findAll('companionRecords', {
    motherId,
    day: command
      .gte(from === undefined ? '' : addDays(from, -1))
      .and(command.lte(until ?? '9999-12-31')),
  });

/** The newest outings of a pair. */
export const outingsOfPair = (pairId: string): Promise<Outing[]> =>
  find('outings', { pairId }, { orderBy: ['from', 'desc'], limit: SHOWN });

/** The newest talks about a pair. */
export const talksOfPair = (pairId: string): Promise<TalkRecord[]> =>
  find('talks', { pairId }, { orderBy: ['day', 'desc'], limit: SHOWN });

/**
 * The pair with its last contacts as all its records tell them, one of which is being written. The
 * pair is written with each record of it, so that two at once are told one after the other.
 */
export const withContacts = async (pair: Pair, writing: CompanionRecord): Promise<Pair> => {
  const others = await findAll('companionRecords', { pairId: pair._id });
  const known = new Map(others.map((record) => [record._id, record]));
  known.set(writing._id, writing);
  const { reachedOn, faceOn } = lastContacts(known.values());
  return settled({
    ...pair,
    reachedOn: later(reachedOn, pair.startedOn),
    faceOn: later(faceOn, pair.startedOn),
  });
};

/** Takes the words from what was written about a child; days and minutes stay as hours of hers. */
export const eraseWords = async (pairIds: readonly string[]): Promise<void> => {
  for (const pairId of pairIds) {
    for (const { _id } of await findAll('companionRecords', { pairId })) {
      await transact(async (transaction) => {
        const record = await transaction.get('companionRecords', _id);
        if (!record) return;
        await transaction.put('companionRecords', {
          ...record,
          note: '',
          held: false,
          next: null,
          additions: [],
        });
      });
    }
    for (const { _id } of await findAll('outings', { pairId })) {
      await transact((transaction) => transaction.remove('outings', _id));
    }
    for (const { _id } of await findAll('talks', { pairId })) {
      await transact((transaction) => transaction.remove('talks', _id));
    }
    await transact(async (transaction) => {
      const pair = await transaction.get('pairs', pairId);
      if (!pair) return;
      await transaction.put('pairs', {
        ...pair,
        purpose: null,
        summary: null,
        history: pair.history.map((step) => ({ ...step, reason: '' })),
      });
    });
  }
};
