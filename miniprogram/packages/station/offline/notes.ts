import type { EpochMs, RejectReason, SyncResult } from '../../../../typings/contract';
import { forget, keep, recall } from '../../../utils/storage';
import type { QueuedScan } from './queue';

/** An uploaded scan that did not end well: somebody has to look at it. */
export interface SyncNote {
  nonce: string;
  gift: string;
  alias: string;
  scannedAt: EpochMs;
  /** `conflict`: the gift went out twice; `held`: staff decide; `refused`: they did not accept it. */
  reason: RejectReason | 'conflict' | 'held' | 'refused';
}

const KEY = 'scan:notes';

/** The most notes a device keeps; the server has them all. */
const KEPT = 50;

/** The note of an answer; nothing where the gift was simply booked. */
const noteOf = (scan: QueuedScan, { status, reason }: SyncResult): SyncNote | undefined => {
  if (status === 'accepted') return undefined;
  const { nonce, gift, alias, scannedAt } = scan;
  return {
    nonce,
    gift,
    alias,
    scannedAt,
    reason: status === 'rejected' ? (reason ?? 'refused') : status,
  };
};

/** The notes of these answers. */
export const notesOf = (
  scans: readonly QueuedScan[],
  answers: ReadonlyMap<string, SyncResult>,
): SyncNote[] =>
  scans.flatMap((scan) => {
    const answer = answers.get(scan.nonce);
    const note = answer && noteOf(scan, answer);
    return note ? [note] : [];
  });

/** The notes with these before them; a scan has one note. */
export const withNotes = (notes: readonly SyncNote[], more: readonly SyncNote[]): SyncNote[] => {
  const known = new Set(more.map(({ nonce }) => nonce));
  return [...more, ...notes.filter(({ nonce }) => !known.has(nonce))].slice(0, KEPT);
};

export const recallNotes = async (): Promise<SyncNote[]> =>
  (await recall<SyncNote[]>(KEY, true))?.value ?? [];

export const keepNotes = (notes: readonly SyncNote[]): Promise<void> =>
  notes.length === 0 ? forget(KEY) : keep(KEY, notes, true);
