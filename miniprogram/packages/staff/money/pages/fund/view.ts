import { yuanText } from '@micro-wish/vocabulary';
import type { Fen, LedgerEntry } from '../../../../../../typings/contract';
import { readAmount } from '../../../common/amounts';

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

/** What can be done with an entry that belongs to no wish. */
export type EntryStep = 'refund' | 'reverse';

export const STEP_WORDS: Record<EntryStep, string> = { refund: '退回捐方', reverse: '冲正' };

/** The steps that an entry allows: none where it was taken back, or where a wish must follow. */
export const stepsFor = ({
  type,
  reversed,
}: Pick<LedgerEntry, 'type' | 'reversed'>): EntryStep[] => {
  if (reversed) return [];
  if (type === 'donate') return ['refund', 'reverse'];
  return type === 'refund' ? ['reverse'] : [];
};

/** What a step means, before it is taken. */
export interface StepCopy {
  title: string;
  meaning: string;
  action: string;
}

export const stepCopy = (step: EntryStep, { donor = '', amountFen }: LedgerEntry): StepCopy =>
  step === 'refund'
    ? {
        title: `退回 ${donor}`,
        meaning: `这笔捐款 ${yuanText(amountFen)}。银行退款后再记；已预留和已支出的不能退。`,
        action: '记账',
      }
    : {
        title: `冲正 ${yuanText(amountFen)}`,
        meaning: '只用于记错的账：原来的一笔会保留，另记一笔相反的账。冲正后不能撤回。',
        action: '冲正',
      };

/** What became of a booking: done, or waiting for another admin. */
export const bookedText = (
  what: string,
  { availableFen, approvalId }: { availableFen: Fen; approvalId?: string },
): string =>
  approvalId === undefined
    ? `${what}，可用余额 ${yuanText(availableFen)}。`
    : '金额超过双人复核额度，已提交，等另一位管理员批准后记账。';
