/** 暖心包: plans, units, batches, and the pack of each child. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type * as calls from '../../cloudfunctions/calls/pack';
import type { AgeBand, CardState, EpochMs } from './common';

/** By the age on the plan's day; 亲子陪伴 is chosen. */
export type PackVersion = '0-6' | '7-12' | '13-17' | 'family';

export type PackCountsInput = InferOutput<typeof calls.send>['counts'];

export type PackCountsView = Record<PackVersion, number>;

/** 巾帼文明岗's level of honour. */
export type UnitLevel = 'national' | 'provincial' | 'city' | 'district';

export type BatchState = 'sent' | 'acknowledged' | 'closed';

export type DiscrepancyState = 'open' | 'waits_for_second' | 'settled';

/** `waits_for_second` until another person confirms it, or declines. */
export type LossState = 'waits_for_second' | 'lost' | 'declined';

export type PackAnswer = 'received' | 'not_received' | 'wrong';

/** `closed` needs nobody: the family has the pack. */
export type PackAnswerState = 'open' | 'answered' | 'closed';

/** Why a child gets no card. */
export type AssignRefusal =
  | 'too_old'
  | 'too_young'
  | 'no_consent'
  | 'has_pack'
  | 'not_found'
  | 'short'
  | 'closed';

export interface PackSumsView {
  version: PackVersion;
  received: number;
  inStore: number;
  withUnits: number;
  delivered: number;
  lost: number;
}

export interface AssignResult {
  childId: string;
  cardId?: string;
  cardNo?: string;
  version?: PackVersion;
  refused?: AssignRefusal;
}

export interface DiscrepancyView {
  discrepancyId: string;
  version: PackVersion;
  missing: number;
  state: DiscrepancyState;
  /** How it was settled, or what waits for the second person. */
  outcome?: 'found' | 'returned' | 'lost';
  note?: string;
  lossId?: string;
}

export interface PackAnswerView {
  cardId: string;
  cardNo: string;
  alias: string;
  version: PackVersion;
  answer: PackAnswer;
  note: string;
  at: EpochMs;
  state: PackAnswerState;
  /** While it is open. */
  dueAt?: EpochMs;
  words?: string;
}

export interface UnitView {
  unitId: string;
  campaignId: string;
  name: string;
  level: UnitLevel;
  communityIds: string[];
  /** Meeting places, all public. */
  places: string[];
}

/** A pack as the unit sees it: what its task needs, and nothing else of a child. */
export interface UnitPack {
  cardId: string;
  cardNo: string;
  alias: string;
  ageBand: AgeBand;
  version: PackVersion;
  place: string;
  state: CardState;
  /** A pack is in hand for this card. */
  ready: boolean;
}

export interface UnitBatch {
  batchId: string;
  unitId: string;
  unitName: string;
  title: string;
  state: BatchState;
  from: EpochMs;
  until: EpochMs;
  /** As sent. */
  counts: PackCountsView;
  /** Still with the unit, or on the way to it. */
  left: PackCountsView;
  packs: UnitPack[];
}

export interface FamilyPack {
  cardId: string;
  cardNo: string;
  childId: string;
  alias: string;
  version: PackVersion;
  contents: string[];
  state: CardState;
  ready: boolean;
  place: string;
  unitName: string;
  from: EpochMs;
  until: EpochMs;
  deliveredAt?: EpochMs;
  answer?: PackAnswer;
  /** What staff wrote back. */
  words?: string;
}

/** What is published of packs: no group below five. */
export interface PackFigures {
  /** All packs of the campaign's plans. */
  packs: number;
  /** With children, as far as it may be said. */
  delivered: number;
  /** `null`: groups that are too small to be named, together. */
  byAgeBand: { ageBand: AgeBand | null; delivered: number }[];
}

/** A plan as staff see it. */
export interface PackPlanView {
  planId: string;
  title: string;
  day: string;
  contents: Record<PackVersion, string[]>;
  versions: PackSumsView[];
}

/** One version in a batch. */
export interface BatchCountsView {
  version: PackVersion;
  sent: number;
  returned: number;
  lost: number;
  missing: number;
  delivered: number;
  inHand: number;
  /** Cards that are not void. */
  cards: number;
}

export interface BatchRow {
  batchId: string;
  unitId: string;
  unitName: string;
  state: BatchState;
  from: EpochMs;
  until: EpochMs;
  counts: BatchCountsView[];
  openDiscrepancies: number;
}

export interface PackLossView {
  lossId: string;
  version: PackVersion;
  count: number;
  reason: string;
  at: EpochMs;
  state: LossState;
  /** The caller asked for it, so that another has to confirm it. */
  mine: boolean;
}

export interface BatchView extends BatchRow {
  planId: string;
  places: string[];
  packs: UnitPack[];
  discrepancies: DiscrepancyView[];
  losses: PackLossView[];
}

/** A child of a community, with the version it would get, or why none. */
export interface PackCandidate {
  childId: string;
  alias: string;
  ageBand: AgeBand;
  version?: PackVersion;
  refused?: AssignRefusal;
}
