import * as v from 'valibot';
import type {
  Action,
  Answered,
  Empty,
  EnrolmentRow,
  EnrolmentState,
  EnrolmentView,
  EpochMs,
  Joined,
  Page,
  PublicProgramme,
  SheetProblem,
  StaffProgramme,
} from '../../typings/contract';
import {
  epochMs,
  id,
  requestId,
  text,
  type nothing,
  type ofCampaign,
  type ofProgramme,
} from './fields';
import { sheetCursor, sheetFileId } from './sheet-fields';

const MAX_PLACES = 1000;
const MAX_SESSIONS = 60;

const count = (min: number, max: number, what: string) =>
  v.pipe(
    v.number(`需要${what}`),
    v.integer(`${what}应为整数`),
    v.minValue(min, `${what}至少 ${min}`),
    v.maxValue(max, `${what}最多 ${max}`),
  );

export const familyJoin = v.strictObject({
  requestId,
  programmeId: id,
  childId: id,
  agree: v.literal(true, '请先阅读并同意报名说明'),
});

export const helperJoin = v.strictObject({ requestId, programmeId: id, name: text(20) });

/** An own enrolment, or that of an own child. */
export const ownEnrolment = v.strictObject({ requestId, enrolmentId: id });

export const ownFeedback = v.strictObject({
  ...ownEnrolment.entries,
  stars: v.pipe(
    v.number('请选择 1 到 5 颗星'),
    v.integer('请选择 1 到 5 颗星'),
    v.minValue(1, '请选择 1 到 5 颗星'),
    v.maxValue(5, '请选择 1 到 5 颗星'),
  ),
  words: v.exactOptional(text(300, 0)),
});

export const passShow = v.strictObject({ enrolmentId: id });

export const session = v.strictObject({
  sessionId: id,
  title: text(30),
  place: text(60),
  from: epochMs,
  until: epochMs,
  /** Children are brought and fetched: scanned in and out. */
  inOut: v.exactOptional(v.boolean()),
});

export const programmeSave = v.strictObject({
  requestId,
  programmeId: v.exactOptional(id),
  campaignId: id,
  kind: v.picklist(['material', 'spirit', 'ability', 'certification', 'lecture'], '请选择项目类别'),
  title: text(40),
  neutralTitle: text(20),
  for: v.picklist(['child', 'adult'], '请选择面向孩子或成人'),
  ages: v.exactOptional(v.strictObject({ from: count(0, 120, '年龄'), to: count(0, 120, '年龄') })),
  communityIds: v.exactOptional(
    v.pipe(v.array(id), v.minLength(1, '请至少选一个社区'), v.maxLength(150)),
  ),
  capacity: count(1, MAX_PLACES, '名额'),
  reserved: v.exactOptional(count(0, MAX_PLACES, '预留名额')),
  opensAt: epochMs,
  closesAt: epochMs,
  sessions: v.pipe(
    v.array(session),
    v.minLength(1, '请至少安排一场'),
    v.maxLength(MAX_SESSIONS, `最多 ${MAX_SESSIONS} 场`),
  ),
  organiser: v.exactOptional(text(40)),
  summary: v.exactOptional(text(300, 0)),
  certificateMonths: v.exactOptional(count(1, 120, '证书有效月数')),
});

export const programmeCancel = v.strictObject({
  requestId,
  programmeId: id,
  /** The whole programme where none is named. */
  sessionId: v.exactOptional(id),
  reason: text(200),
});

export const programmeInside = v.strictObject({ programmeId: id, sessionId: id });

export const programmeAssess = v.strictObject({
  requestId,
  enrolmentId: id,
  passed: v.boolean('请选择合格或不合格'),
  score: v.exactOptional(
    v.pipe(
      v.number('需要分数'),
      v.minValue(0, '分数从 0 到 100'),
      v.maxValue(100, '分数从 0 到 100'),
    ),
  ),
});

/** A 考核表 that was filled in. */
export const filledAssessments = v.strictObject({ programmeId: id, fileId: sheetFileId });

export const assessmentImport = v.strictObject({
  requestId,
  ...filledAssessments.entries,
  cursor: sheetCursor,
});

export const enrolmentList = v.strictObject({
  programmeId: id,
  cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, '翻页位置不对'))),
});

/** What staff do about one enrolment, and why. */
export const oneEnrolment = v.strictObject({
  requestId,
  enrolmentId: id,
  reason: v.exactOptional(text(200)),
});

export const enrolmentPriority = v.strictObject({
  ...oneEnrolment.entries,
  priority: v.pipe(
    v.number('需要优先级'),
    v.integer('优先级应为整数'),
    v.minValue(-100, '优先级从 -100 到 100'),
    v.maxValue(100, '优先级从 -100 到 100'),
  ),
});

export const enrolmentCall = v.strictObject({
  ...oneEnrolment.entries,
  outcome: v.picklist(['reached_yes', 'reached_no', 'not_reached'], '请选择通话结果'),
});

export const enrolmentWalkIn = v.strictObject({
  requestId,
  programmeId: id,
  childId: v.exactOptional(id),
  name: v.exactOptional(text(20)),
});

export interface CampaignProgrammeActions {
  programmes: Action<'anyone', typeof ofCampaign, { items: PublicProgramme[] }>;
}

export interface FamilyProgrammeActions {
  'programme.join': Action<'guardian', typeof familyJoin, Joined>;
  'programme.mine': Action<'guardian', typeof nothing, { items: EnrolmentView[] }>;
  'programme.accept': Action<'guardian', typeof ownEnrolment, Answered>;
  'programme.decline': Action<'guardian', typeof ownEnrolment, Answered>;
  'programme.cancel': Action<'guardian', typeof ownEnrolment, Answered>;
  'programme.feedback': Action<'guardian', typeof ownFeedback, Empty>;
  'pass.show': Action<'guardian', typeof passShow, { code: string }>;
}

export interface HelperProgrammeActions {
  'programme.join': Action<'signedIn', typeof helperJoin, Joined>;
  'programme.mine': Action<'signedIn', typeof nothing, { items: EnrolmentView[] }>;
  'programme.accept': Action<'signedIn', typeof ownEnrolment, Answered>;
  'programme.decline': Action<'signedIn', typeof ownEnrolment, Answered>;
  'programme.cancel': Action<'signedIn', typeof ownEnrolment, Answered>;
  'programme.feedback': Action<'signedIn', typeof ownFeedback, Empty>;
  'pass.show': Action<'signedIn', typeof passShow, { code: string }>;
}

export interface StaffEnrolmentActions {
  'programme.save': Action<'admin', typeof programmeSave, { programmeId: string }>;
  /** One session, or the whole programme; tells all, those who wait too. */
  'programme.cancel': Action<'admin', typeof programmeCancel, Empty>;
  'programme.list': Action<'staff', typeof ofCampaign, { items: StaffProgramme[] }>;
  /** Children who were brought and not fetched yet. */
  'programme.inside': Action<
    'staff',
    typeof programmeInside,
    { items: { enrolmentId: string; who: string; inAt: EpochMs }[] }
  >;
  'programme.assess': Action<'staff', typeof programmeAssess, Empty>;
  /** 考核表: who took part, to fill in how it went. */
  'assessment.sheet': Action<
    'staff',
    typeof ofProgramme,
    { fileId: string; url: string; rows: number }
  >;
  /** A dry run of a filled 考核表: what would be noted, row by row. Notes nothing. */
  'assessment.check': Action<
    'staff',
    typeof filledAssessments,
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
  'assessment.marked': Action<'staff', typeof filledAssessments, { fileId: string; url: string }>;
  /** Notes the next rows, each once; goes on from `next` until there is none. */
  'assessment.import': Action<
    'staff',
    typeof assessmentImport,
    { rows: number; assessed: number; known: number; left: SheetProblem[]; next?: number }
  >;
  /** Stars and words, without whose they are. */
  'programme.feedback': Action<
    'staff',
    typeof ofProgramme,
    { answers: number; satisfaction?: number; items: { stars: number; words: string }[] }
  >;
  'enrolment.list': Action<'staff', typeof enrolmentList, Page<EnrolmentRow>>;
  /** Offers a free place; within 24 hours of the start it enrols. */
  'enrolment.promote': Action<'staff', typeof oneEnrolment, Answered>;
  'enrolment.reject': Action<'staff', typeof oneEnrolment, Answered>;
  'enrolment.priority': Action<'staff', typeof enrolmentPriority, Answered>;
  'enrolment.call': Action<'staff', typeof enrolmentCall, Answered>;
  /**
   * At the desk, while places are left: enrolled before those who wait. `sessionId` is the session
   * that is attended with it; there is none between two.
   */
  'enrolment.walkIn': Action<
    'staff',
    typeof enrolmentWalkIn,
    { enrolmentId: string; state: EnrolmentState; sessionId?: string }
  >;
}
