import { command, find, insert, read, updateWhere, type Where, countBy } from '../common/database';
import type { EpochMs, RejectReason } from '../../../typings/contract';
import type { ScanPayload } from '../../domain/card/card';

/** A failed scan; `_id` is the hash of its nonce, which it binds. */
export interface AttemptRecord {
  _id: string;
  nonce: string;
  payload: ScanPayload;
  eventId: string;
  stationId: string;
  deviceId: string;
  cardId: string | null;
  reason: RejectReason;
  by: string;
  at: EpochMs;
  /** Scanned with no network: the gift was handed out all the same, at this moment. */
  handedOutAt?: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
}

/** The failed scan that used this nonce first. */
export const findAttempt = (nonceHash: string): Promise<AttemptRecord | null> =>
  read('attempts', nonceHash);

/** Logs a failed scan; the same nonce twice is one row, and the first one stands. */
export const logAttempt = (attempt: AttemptRecord): Promise<boolean> => insert('attempts', attempt);

/** A failed scan proves to have handed the gift out. */
export const noteHandOver = async (attemptId: string, handedOutAt: number): Promise<void> => {
  const attempt = await read('attempts', attemptId);
  if (attempt && attempt.handedOutAt === undefined) {
    await updateWhere('attempts', { _id: attemptId }, { handedOutAt });
  }
};

const PAGE = 100;

/** Failed scans of an event, oldest first. */
export const attemptsPage = async (
  { eventId, cardId }: { eventId: string; cardId?: string | undefined },
  cursor: string | undefined,
): Promise<{ items: AttemptRecord[]; next?: string }> => {
  const where: Where = { eventId };
  if (cardId !== undefined) where['cardId'] = cardId;
  if (cursor !== undefined) where['key'] = command.gt(cursor);
  const items = await find('attempts', where, { orderBy: ['key', 'asc'], limit: PAGE });
  const last = items.at(-1);
  return items.length === PAGE && last ? { items, next: last.key } : { items };
};

/** How many scans of an event failed, by reason. */
export const failuresByReason = (eventId: string): ReturnType<typeof countBy> =>
  countBy('attempts', { eventId }, 'reason');
