/** 强制报告: what is raised by anybody who works with a child, and read by safeguarding alone. */
import type { InferOutput } from 'valibot';
import type * as input from '../../cloudfunctions/input/concern';
import type { nothing } from '../../cloudfunctions/input/fields';
import type { Action, AgeBand, EpochMs, Page } from './common';

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

export type ConcernInput = InferOutput<typeof input.raise>;

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

export type RaiseConcern<Who extends 'guardian' | 'signedIn' | 'staff' | 'volunteer'> = Action<
  Who,
  typeof input.raise,
  { received: true; at: EpochMs }
>;

export interface StaffConcernActions {
  'concern.raise': RaiseConcern<'staff'>;
  /** Given at once where there is one admin; two decide where there are two. */
  'grant.safeguarding': Action<
    'admin',
    typeof input.grant,
    { grantId: string } | { approvalId: string }
  >;
}

export interface SafeConcernActions {
  'concern.list': Action<'holder', typeof input.list, Page<ConcernRow>>;
  'concern.open': Action<'holder', typeof input.open, ConcernFile>;
  /** A holder is named in it, and shut out. */
  'concern.name': Action<'holder', typeof input.name, Record<never, never>>;
  'concern.report': Action<'holder', typeof input.report, { state: ConcernState }>;
  /** What came back on the latest outside report. */
  'concern.answer': Action<'holder', typeof input.answer, { state: ConcernState }>;
  /** The second call, by another holder, closes. */
  'concern.notReported': Action<'holder', typeof input.notReported, { state: ConcernState }>;
  'pair.suspend': Action<'holder', typeof input.pairSuspend, { state: 'suspended' }>;
  'holder.list': Action<'holder', typeof nothing, { items: { grantId: string; label: string }[] }>;
  'referral.open': Action<
    'holder',
    typeof input.referralOpen,
    { referralId: string; notes: { at: EpochMs; words: string }[] }
  >;
}
