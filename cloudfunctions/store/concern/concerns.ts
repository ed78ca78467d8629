import type { EpochMs } from '../../../typings/contract';
import type { Concern } from '../../domain/concern/concern';
import { command, find, findAll, read, type Transaction } from '../common/database';
import { notify } from '../message/notices';

const PAGE = 50;

export const findConcern = (concernId: string): Promise<Concern | null> =>
  read('concerns', concernId);

/** One page of concerns, the newest first, without those a holder is named in. */
export const concernPage = async (
  personId: string,
  cursor: string | undefined,
): Promise<{ concerns: Concern[]; next?: string }> => {
  const found = await find(
    'concerns',
    { key: command.lt(cursor ?? '9'), namedIds: command.neq(personId) },
    { orderBy: ['key', 'desc'], limit: PAGE },
  );
  const last = found.at(-1);
  return {
    concerns: found,
    ...(last && found.length === PAGE ? { next: last.key } : {}),
  };
};

/** Concerns of which something is due at a moment. */
export const dueConcerns = (now: EpochMs): Promise<Concern[]> =>
  findAll('concerns', { nextAt: command.gt(0).and(command.lte(now)) });

/** Tells the holders who are not named in a concern, each once, where staff and helpers read. */
export const tellHolders = async (
  transaction: Transaction,
  concern: Concern,
  telling: { kind: string; ref: string; holderIds: readonly string[] },
  now: EpochMs,
): Promise<void> => {
  const personIds = telling.holderIds.filter((personId) => !concern.namedIds.includes(personId));
  for (const box of ['staff', 'helper'] as const) {
    await notify(transaction, { box, kind: telling.kind, personIds }, { ref: telling.ref }, now);
  }
};
