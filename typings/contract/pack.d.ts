/** 暖心包: plans, units, batches, and the pack of each child. */

import type { Action, AgeBand, CardState, Empty, EpochMs, Page } from './common';

/** By the age on the plan's day; 亲子陪伴 is chosen. */
export type PackVersion = '0-6' | '7-12' | '13-17' | 'family';

/** Numbers by version; one that is left out is 0. */
export type PackCountsInput = { [Version in PackVersion]?: number };

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
  'pack.plans': Action<'staff', { campaignId: string }, { items: PackPlanView[] }>;
  'pack.batches': Action<'staff', { planId: string }, { items: BatchRow[] }>;
  'pack.batch': Action<'staff', { batchId: string }, BatchView>;
  'pack.candidates': Action<
    'staff',
    { planId: string; communityId: string },
    { items: PackCandidate[] }
  >;
  /** The slips of a batch as an A4 PDF with a cover list. */
  'pack.sheet': Action<
    'staff',
    { batchId: string },
    { fileId: string; url: string; slips: number }
  >;
  'unit.list': Action<'staff', { campaignId: string }, { items: UnitView[] }>;
  /** Without `planId`, or with one that is not known, a new plan. */
  'pack.plan': Action<
    'admin',
    {
      requestId: string;
      planId?: string;
      campaignId: string;
      title: string;
      day: string;
      contents: Record<PackVersion, string[]>;
    },
    { planId: string }
  >;
  'pack.receive': Action<
    'admin',
    { requestId: string; planId: string; version: PackVersion; count: number; source: string },
    { inStore: number }
  >;
  'pack.sums': Action<'staff', { planId: string }, { versions: PackSumsView[] }>;
  'unit.save': Action<
    'admin',
    {
      requestId: string;
      unitId?: string;
      campaignId: string;
      name: string;
      level: UnitLevel;
      communityIds: string[];
      places?: string[];
    },
    { unitId: string }
  >;
  'pack.send': Action<
    'admin',
    {
      requestId: string;
      planId: string;
      unitId: string;
      counts: PackCountsInput;
      from: EpochMs;
      until: EpochMs;
      /** Where it is to have this id. */
      batchId?: string;
    },
    { batchId: string }
  >;
  /** Every child is answered: its card, or why not. */
  'pack.assign': Action<
    'staff',
    {
      requestId: string;
      batchId: string;
      childIds: string[];
      version?: 'family';
      /** Why a family gets a second 亲子陪伴. */
      reason?: string;
      place?: string;
    },
    { results: AssignResult[] }
  >;
  'pack.swap': Action<
    'staff',
    { requestId: string; cardId: string; version: PackVersion; reason: string },
    { cardId: string; cardNo: string; version: PackVersion }
  >;
  'pack.return': Action<
    'staff',
    { requestId: string; batchId: string; version: PackVersion; count: number; reason: string },
    { inStore: number; withUnits: number }
  >;
  'pack.lose': Action<
    'staff',
    { requestId: string; batchId: string; version: PackVersion; count: number; reason: string },
    { lossId: string; state: 'waits_for_second' }
  >;
  'pack.confirmLoss': Action<'staff', { requestId: string; lossId: string }, { state: 'lost' }>;
  'pack.discrepancies': Action<'staff', { batchId: string }, { items: DiscrepancyView[] }>;
  'pack.settle': Action<
    'staff',
    {
      requestId: string;
      discrepancyId: string;
      outcome: 'found' | 'returned' | 'lost';
      note: string;
    },
    { state: 'settled' | 'waits_for_second'; lossId?: string }
  >;
  'pack.close': Action<'staff', { requestId: string; batchId: string }, { state: 'closed' }>;
  /** A scanner grant for one batch; it ends with the batch. */
  'grant.unit': Action<
    'admin',
    { requestId: string; openid: string; batchId: string },
    { grantId: string }
  >;
  /** What families say of their packs, the newest first. */
  'pack.answers': Action<'staff', { planId: string; cursor?: string }, Page<PackAnswerView>>;
  'pack.answer': Action<
    'staff',
    { requestId: string; cardId: string; words: string },
    { state: PackAnswerState }
  >;
}

export interface HelperPackActions {
  'batch.mine': Action<'signedIn', Empty, { items: UnitBatch[] }>;
  'batch.acknowledge': Action<
    'signedIn',
    { requestId: string; batchId: string; counts: PackCountsInput },
    { state: BatchState }
  >;
}

export interface FamilyPackActions {
  'pack.mine': Action<'guardian', Empty, { items: FamilyPack[] }>;
  'pack.answer': Action<
    'guardian',
    { requestId: string; cardId: string; answer: PackAnswer; note?: string },
    { state: PackAnswerState }
  >;
}
