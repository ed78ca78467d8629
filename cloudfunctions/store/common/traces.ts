import type { EpochMs } from '../../../typings/contract';
import { command, findFields, type Where } from './database';
import type { CollectionName } from './collections';
import { LONGEST_CALL_MS } from './job-progress';

const isThere = async (
  name: CollectionName,
  where: Where,
  orderBy: [string, 'asc'],
): Promise<boolean> => (await findFields(name, where, ['_id'], { orderBy, limit: 1 })).length > 0;

/**
 * Whether anything was done since a moment that the timer may have to follow: what changes
 * anything waits in the audit to be chained, a scan is in its card alone, and what concerns
 * safeguarding waits among the notices alone.
 */
export const leftTraces = async (since: EpochMs): Promise<boolean> => {
  const traces = await Promise.all([
    isThere('audit', { seq: null }, ['at', 'asc']),
    isThere('cards', { updatedAt: command.gt(since - LONGEST_CALL_MS) }, ['updatedAt', 'asc']),
    isThere('notices', { waits: true, at: command.gt(0) }, ['at', 'asc']),
  ]);
  return traces.includes(true);
};
