/** 结对: pairs, what is written of them, outings, and what falls silent. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type * as calls from '../../cloudfunctions/calls/pair';
import type { writtenDown } from '../../cloudfunctions/calls/written-fields';
import type { EpochMs, AgeBand, Action, Day } from './common';
import type { MotherKind, MotherTeam, MotherRights } from './mother';

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

export type PairStep = Action<'staff', typeof calls.step, { state: PairState }>;

/** How staff learned of an answer that they enter. */
export type WrittenDown = Pick<InferOutput<typeof calls.staffAnswer>, keyof typeof writtenDown>;
