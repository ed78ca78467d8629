/** 结对: pairs, what is written of them, outings, and what falls silent. */

import type { InferOutput } from 'valibot';
import type { nothing, requestOnly } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/pair';
import type { writtenDown } from '../../cloudfunctions/input/written-fields';
import type { EpochMs, AgeBand, Action, Empty, Page, Day } from './common';
import type { MotherKind, MotherTeam, MotherLevel, MotherRights } from './mother';

export type PairRole = 'lead' | 'supporter';

export type PairState =
  | 'proposed'
  | 'consented'
  | 'active'
  | 'suspended'
  | 'ended'
  | 'declined'
  | 'cancelled';

export type ChildSays = 'yes' | 'no' | 'cannot_say';

export type TalkWith = 'mother' | 'guardian' | 'child';

export type RecordKind = 'visit' | 'call' | 'outing' | 'study';

export type OutingState = 'planned' | 'agreed' | 'declined' | 'back';

export type PairAlertKind = 'silent' | 'face' | 'outing' | 'proof';

/** Whom an alert went to; `above` is district staff. */
export type AlertStep = 'supervisor' | 'deputy' | 'above';

export interface RecordView {
  recordId: string;
  kind: RecordKind;
  day: Day;
  /** `HH:mm` */
  from: string;
  minutes: number;
  reached: boolean;
  note?: string;
  /** What was added later. */
  more: { at: EpochMs; note: string }[];
  next?: Day;
  at: EpochMs;
}

/** A record as its author sees it. */
export interface OwnRecord extends RecordView {
  confirmed: boolean;
  editableUntil: EpochMs;
}

/** A record as its supervisor sees it. */
export interface SupervisedRecord extends RecordView {
  confirmed: boolean;
  /** The note, or part of what was added, is for the supervisor alone. */
  held: boolean;
  /** The supervisor read it and keeps it to herself. */
  keptBack?: true;
}

export interface OutingView {
  outingId: string;
  place: string;
  from: EpochMs;
  until: EpochMs;
  state: OutingState;
  backAt?: EpochMs;
}

/** The pair as the family sees it: who comes, when, and what was written. */
export interface FamilyPair {
  pairId: string;
  childId: string;
  state: PairState;
  role: PairRole;
  purpose?: string;
  until?: Day;
  mother: { kind: MotherKind; team: MotherTeam; skills: string[] };
  proposedAt: EpochMs;
  startedOn?: Day;
  /** The next agreed day. */
  next?: Day;
  /** What the supervisor passed on at a handover. */
  summary?: string;
  /** The child has turned 14 since the family answered. */
  askChild?: true;
  /** From 14 on the child's own yes is needed. */
  ownWord: boolean;
  records: RecordView[];
  outings: OutingView[];
}

/** The pair as the mother sees it: alias and age band, nothing else of the child. */
export interface HelperPair {
  pairId: string;
  alias: string;
  ageBand: AgeBand;
  state: PairState;
  role: PairRole;
  purpose?: string;
  until?: Day;
  startedOn?: Day;
  next?: Day;
  summary?: string;
  reachedOn?: Day;
  /** By when to be in touch, and to meet. */
  silentDueOn?: Day;
  faceDueOn?: Day;
  outings: OutingView[];
}

export interface PairRow {
  pairId: string;
  alias: string;
  state: PairState;
  role: PairRole;
  communityName: string;
  motherName: string;
  startedOn?: Day;
  reachedOn?: Day;
  metOn?: Day;
  /** Last good day of what is asked for, or of the first clock to run out; '' while none runs. */
  dueOn: Day | '';
  silentDueOn?: Day;
  faceDueOn?: Day;
  talkDueOn?: Day;
  /** As what the caller looks after it. */
  as?: 'supervisor' | 'deputy';
}

export interface PairAlertView {
  alertId: string;
  kind: PairAlertKind;
  at: EpochMs;
  to: AlertStep;
  openedAt?: EpochMs;
}

export interface PairFile extends PairRow {
  /** No guardian is in WeChat: staff enter their answers. */
  onPaper?: true;
  /** From 14 on the child's own yes is needed. */
  ownWord: boolean;
  /** What was held of records is read by the caller, who lets it go or not. */
  readsHeld: boolean;
  ageBand: AgeBand;
  purpose?: string;
  until?: Day;
  summary?: string;
  motherId: string;
  /** Whether the mother may visit and call now. */
  mother: MotherRights;
  childSays?: ChildSays;
  askChild?: true;
  records: SupervisedRecord[];
  outings: OutingView[];
  talks: { talkId: string; with: TalkWith; day: Day; note: string; at: EpochMs }[];
  alerts: PairAlertView[];
  history: { at: EpochMs; event: string; reason?: string }[];
}

/** Something that somebody was told, newest first. */
export interface Told {
  kind: string;
  at: EpochMs;
}

export interface StaffAlert extends Told {
  alertId: string;
  pairId?: string;
  alias?: string;
  motherId?: string;
  to?: AlertStep;
  openedAt?: EpochMs;
}

export type PairDue = 'silent' | 'face' | 'talk';

export type PairStep = Action<'staff', typeof input.step, { state: PairState }>;

export interface HelperPairActions {
  'pair.mine': Action<'signedIn', typeof nothing, { items: HelperPair[] }>;
  'record.add': Action<'signedIn', typeof input.recordAdd, { recordId: string }>;
  'record.change': Action<'signedIn', typeof input.recordChange, Empty>;
  'record.more': Action<'signedIn', typeof input.recordMore, Empty>;
  'record.mine': Action<'signedIn', typeof input.recordMine, Page<OwnRecord>>;
  'outing.plan': Action<
    'signedIn',
    typeof input.outingPlan,
    { outingId: string; state: OutingState }
  >;
  'outing.back': Action<'signedIn', typeof input.outingBack, { state: OutingState }>;
  'message.mine': Action<'signedIn', typeof nothing, { items: Told[] }>;
}

export interface FamilyPairActions {
  'pair.mine': Action<'guardian', typeof nothing, { items: FamilyPair[] }>;
  'pair.answer': Action<'guardian', typeof input.familyAnswer, { state: PairState }>;
  'outing.answer': Action<'guardian', typeof input.familyOutingAnswer, { state: OutingState }>;
}

/** How staff learned of an answer that they enter. */
export type WrittenDown = Pick<InferOutput<typeof input.staffAnswer>, keyof typeof writtenDown>;

export interface StaffPairActions {
  /** Who may look after a pair in an area: grants with what an admin calls their holders. */
  'pair.overseers': Action<
    'staff',
    typeof input.overseers,
    {
      items: {
        grantId: string;
        level: MotherLevel;
        areaName: string;
        label?: string;
        mine: boolean;
      }[];
    }
  >;
  'pair.propose': Action<'staff', typeof input.propose, { pairId: string; state: PairState }>;
  'pair.start': Action<'staff', typeof input.start, { state: PairState }>;
  'pair.suspend': PairStep;
  'pair.resume': PairStep;
  'pair.end': PairStep;
  'pair.handover': Action<'staff', typeof input.handover, { pairId: string; state: PairState }>;
  /** Another supervisor or deputy, as where a grant has ended. */
  'pair.assign': Action<'staff', typeof input.assign, { state: PairState }>;
  'pair.list': Action<'staff', typeof input.list, Page<PairRow>>;
  'pair.open': Action<'staff', typeof input.open, PairFile>;
  'pair.talk': Action<'staff', typeof input.talk, Empty>;
  /** What moderation held: the family may read it, or it stays with the supervisor. */
  'record.judge': Action<'staff', typeof input.recordJudge, { held: boolean }>;
  /** What a guardian without WeChat said, on paper or by phone. */
  'pair.answer': Action<'staff', typeof input.staffAnswer, { state: PairState }>;
  'outing.answer': Action<'staff', typeof input.staffOutingAnswer, { state: OutingState }>;
  'record.confirm': Action<'staff', typeof input.recordConfirm, { confirmed: number }>;
  'alert.mine': Action<'staffOrHolder', typeof nothing, { items: StaffAlert[] }>;
  /** Lets WeChat messages be sent to the caller, who has just agreed to them. */
  'alert.allow': Action<'staffOrHolder', typeof requestOnly, Empty>;
}
