/** 暖心包: plans, units, batches, and the pack of each child. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/pack';
import type { Action, AgeBand, CardState, EpochMs, Page } from './common';

/** By the age on the plan's day; 亲子陪伴 is chosen. */
export type PackVersion = '0-6' | '7-12' | '13-17' | 'family';

export type PackCountsInput = InferOutput<typeof input.send>['counts'];

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

export interface StaffPackActions {
  'pack.plans': Action<'staff', typeof input.ofCampaign, { items: PackPlanView[] }>;
  'pack.batches': Action<'staff', typeof input.ofPlan, { items: BatchRow[] }>;
  'pack.batch': Action<'staff', typeof input.ofBatch, BatchView>;
  'pack.candidates': Action<'staff', typeof input.candidates, { items: PackCandidate[] }>;
  /** The slips of a batch as an A4 PDF with a cover list. */
  'pack.sheet': Action<
    'staff',
    typeof input.ofBatch,
    { fileId: string; url: string; slips: number }
  >;
  'unit.list': Action<'staff', typeof input.ofCampaign, { items: UnitView[] }>;
  /** Without `planId`, or with one that is not known, a new plan. */
  'pack.plan': Action<'admin', typeof input.plan, { planId: string }>;
  'pack.receive': Action<'admin', typeof input.receive, { inStore: number }>;
  'pack.sums': Action<'staff', typeof input.ofPlan, { versions: PackSumsView[] }>;
  'unit.save': Action<'admin', typeof input.unitSave, { unitId: string }>;
  'pack.send': Action<'admin', typeof input.send, { batchId: string }>;
  /** Every child is answered: its card, or why not. */
  'pack.assign': Action<'staff', typeof input.assign, { results: AssignResult[] }>;
  'pack.swap': Action<
    'staff',
    typeof input.swap,
    { cardId: string; cardNo: string; version: PackVersion }
  >;
  'pack.return': Action<'staff', typeof input.takeAway, { inStore: number; withUnits: number }>;
  'pack.lose': Action<
    'staff',
    typeof input.takeAway,
    { lossId: string; state: 'waits_for_second' }
  >;
  'pack.confirmLoss': Action<'staff', typeof input.confirmLoss, { state: 'lost' }>;
  'pack.discrepancies': Action<'staff', typeof input.ofBatch, { items: DiscrepancyView[] }>;
  'pack.settle': Action<
    'staff',
    typeof input.settle,
    { state: 'settled' | 'waits_for_second'; lossId?: string }
  >;
  'pack.close': Action<'staff', typeof input.close, { state: 'closed' }>;
  /** A scanner grant for one batch; it ends with the batch. */
  'grant.unit': Action<'admin', typeof input.unitGrant, { grantId: string }>;
  /** What families say of their packs, the newest first. */
  'pack.answers': Action<'staff', typeof input.answers, Page<PackAnswerView>>;
  'pack.answer': Action<'staff', typeof input.staffAnswer, { state: PackAnswerState }>;
}

export interface HelperPackActions {
  'batch.mine': Action<'signedIn', typeof nothing, { items: UnitBatch[] }>;
  'batch.acknowledge': Action<'signedIn', typeof input.acknowledge, { state: BatchState }>;
}

export interface FamilyPackActions {
  'pack.mine': Action<'guardian', typeof nothing, { items: FamilyPack[] }>;
  'pack.answer': Action<'guardian', typeof input.familyAnswer, { state: PackAnswerState }>;
}
