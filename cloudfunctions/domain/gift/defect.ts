import { DAY_MS } from '@micro-wish/vocabulary';
import type { DefectOutcome, EpochMs } from '../../../typings/contract';
import type { AreaPath } from '../common/access';
import { effectiveRedemption, type Card } from '../card/card';
import { refuse } from '../common/refusal';
import type { Wish } from '../wish/wish';

/** How long after the hand-over a defect can be reported. */
export const DEFECT_DAYS = 30;
const MAX_DEFECTS = 5;

/** A gift that turned out defective after it was handed over; the redemption itself stays. */
export interface Defect {
  _id: string;
  wishId: string;
  campaignId: string;
  areaPath: AreaPath;
  /** What is wrong, in the words of the family or of staff; '' once erased. */
  reason: string;
  reportedBy: 'family' | 'staff';
  by: string;
  at: EpochMs;
  state: 'open' | 'settled';
  settled: {
    at: EpochMs;
    by: string;
    outcome: DefectOutcome;
    /** What the family is told; '' once erased. */
    words: string;
    stockId: string | null;
  } | null;
  /** When it was settled; absent before. */
  updatedAt?: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
}

export const defectIdOf = (wishId: string, no: number): string => `defect#${wishId}#${no}`;

/**
 * Whether a defect may be reported now.
 * @throws Refusal FAILED_PRECONDITION not handed over, too long ago, or one is open already
 */
export const requireReportable = (
  wish: Wish,
  card: Card | null,
  last: Defect | null,
  now: EpochMs,
): void => {
  const redemption = card && effectiveRedemption(card);
  if (!redemption) return refuse('FAILED_PRECONDITION', '礼物还没有领取，有问题请联系社区。');
  if (now - redemption.at > DEFECT_DAYS * DAY_MS) {
    refuse('FAILED_PRECONDITION', `礼物领取已超过 ${DEFECT_DAYS} 天，请联系社区工作人员。`);
  }
  if (last?.state === 'open') {
    refuse('FAILED_PRECONDITION', '这份礼物已经报过问题，工作人员正在处理。');
  }
  if ((wish.defects ?? 0) >= MAX_DEFECTS) {
    refuse('FAILED_PRECONDITION', '这份礼物报过太多次了，请联系社区工作人员。');
  }
};

/** Settles a defect. @throws Refusal FAILED_PRECONDITION settled already */
export const settleDefect = (defect: Defect, settled: NonNullable<Defect['settled']>): Defect => {
  if (defect.state === 'settled') refuse('FAILED_PRECONDITION', '这个问题已经处理过了。');
  return { ...defect, state: 'settled', settled, updatedAt: settled.at };
};

/** What became of it stays; what was said of it goes with the family's data. */
export const defectWithoutWords = (defect: Defect): Defect => ({
  ...defect,
  reason: '',
  settled: defect.settled && { ...defect.settled, words: '' },
});
