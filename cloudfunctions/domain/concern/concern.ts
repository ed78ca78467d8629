import { DAY_MS, HOUR_MS } from '@micro-wish/vocabulary';
import type { ConcernState, ConcernStep, EpochMs, ReportedTo } from '../../../typings/contract';
import { refuse } from '../common/refusal';

/** Holders who have not opened a concern after so long are told again. */
const UNOPENED_MS = 2 * HOUR_MS;

/** So long after an outside report its answer is asked for (强制报告意见 第十五条). */
const ANSWER_AFTER_MS = 3 * DAY_MS;

/** Holders there are at the least: one may be named in a concern. */
const MIN_HOLDERS = 2;

/** Text under a numbered key: AES-256-GCM, base64. */
export interface Sealed {
  keyNo: number;
  iv: string;
  data: string;
}

/** An outside report, as a fact. What came back is sealed with the words. */
export interface OutsideReport {
  to: ReportedTo;
  at: EpochMs;
  number: string | null;
  by: string;
  loggedAt: EpochMs;
}

/**
 * 强制报告: what it says, who raised it and whom it is about stand in `sealed`; nothing of it is
 * readable without the keys of the one function that has them. It is never deleted.
 */
export interface Concern {
  _id: string;
  at: EpochMs;
  /** Hash of what was sent: the same request with other words is a conflict. */
  payload: string;
  sealed: Sealed;
  state: ConcernState;
  /** Pseudonyms of holders who are named in it: they are shut out. */
  namedIds: string[];
  openedAt: EpochMs | null;
  reports: OutsideReport[];
  /** What came back on the reports, by their place. */
  answers: { report: number; sealed: Sealed; at: EpochMs; by: string }[];
  notReported: { sealed: Sealed; by: string; at: EpochMs; second: string | null } | null;
  log: { at: EpochMs; by: string; what: ConcernStep }[];
  /** When holders are to be told next; 0 for never. */
  nextAt: EpochMs;
  /** Order and cursor: the newest last. */
  key: string;
}

interface By {
  personId: string;
  now: EpochMs;
}

export const raised = (
  concern: Pick<Concern, '_id' | 'payload' | 'sealed' | 'key'>,
  now: EpochMs,
): Concern => ({
  ...concern,
  at: now,
  state: 'open',
  namedIds: [],
  openedAt: null,
  reports: [],
  answers: [],
  notReported: null,
  log: [{ at: now, by: '', what: 'raised' }],
  nextAt: now + UNOPENED_MS,
});

const logged = (concern: Concern, what: ConcernStep, { personId, now }: By): Concern => ({
  ...concern,
  log: [...concern.log, { at: now, by: personId, what }],
});

/** Whoever is named in it cannot tell it from none. */
export const isShutOut = ({ namedIds }: Concern, personId: string): boolean =>
  namedIds.includes(personId);

/** @throws Refusal NOT_FOUND */
export const requireOpenTo = (concern: Concern | null, personId: string): Concern =>
  concern && !isShutOut(concern, personId)
    ? concern
    : refuse('NOT_FOUND', '没有找到这条报告，请刷新后再试。');

export const opened = (concern: Concern, by: By): Concern => ({
  ...logged(concern, 'opened', by),
  openedAt: concern.openedAt ?? by.now,
  nextAt: concern.openedAt === null ? 0 : concern.nextAt,
});

/**
 * A holder is named in it. @throws Refusal FAILED_PRECONDITION where nobody would be left to read it
 */
export const named = (
  concern: Concern,
  personId: string,
  holderIds: readonly string[],
  by: By,
): Concern => {
  const namedIds = [...new Set([...concern.namedIds, personId])];
  if (holderIds.every((holder) => namedIds.includes(holder))) {
    refuse('FAILED_PRECONDITION', '这样就没有人能处理这条报告了，请先增加一位保护专员。');
  }
  return { ...logged(concern, 'named', by), namedIds };
};

const requireNotClosed = ({ state }: Concern): void => {
  if (state === 'closed') refuse('FAILED_PRECONDITION', '这条报告已经办结，不能再改。');
};

/** It was reported outside: a fact, with whom, when and its number. @throws Refusal */
export const reported = (
  concern: Concern,
  report: { to: ReportedTo; at: EpochMs; number: string | null },
  by: By,
): Concern => {
  requireNotClosed(concern);
  if (report.at > by.now) refuse('INVALID_ARGUMENT', '报告的时间不能晚于现在。');
  return {
    ...logged(concern, 'reported', by),
    state: 'reported',
    reports: [...concern.reports, { ...report, by: by.personId, loggedAt: by.now }],
    openedAt: concern.openedAt ?? by.now,
    nextAt: by.now + ANSWER_AFTER_MS,
  };
};

/** What came back on the latest report. @throws Refusal FAILED_PRECONDITION without one */
export const answered = (concern: Concern, sealed: Sealed, by: By): Concern => {
  if (concern.reports.length === 0) {
    refuse('FAILED_PRECONDITION', '还没有登记对外报告，请先登记。');
  }
  const answer = { report: concern.reports.length - 1, sealed, at: by.now, by: by.personId };
  return {
    ...logged(concern, 'answered', by),
    answers: [...concern.answers, answer],
    nextAt: 0,
  };
};

/**
 * Not reported outside: a reason, and a second holder who agrees.
 * @throws Refusal PERMISSION_DENIED for the same holder again; FAILED_PRECONDITION where it was
 *   reported or closed
 */
export const notReported = (concern: Concern, reason: Sealed, by: By): Concern => {
  requireNotClosed(concern);
  if (concern.state === 'reported') {
    refuse('FAILED_PRECONDITION', '已经登记了对外报告，不能再记为不报告。');
  }
  const asked = concern.notReported;
  if (asked?.by === by.personId) {
    return refuse('PERMISSION_DENIED', '不报告要由另一位保护专员同意。');
  }
  return {
    ...logged(concern, 'not_reported', by),
    state: asked ? 'closed' : 'waits_for_second',
    notReported: asked
      ? { ...asked, second: by.personId }
      : { sealed: reason, by: by.personId, at: by.now, second: null },
    openedAt: concern.openedAt ?? by.now,
    nextAt: 0,
  };
};

/** What its holders are told now: that it waits unopened, or that an answer is due; once each. */
export const dueTelling = (
  concern: Concern,
  now: EpochMs,
): { kind: 'concern' | 'concernAnswer'; ref: string } | null => {
  if (concern.nextAt === 0 || now < concern.nextAt) return null;
  return concern.reports.length === 0
    ? { kind: 'concern', ref: `${concern._id}.unopened` }
    : { kind: 'concernAnswer', ref: `${concern._id}.${concern.reports.length}` };
};

/** Told: nothing more is due by itself. */
export const told = (concern: Concern): Concern => ({ ...concern, nextAt: 0 });

/**
 * Ending a holder's grant, with the other grants there are: it is persons who count.
 * @throws Refusal FAILED_PRECONDITION where fewer than two would be left
 */
export const requireHoldersLeft = (
  others: readonly { personId: string; endedAt: EpochMs | null }[],
): void => {
  const open = others.filter(({ endedAt }) => endedAt === null);
  if (new Set(open.map(({ personId }) => personId)).size < MIN_HOLDERS) {
    refuse('FAILED_PRECONDITION', '至少要有两位保护专员，请先让另一位同事成为保护专员。');
  }
};
