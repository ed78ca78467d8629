import type { Fen, LedgerEntry, LedgerType } from '../../../../../typings/contract';
import { yuanText } from '../../../../utils/money';
import { timeText } from '../../../../utils/time';
import type { Tone } from '../../../../utils/words';
import { readAmount } from '../../shared/amounts';

/** An entry of the fund's book. */
export interface EntryRow {
  entryId: string;
  word: string;
  tone: Tone;
  /** With its effect on the available money: `+100,000 元`, `−299 元`, or none. */
  amount: string;
  about: string;
  /** The wish it was booked for; '' where there is none. */
  wishId: string;
  time: string;
}

const WORDS: Record<LedgerType, { word: string; tone: Tone; sign: string }> = {
  donate: { word: '到账', tone: 'good', sign: '+' },
  reserve: { word: '预留', tone: 'wait', sign: '−' },
  release: { word: '释放', tone: 'quiet', sign: '+' },
  spend: { word: '支出', tone: 'warm', sign: '' },
  refund: { word: '退回捐方', tone: 'alert', sign: '−' },
  reversal: { word: '冲正', tone: 'alert', sign: '' },
};

const aboutOf = ({ donor, wishNo, reversesEntryId }: LedgerEntry): string => {
  if (donor) return donor;
  if (reversesEntryId) return `冲正 ${reversesEntryId}`;
  return wishNo ? `心愿 ${wishNo}` : '';
};

/** Newest first, as the book gives them. A spend takes from what was reserved: it has no sign. */
export const entryRows = (entries: readonly LedgerEntry[]): EntryRow[] =>
  entries.map((entry) => {
    const { word, tone, sign } = WORDS[entry.type];
    return {
      entryId: entry.entryId,
      word,
      tone,
      amount: `${sign}${yuanText(entry.amountFen)}`,
      about: aboutOf(entry),
      wishId: entry.wishId ?? '',
      time: timeText(entry.at),
    };
  });

/** Longest name of a donor, in characters. */
export const DONOR_MAX = 60;

/** A donation as typed: what may be booked, or what is wrong with it. */
export const readDonation = (
  donor: string,
  typed: string,
): {
  donation?: { donor: string; amountFen: Fen };
  donorProblem: string;
  amountProblem: string;
} => {
  const name = donor.trim();
  const { fen, problem } = readAmount(typed);
  const donorProblem = name === '' ? '请填写捐方名称' : '';
  return {
    ...(fen !== undefined && name !== '' ? { donation: { donor: name, amountFen: fen } } : {}),
    donorProblem,
    amountProblem: problem,
  };
};
