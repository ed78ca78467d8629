import { clockText, fullDayText } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../../../typings/contract';
import type { Verdict, VerdictTone } from './verdict';

/** The most scans a device remembers. */
const REMEMBERED = 20;

/** A scan as this device remembers it: nothing that names a child. */
export interface RecentScan {
  id: number;
  clock: string;
  tone: VerdictTone;
  word: string;
  gift: string;
  cardNo: string;
}

/** What this device did today. */
export interface ScanLog {
  day: string;
  /** Gifts handed over. */
  handedOver: number;
  /** Newest first. */
  scans: RecentScan[];
}

/** The log of today: yesterday's is left behind. */
export const logOfToday = (kept: ScanLog | undefined, now: EpochMs): ScanLog => {
  const day = fullDayText(now);
  return kept?.day === day ? kept : { day, handedOver: 0, scans: [] };
};

/** The log with one more scan. */
export const withScan = (
  log: ScanLog,
  { tone, word, gift, cardNo }: Verdict,
  now: EpochMs,
): ScanLog => {
  const today = logOfToday(log, now);
  const id = (today.scans[0]?.id ?? 0) + 1;
  const said = tone === 'held' ? '待同步' : word;
  const scan: RecentScan = { id, clock: clockText(now), tone, word: said, gift, cardNo };
  return {
    ...today,
    handedOver: today.handedOver + (tone === 'go' || tone === 'held' ? 1 : 0),
    scans: [scan, ...today.scans].slice(0, REMEMBERED),
  };
};
