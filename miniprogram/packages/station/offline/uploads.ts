import type { SyncEntry } from '../../../../typings/contract';
import { codeOf, isPassing } from '../../../utils/call-error';
import type { QueuedScan } from './queue';

/** Entries of one upload. */
const PART = 100;

/** One upload: scans of one desk that share a measured clock. */
export interface Upload {
  eventId: string;
  stationId: string;
  clockOffsetMs: number;
  scans: QueuedScan[];
}

/** The queue as uploads of at most 100 scans, oldest first. */
const uploadsOf = (scans: readonly QueuedScan[]): Upload[] => {
  const uploads: Upload[] = [];
  for (const scan of scans) {
    const { eventId, stationId, clockOffsetMs } = scan;
    const open = uploads.find(
      (one) =>
        one.eventId === eventId &&
        one.stationId === stationId &&
        one.clockOffsetMs === clockOffsetMs &&
        one.scans.length < PART,
    );
    if (open) open.scans.push(scan);
    else uploads.push({ eventId, stationId, clockOffsetMs, scans: [scan] });
  }
  return uploads;
};

/** What the server is sent of a queued scan. */
export const entryOf = ({
  nonce,
  code,
  collector,
  direction,
  scannedAt,
}: QueuedScan): SyncEntry => ({
  nonce,
  code,
  ...(collector === undefined ? {} : { collector }),
  ...(direction === undefined ? {} : { direction }),
  scannedAt,
});

type Send = (upload: Upload) => Promise<void>;

/** Sends one upload; what is refused as a whole is sent scan by scan. Answers the refusals. */
const sendParts = async (upload: Upload, send: Send): Promise<unknown[]> => {
  try {
    await send(upload);
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (code === 'OFFLINE') throw error;
    const isForAll = code === 'PERMISSION_DENIED' || isPassing(error);
    if (isForAll || upload.scans.length === 1) return [error];
    const refusals: unknown[] = [];
    for (const scan of upload.scans) {
      refusals.push(...(await sendParts({ ...upload, scans: [scan] }, send)));
    }
    return refusals;
  }
};

/**
 * Sends all that waits. What the server does not take holds up nothing behind it; it stays on the
 * device. Answers the refusals, none where all was taken. @throws CallError where the network is gone
 */
export const sendAll = async (scans: readonly QueuedScan[], send: Send): Promise<unknown[]> => {
  const refusals: unknown[] = [];
  for (const upload of uploadsOf(scans)) refusals.push(...(await sendParts(upload, send)));
  return refusals;
};
