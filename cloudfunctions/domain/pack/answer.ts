import type { EpochMs, PackAnswer, PackAnswerState } from '../../../typings/contract';
import { DAY_MS } from '@micro-wish/vocabulary';
import type { Redemption } from '../card/card';
import { refuse } from '../common/refusal';

/** Staff answer an open item within so long. */
const ANSWER_DAYS = 7;

/** 家长反馈: what a family says of a delivered pack. It never undoes the delivery. */
export interface PackAnswerRecord {
  /** The card's id: one answer a pack, the last one given. */
  _id: string;
  planId: string;
  childId: string;
  areaPath: readonly string[];
  answer: PackAnswer;
  note: string;
  at: EpochMs;
  state: PackAnswerState;
  /** What staff wrote back. */
  words: string;
  answeredAt: EpochMs | null;
  answeredBy: string | null;
  /** Order and cursor: time and a tail. */
  key: string;
}

/** Received needs nobody; the other two wait for staff. */
export const stateOfAnswer = (answer: PackAnswer): PackAnswerState =>
  answer === 'received' ? 'closed' : 'open';

/** Whether an answer is of this delivery; one of a delivery that was annulled is none of the next. */
export const isOfDelivery = (
  { at }: Pick<PackAnswerRecord, 'at'>,
  { receivedAt }: Pick<Redemption, 'receivedAt'>,
): boolean => at >= receivedAt;

export const dueAt = ({ at, state }: Pick<PackAnswerRecord, 'at' | 'state'>): EpochMs | null =>
  state === 'open' ? at + ANSWER_DAYS * DAY_MS : null;

/** Staff write back. @throws Refusal FAILED_PRECONDITION */
export const answerFamily = (
  record: PackAnswerRecord,
  words: string,
  by: { personId: string; now: EpochMs },
): PackAnswerRecord => {
  if (record.state === 'closed') refuse('FAILED_PRECONDITION', '家长说已收到，不需要回复。');
  if (record.state === 'answered') refuse('FAILED_PRECONDITION', '这条反馈已经回复过了。');
  return { ...record, state: 'answered', words, answeredAt: by.now, answeredBy: by.personId };
};
