import { createHash } from 'node:crypto';
import type { EpochMs, MessageKind } from '../../../typings/contract';
import { command, find, insert, read, type Where } from '../common/database';

/** Somebody to call: something that happened, and a family that no message reaches. */
export interface CallRecord {
  /** What happened and whom it concerns, so that one thing is one call. */
  _id: string;
  /** Pseudonym of the guardian. */
  personId: string;
  wishId: string;
  campaignId: string;
  areaPath: readonly string[];
  kind: MessageKind;
  at: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
  state: 'open' | 'done';
  /** What was said, written by whoever called; '' while nobody has. */
  note: string;
  calledAt: EpochMs | null;
  by: string | null;
}

/** What nobody has to be called about: they were there. */
const NOT_CALLED: readonly MessageKind[] = ['redeemed'];

/** Puts a family on the call list, once for each thing that happened. */
export const noteCall = async (
  about: Pick<CallRecord, '_id' | 'personId' | 'wishId' | 'kind' | 'at'>,
): Promise<void> => {
  if (NOT_CALLED.includes(about.kind)) return;
  const wish = await read('wishes', about.wishId);
  if (!wish) return;
  const tail = createHash('sha256').update(about._id).digest('hex').slice(0, 8);
  await insert('calls', {
    ...about,
    campaignId: wish.campaignId,
    areaPath: wish.areaPath,
    key: `${String(about.at).padStart(15, '0')}-${tail}`,
    state: 'open',
    note: '',
    calledAt: null,
    by: null,
  });
};

const PAGE = 50;

/** One page of the calls of some areas, the oldest first. */
export const callsPage = async (
  where: { campaignId: string; state: CallRecord['state']; areaIds: readonly string[] | 'all' },
  cursor: string | undefined,
): Promise<{ calls: CallRecord[]; next?: string }> => {
  const query: Where = { campaignId: where.campaignId, state: where.state };
  if (where.areaIds !== 'all') query['areaPath'] = command.in([...where.areaIds]);
  if (cursor !== undefined) query['key'] = command.gt(cursor);
  const calls = await find('calls', query, { orderBy: ['key', 'asc'], limit: PAGE });
  const last = calls.at(-1);
  return calls.length === PAGE && last ? { calls, next: last.key } : { calls };
};
