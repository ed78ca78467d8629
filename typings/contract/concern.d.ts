/** 强制报告: what is raised by anybody who works with a child, and read by safeguarding alone. */
import type { InferOutput } from 'valibot';
import type * as calls from '../../cloudfunctions/calls/concern';
import type { AgeBand, EpochMs } from './common';

/** The nine situations of the 强制报告意见 in its order, or another one. */
export type ConcernSituation = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'other';

/** `open` until it was reported outside, or two holders decided not to. */
export type ConcernState = 'open' | 'reported' | 'waits_for_second' | 'closed';

/** Whom an outside report went to: 公安, 民政, 教育. */
export type ReportedTo = 'police' | 'civilAffairs' | 'education' | 'other';

/** As what somebody raised it. */
export type ConcernReporter =
  | 'guardian'
  | 'staff'
  | 'volunteer'
  | 'mother'
  | 'member'
  | 'specialist';

export type ConcernInput = InferOutput<typeof calls.raise>;

export interface ConcernRow {
  concernId: string;
  at: EpochMs;
  situation: ConcernSituation;
  urgent: boolean;
  state: ConcernState;
  /** By whomever it was opened first. */
  openedAt?: EpochMs;
  reportedAt?: EpochMs;
}

export type ConcernStep =
  | 'raised'
  | 'opened'
  | 'named'
  | 'reported'
  | 'answered'
  | 'not_reported'
  | 'pair_suspended';

export interface ConcernFile extends ConcernRow {
  words: string;
  reporter: ConcernReporter;
  about: NonNullable<ConcernInput['about']>;
  /** The child as it was when this was raised; it stays when the child's data goes. */
  child?: { alias: string; childNo: string; ageBand: AgeBand; communityName: string };
  reports: {
    to: ReportedTo;
    at: EpochMs;
    number?: string;
    by: string;
    loggedAt: EpochMs;
    answer?: { words: string; at: EpochMs };
  }[];
  notReported?: { reason: string; by: string; second?: string };
  log: { at: EpochMs; by: string; what: ConcernStep }[];
}
