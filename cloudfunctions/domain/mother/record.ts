import type { Day, EpochMs, RecordKind } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { addDays, DAY_MS, dayAt } from '@micro-wish/vocabulary';
import { later } from './days';

/** Something that was added behind the 24 hours. */
export interface Addition {
  at: EpochMs;
  note: string;
  /** Moderation refused it: for the supervisor alone. */
  held: boolean;
}

/** 陪伴记录 */
export interface CompanionRecord {
  _id: string;
  pairId: string;
  /** Its author. */
  motherId: string;
  childId: string;
  kind: RecordKind;
  day: Day;
  /** `HH:mm` */
  from: string;
  minutes: number;
  reached: boolean;
  /** '' where none was written, or the child's data was erased. */
  note: string;
  /** Moderation refused the note: for the supervisor alone. */
  held: boolean;
  /** The supervisor has read what was held, and it stays with her. */
  keptBack?: boolean;
  /** The day that was agreed on for the next time. */
  next: Day | null;
  additions: Addition[];
  at: EpochMs;
  confirmed: { by: string; at: EpochMs } | null;
  /** Order and cursor: day, time of writing and a tail. */
  key: string;
}

/** How far back a record may be written. */
export const RECORD_DAYS = 30;
/** How long its author may change it. */
const EDIT_MS = DAY_MS;

/** Kinds in which they are together in one place. */
export const isInPerson = (kind: RecordKind): boolean => kind !== 'call';

/** Whether moderation lets the family read a text. */
export const isHeld = (verdict: string): boolean => verdict !== 'pass';

/**
 * The days for which a record may be written.
 * @throws Refusal INVALID_ARGUMENT
 */
export const requireRecordDay = (day: Day, startedOn: Day, now: EpochMs): void => {
  const today = dayAt(now);
  if (day > today) refuse('INVALID_ARGUMENT', '日期不能晚于今天。');
  if (day < addDays(today, -RECORD_DAYS)) {
    refuse('INVALID_ARGUMENT', `只能补记最近 ${RECORD_DAYS} 天的陪伴。`);
  }
  if (day < startedOn) refuse('INVALID_ARGUMENT', '这一天还没有开始结对，不能记录。');
};

export const editableUntil = ({ at }: Pick<CompanionRecord, 'at'>): EpochMs => at + EDIT_MS;

/**
 * Changes a record within its 24 hours. Other minutes are other hours: they wait for the supervisor
 * again.
 * @throws Refusal FAILED_PRECONDITION later
 */
export const changeRecord = (
  record: CompanionRecord,
  change: { minutes?: number; reached?: boolean; note?: { note: string; held: boolean } },
  now: EpochMs,
): CompanionRecord => {
  if (now >= editableUntil(record)) {
    refuse('FAILED_PRECONDITION', '超过 24 小时的记录不能再改，可以补充说明。');
  }
  const { minutes = record.minutes, reached = record.reached, note } = change;
  const isSameTime = minutes === record.minutes;
  return {
    ...record,
    minutes,
    reached,
    ...note,
    ...(note ? { keptBack: false } : {}),
    confirmed: isSameTime ? record.confirmed : null,
  };
};

/** A pair takes no more words for one record than these. */
const MAX_ADDITIONS = 20;

/** @throws Refusal FAILED_PRECONDITION where too much was added */
export const addToRecord = (record: CompanionRecord, addition: Addition): CompanionRecord => {
  if (record.additions.length >= MAX_ADDITIONS) {
    refuse('FAILED_PRECONDITION', `一条记录最多补充 ${MAX_ADDITIONS} 次。`);
  }
  return { ...record, keptBack: false, additions: [...record.additions, addition] };
};

/** Something in it was held, and is read by the supervisor alone. */
export const holdsWords = ({ held, additions }: Pick<CompanionRecord, 'held' | 'additions'>) =>
  held || additions.some((addition) => addition.held);

/**
 * The supervisor lets the family read what moderation held, or keeps it back.
 * @throws Refusal FAILED_PRECONDITION where nothing is held
 */
export const judgeHeld = (record: CompanionRecord, release: boolean): CompanionRecord => {
  if (!holdsWords(record)) {
    refuse('FAILED_PRECONDITION', '这条记录没有需要处理的文字，家长已经能看到。');
  }
  return release
    ? {
        ...record,
        held: false,
        keptBack: false,
        additions: record.additions.map((addition) => ({ ...addition, held: false })),
      }
    : { ...record, keptBack: true };
};

type Contact = Pick<CompanionRecord, 'kind' | 'day' | 'reached'>;

/** The last days on which the child was reached and met, read off all records of a pair. */
export const lastContacts = (
  records: Iterable<Contact>,
): { reachedOn: Day | null; faceOn: Day | null } => {
  let reachedOn: Day | null = null;
  let faceOn: Day | null = null;
  for (const { kind, day, reached } of records) {
    if (!reached) continue;
    reachedOn = later(reachedOn, day);
    if (isInPerson(kind)) faceOn = later(faceOn, day);
  }
  return { reachedOn, faceOn };
};
