import { clockText, fullDayText } from '@micro-wish/vocabulary';
import type { EpochMs, SyncResult } from '../../../../../typings/contract';
import { refusalWord, type Verdict, type VerdictTone } from './verdict';

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
  /** Of a hand-over: names it among uploads; '' where nothing was handed over. */
  nonce: string;
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
  nonce = '',
): ScanLog => {
  const today = logOfToday(log, now);
  const id = (today.scans[0]?.id ?? 0) + 1;
  const said = tone === 'held' ? '待同步' : word;
  const scan: RecentScan = { id, clock: clockText(now), tone, word: said, gift, cardNo, nonce };
  return {
    ...today,
    handedOver: today.handedOver + (tone === 'go' || tone === 'held' ? 1 : 0),
    scans: [scan, ...today.scans].slice(0, REMEMBERED),
  };
};

const isHandOver = ({ tone }: RecentScan): boolean => tone === 'go' || tone === 'held';

/** What became of an uploaded scan, in the words of the list. */
const answerOf = ({ status, reason }: SyncResult): Pick<RecentScan, 'tone' | 'word'> => {
  if (status === 'accepted') return { tone: 'go', word: '已上传' };
  if (status === 'conflict') return { tone: 'wait', word: '两处都发' };
  if (status === 'held') return { tone: 'wait', word: '等待确认' };
  return { tone: 'stop', word: reason === undefined ? '未被接受' : refusalWord(reason) };
};

/** The log once uploads were answered. The gifts went out all the same, and stay counted. */
export const withAnswers = (log: ScanLog, results: readonly SyncResult[]): ScanLog => {
  const answers = new Map(results.map((result) => [result.nonce, result]));
  const scans = log.scans.map((scan) => {
    const answer = scan.nonce === '' ? undefined : answers.get(scan.nonce);
    return answer ? { ...scan, ...answerOf(answer) } : scan;
  });
  return { ...log, scans };
};

/** The log once a hand-over was taken back. */
export const withTakenBack = (log: ScanLog, nonce: string): ScanLog => {
  const taken = log.scans.find((scan) => scan.nonce === nonce && isHandOver(scan));
  if (!taken) return log;
  const scans = log.scans.map((scan) =>
    scan === taken ? { ...scan, tone: 'wait' as const, word: '已撤销' } : scan,
  );
  return { ...log, handedOver: Math.max(0, log.handedOver - 1), scans };
};
