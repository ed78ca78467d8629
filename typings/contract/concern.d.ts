/** 强制报告: what is raised by anybody who works with a child, and read by safeguarding alone. */
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

/** What it is about, as far as the person who raises it knows. */
export interface ConcernAbout {
  pairId?: string;
  cardId?: string;
  childId?: string;
}

export interface ConcernInput {
  requestId: string;
  about?: ConcernAbout;
  situation: ConcernSituation;
  words: string;
  urgent: boolean;
}

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
  about: ConcernAbout;
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
  ConcernInput,
  { received: true; at: EpochMs }
>;

export interface StaffConcernActions {
  'concern.raise': RaiseConcern<'staff'>;
  /** Given at once where there is one admin; two decide where there are two. */
  'grant.safeguarding': Action<
    'admin',
    /** By the 登记码, or by openid; `label` is no real name. */
    { requestId: string; code?: string; openid?: string; label?: string },
    { grantId: string } | { approvalId: string }
  >;
}

export interface SafeConcernActions {
  'concern.list': Action<'holder', { cursor?: string }, Page<ConcernRow>>;
  'concern.open': Action<'holder', { concernId: string }, ConcernFile>;
  /** A holder is named in it, and shut out. */
  'concern.name': Action<
    'holder',
    { requestId: string; concernId: string; grantId: string },
    Record<never, never>
  >;
  'concern.report': Action<
    'holder',
    { requestId: string; concernId: string; to: ReportedTo; at: EpochMs; number?: string },
    { state: ConcernState }
  >;
  /** What came back on the latest outside report. */
  'concern.answer': Action<
    'holder',
    { requestId: string; concernId: string; words: string },
    { state: ConcernState }
  >;
  /** The second call, by another holder, closes. */
  'concern.notReported': Action<
    'holder',
    { requestId: string; concernId: string; reason: string },
    { state: ConcernState }
  >;
  'pair.suspend': Action<'holder', { requestId: string; pairId: string }, { state: 'suspended' }>;
  'holder.list': Action<
    'holder',
    Record<never, never>,
    { items: { grantId: string; label: string }[] }
  >;
  'referral.open': Action<
    'holder',
    { referralId: string },
    { referralId: string; notes: { at: EpochMs; words: string }[] }
  >;
}
