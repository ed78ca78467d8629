import type { Input } from '../../../typings/contract';
import { call } from '../../services/client';
import { isPassing } from '../../utils/call-error';
import { errorLine } from '../../utils/errors';
import { forget, keepSurely, recall } from '../../utils/storage';

export type NewRecord = Omit<Input<'helper', 'record.add'>, 'requestId'>;

/** A record that waits on this phone for a network. */
export interface WaitingRecord {
  /** Names it on this phone and to the server, which takes it once. */
  id: string;
  alias: string;
  record: NewRecord;
  waitingSince: number;
  /** Why the server did not take it; it waits for her then, not for a network. */
  problem?: string;
}

const OUTBOX = 'companion-outbox';

/** Records that wait, the oldest first. Kept encrypted: they are words about a child. */
export const waitingRecords = async (): Promise<WaitingRecord[]> =>
  (await recall<WaitingRecord[]>(OUTBOX, true))?.value ?? [];

const store = (waiting: readonly WaitingRecord[]): Promise<void> =>
  waiting.length === 0 ? forget(OUTBOX) : keepSurely(OUTBOX, waiting, true);

/** Takes a record off this phone; the server never hears of it. */
export const dropRecord = async (id: string): Promise<void> => {
  await store((await waitingRecords()).filter((waiting) => waiting.id !== id));
};

/**
 * Writes a record down: on this phone first, so that nothing is lost, then on the server.
 * @returns whether it is there, or waits for a network
 * @throws CallError what the server refused; nothing is kept then
 */
export const writeRecord = async (
  record: NewRecord,
  alias: string,
  requestId: string,
): Promise<'sent' | 'waits'> => {
  const others = (await waitingRecords()).filter(({ id }) => id !== requestId);
  await store([...others, { id: requestId, alias, record, waitingSince: Date.now() }]);
  try {
    await call('helper', 'record.add', { requestId, ...record });
  } catch (error) {
    if (isPassing(error)) return 'waits';
    await dropRecord(requestId);
    throw error;
  }
  await dropRecord(requestId);
  return 'sent';
};

let sending: Promise<number> | undefined;

const sendAll = async (): Promise<number> => {
  let sent = 0;
  for (const { id, record, problem } of await waitingRecords()) {
    if (problem !== undefined) continue;
    try {
      await call('helper', 'record.add', { requestId: id, ...record });
      await dropRecord(id);
      sent += 1;
    } catch (error) {
      if (isPassing(error)) return sent;
      const told = errorLine(error);
      const all = await waitingRecords();
      await store(all.map((one) => (one.id === id ? { ...one, problem: told } : one)));
    }
  }
  return sent;
};

/** Sends what waits, one call after the other, and never twice at a time. @returns how many went */
export const sendWaiting = (): Promise<number> => {
  sending ??= sendAll().finally(() => {
    sending = undefined;
  });
  return sending;
};
