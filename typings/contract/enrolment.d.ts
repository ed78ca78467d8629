import type { InferOutput } from 'valibot';
import type * as calls from '../../cloudfunctions/calls/enrolment';
import type { AgeBand, EpochMs } from './common';

/** 关爱项目 and training by what they give. */
export type ProgrammeKind = 'material' | 'spirit' | 'ability' | 'certification' | 'lecture';

/** Whose places they are: a child is enrolled by a guardian, an adult enrols by themselves. */
export type Audience = 'child' | 'adult';

/** 报名 states: `waiting → offered → enrolled`, the others are exits. */
export type EnrolmentState =
  | 'waiting'
  | 'offered'
  | 'enrolled'
  | 'declined'
  | 'lapsed'
  | 'cancelled'
  | 'rejected';

/** Why somebody on the waiting list was passed over: age, area, another session, not reached. */
export type PassedReason = 'age' | 'area' | 'clash' | 'not_reached';

/** What a telephone call on the waiting list came to. */
export type CallOutcome = 'reached_yes' | 'reached_no' | 'not_reached';

/** What people are told of their programmes; no message names one. */
export type ProgrammeMessageKind =
  | 'placeOffered'
  | 'placeGiven'
  | 'programmeCancelled'
  | 'programmeTomorrow'
  | 'certificateIssued';

/** Whole years on the day of the first session, both ends inside. */
export interface AgeRange {
  from: number;
  to: number;
}

export interface SessionView extends InferOutput<typeof calls.session> {
  inOut: boolean;
  cancelled?: true;
}

/** Public figures: no group of fewer than five is told apart. */
export interface ProgrammeFigures {
  enrolled: number;
  sessionsHeld: number;
  attendances: number;
  /** Mean of one to five stars, one decimal; from five answers on. */
  satisfaction?: number;
  /** `null`: the bands of fewer than five, merged. */
  byAgeBand?: { ageBand: AgeBand | null; enrolled: number }[];
}

/** What anybody may see of a programme. The neutral title is not here: it leads to children. */
export interface PublicProgramme {
  programmeId: string;
  kind: ProgrammeKind;
  title: string;
  organiser: string;
  summary: string;
  for: Audience;
  ages?: AgeRange;
  communityIds?: string[];
  places: { capacity: number; free: number };
  opensAt: EpochMs;
  closesAt: EpochMs;
  sessions: SessionView[];
  figures: ProgrammeFigures;
  cancelled?: true;
}

export interface AssessmentView {
  passed: boolean;
  score?: number;
}

/** An own enrolment, or that of an own child; of a child it says the neutral title. */
export interface EnrolmentView {
  enrolmentId: string;
  programmeId: string;
  childId?: string;
  kind: ProgrammeKind;
  title: string;
  organiser: string;
  state: EnrolmentState;
  /** Place in the queue from 1, while waiting. */
  place?: number;
  /** Until when an offer holds. */
  offeredUntil?: EpochMs;
  sessions: SessionView[];
  attended: string[];
  /** The programme as a whole is cancelled. */
  cancelled?: { reason: string };
  /** A pass can be shown. */
  pass: boolean;
  mayFeedback: boolean;
  feedback?: { stars: number; words: string };
  assessment?: AssessmentView;
  certificateNumber?: string;
}

export interface Joined {
  enrolmentId: string;
  state: EnrolmentState;
  place?: number;
}

export type Answered = { state: EnrolmentState };

export interface EnrolmentRow {
  enrolmentId: string;
  /** A child's alias, an adult's name. */
  who: string;
  state: EnrolmentState;
  priority: number;
  joinedAt: EpochMs;
  attended: string[];
  /** Was let in though not enrolled at that moment. */
  flagged: boolean;
  passed?: PassedReason;
  place?: number;
  offeredUntil?: EpochMs;
  ageBand?: AgeBand;
  communityName?: string;
  /** Where the family's number stands: the app keeps none. */
  form?: { formNo: string; keptAt: string };
  calls: { at: EpochMs; outcome: CallOutcome }[];
  assessment?: AssessmentView;
  certificateNumber?: string;
}

/** All that staff see of a programme and an admin sets. */
export interface StaffProgramme {
  programmeId: string;
  campaignId: string;
  kind: ProgrammeKind;
  title: string;
  neutralTitle: string;
  organiser: string;
  summary: string;
  for: Audience;
  ages?: AgeRange;
  communityIds?: string[];
  capacity: number;
  reserved: number;
  certificateMonths?: number;
  opensAt: EpochMs;
  closesAt: EpochMs;
  sessions: SessionView[];
  cancelled?: { at: EpochMs; reason: string };
  /** As they hold now: `enrolled + offered + reserved ≤ capacity`. */
  places: {
    capacity: number;
    reserved: number;
    enrolled: number;
    offered: number;
    waiting: number;
    free: number;
  };
  figures: ProgrammeFigures;
}
