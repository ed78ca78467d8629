import type { InferOutput } from 'valibot';
import type * as input from '../../cloudfunctions/input/enrolment';
import type { nothing, ofCampaign, ofProgramme } from '../../cloudfunctions/input/fields';
import type { Action, AgeBand, Empty, EpochMs, Page } from './common';
import type { SheetProblem } from './entry';

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

export interface SessionView extends InferOutput<typeof input.session> {
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

export interface CampaignProgrammeActions {
  programmes: Action<'anyone', typeof ofCampaign, { items: PublicProgramme[] }>;
}

export interface FamilyProgrammeActions {
  'programme.join': Action<'guardian', typeof input.familyJoin, Joined>;
  'programme.mine': Action<'guardian', typeof nothing, { items: EnrolmentView[] }>;
  'programme.accept': Action<'guardian', typeof input.ownEnrolment, Answered>;
  'programme.decline': Action<'guardian', typeof input.ownEnrolment, Answered>;
  'programme.cancel': Action<'guardian', typeof input.ownEnrolment, Answered>;
  'programme.feedback': Action<'guardian', typeof input.ownFeedback, Empty>;
  'pass.show': Action<'guardian', typeof input.passShow, { code: string }>;
}

export interface HelperProgrammeActions {
  'programme.join': Action<'signedIn', typeof input.helperJoin, Joined>;
  'programme.mine': Action<'signedIn', typeof nothing, { items: EnrolmentView[] }>;
  'programme.accept': Action<'signedIn', typeof input.ownEnrolment, Answered>;
  'programme.decline': Action<'signedIn', typeof input.ownEnrolment, Answered>;
  'programme.cancel': Action<'signedIn', typeof input.ownEnrolment, Answered>;
  'programme.feedback': Action<'signedIn', typeof input.ownFeedback, Empty>;
  'pass.show': Action<'signedIn', typeof input.passShow, { code: string }>;
}

export interface StaffEnrolmentActions {
  'programme.save': Action<'admin', typeof input.programmeSave, { programmeId: string }>;
  /** One session, or the whole programme; tells all, those who wait too. */
  'programme.cancel': Action<'admin', typeof input.programmeCancel, Empty>;
  'programme.list': Action<'staff', typeof ofCampaign, { items: StaffProgramme[] }>;
  /** Children who were brought and not fetched yet. */
  'programme.inside': Action<
    'staff',
    typeof input.programmeInside,
    { items: { enrolmentId: string; who: string; inAt: EpochMs }[] }
  >;
  'programme.assess': Action<'staff', typeof input.programmeAssess, Empty>;
  /** 考核表: who took part, to fill in how it went. */
  'assessment.sheet': Action<
    'staff',
    typeof ofProgramme,
    { fileId: string; url: string; rows: number }
  >;
  /** A dry run of a filled 考核表: what would be noted, row by row. Notes nothing. */
  'assessment.check': Action<
    'staff',
    typeof input.filledAssessments,
    {
      ready: number;
      /** Noted so before. */
      known: number;
      /** Rows left empty. */
      waiting: number;
      problemCount: number;
      problems: SheetProblem[];
      hidden: number;
    }
  >;
  /** The sheet as it was sent, with what is wrong marked in its cells. */
  'assessment.marked': Action<
    'staff',
    typeof input.filledAssessments,
    { fileId: string; url: string }
  >;
  /** Notes the next rows, each once; goes on from `next` until there is none. */
  'assessment.import': Action<
    'staff',
    typeof input.assessmentImport,
    { rows: number; assessed: number; known: number; left: SheetProblem[]; next?: number }
  >;
  /** Stars and words, without whose they are. */
  'programme.feedback': Action<
    'staff',
    typeof ofProgramme,
    { answers: number; satisfaction?: number; items: { stars: number; words: string }[] }
  >;
  'enrolment.list': Action<'staff', typeof input.enrolmentList, Page<EnrolmentRow>>;
  /** Offers a free place; within 24 hours of the start it enrols. */
  'enrolment.promote': Action<'staff', typeof input.oneEnrolment, Answered>;
  'enrolment.reject': Action<'staff', typeof input.oneEnrolment, Answered>;
  'enrolment.priority': Action<'staff', typeof input.enrolmentPriority, Answered>;
  'enrolment.call': Action<'staff', typeof input.enrolmentCall, Answered>;
  /**
   * At the desk, while places are left: enrolled before those who wait. `sessionId` is the session
   * that is attended with it; there is none between two.
   */
  'enrolment.walkIn': Action<
    'staff',
    typeof input.enrolmentWalkIn,
    { enrolmentId: string; state: EnrolmentState; sessionId?: string }
  >;
}
