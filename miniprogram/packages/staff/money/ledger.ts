import { LEDGER_WORDS, timeText, yuanText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../utils/tones';
import type { LedgerEntry } from '../../../../typings/contract';

/** An entry of the fund's book. */
export interface EntryRow {
  entryId: string;
  word: string;
  tone: Tone;
  /** With its effect on the available money: `+100,000 元`, `−299 元`, or none. */
  amount: string;
  about: string;
  /** Reason, supplier and invoice: what stands beside it. */
  note: string;
  /** What was available after it; '' where it is not known. */
  balance: string;
  /** The wish it was booked for; '' where there is none. */
  wishId: string;
  time: string;
  reversed: boolean;
}

type Word = { word: string; tone: Tone; sign: string };

const WORDS: Record<Exclude<LedgerEntry['type'], 'reversal'>, Word> = {
  donate: { word: LEDGER_WORDS.donate, tone: 'good', sign: '+' },
  reserve: { word: LEDGER_WORDS.reserve, tone: 'wait', sign: '−' },
  release: { word: LEDGER_WORDS.release, tone: 'quiet', sign: '+' },
  spend: { word: LEDGER_WORDS.spend, tone: 'warm', sign: '' },
  refund: { word: LEDGER_WORDS.refund, tone: 'alert', sign: '−' },
};

/** What a reversal does to the available money; a spend that is taken back is reserved again. */
const REVERSED_SIGN = { donate: '−', refund: '+', spend: '' };

const wordOf = ({ type, reverses }: LedgerEntry): Word =>
  type === 'reversal'
    ? { word: LEDGER_WORDS.reversal, tone: 'alert', sign: reverses ? REVERSED_SIGN[reverses] : '' }
    : WORDS[type];

const aboutOf = ({ donor, wishNo, reverses }: LedgerEntry): string => {
  const of = reverses ? `${WORDS[reverses].word} · ` : '';
  if (donor) return of + donor;
  return wishNo ? `${of}心愿 ${wishNo}` : of;
};

const noteOf = ({ reason, supplier, invoiceNo, reversed }: LedgerEntry): string =>
  [
    ...(reversed ? ['已冲正'] : []),
    ...(supplier ? [supplier] : []),
    ...(invoiceNo ? [`发票 ${invoiceNo}`] : []),
    ...(reason ? [reason] : []),
  ].join(' · ');

/** Entries in their order. A spend takes from what was reserved: it has no sign. */
export const entryRows = (entries: readonly LedgerEntry[]): EntryRow[] =>
  entries.map((entry) => {
    const { word, tone, sign } = wordOf(entry);
    return {
      entryId: entry.entryId,
      word,
      tone,
      amount: `${sign}${yuanText(entry.amountFen)}`,
      about: aboutOf(entry),
      note: noteOf(entry),
      balance: entry.after ? `余 ${yuanText(entry.after.availableFen)}` : '',
      wishId: entry.wishId ?? '',
      time: timeText(entry.at),
      reversed: entry.reversed ?? false,
    };
  });
