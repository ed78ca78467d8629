import type {
  Action,
  AssignResult,
  BatchRow,
  BatchState,
  BatchView,
  DiscrepancyView,
  FamilyPack,
  PackAnswerState,
  PackAnswerView,
  PackCandidate,
  PackPlanView,
  PackSumsView,
  PackVersion,
  Page,
  UnitBatch,
  UnitView,
} from '../../typings/contract';
import { PACK_VERSIONS, startOfDay } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { epochMs, id, requestId, text, type nothing } from './fields';

const packVersion = v.picklist(PACK_VERSIONS, '请选择一个版本');

/** More packs than these in one step are a slip of the finger. */
const MAX_PACKS = 100_000;

const number = (min: number) =>
  v.pipe(
    v.number('需要份数'),
    v.integer('份数应为整数'),
    v.minValue(min, `至少 ${min} 份`),
    v.maxValue(MAX_PACKS, '份数太多'),
  );

/** Packs of one step: at least one. */
const packCount = number(1);

const counted = v.exactOptional(number(0));

/** Packs by version; one that is left out is 0. */
const packCounts = v.strictObject({
  '0-6': counted,
  '7-12': counted,
  '13-17': counted,
  family: counted,
});

const MAX_CHILDREN = 200;

export const ofCampaign = v.strictObject({ campaignId: id });

export const ofPlan = v.strictObject({ planId: id });

export const ofBatch = v.strictObject({ batchId: id });

const contents = v.pipe(v.array(text(40)), v.maxLength(30, '一个版本最多 30 样'));

const planDay = v.pipe(
  v.string('需要日期'),
  v.check((given) => !Number.isNaN(startOfDay(given)), '日期应写成 2025-06-01'),
);

export const plan = v.strictObject({
  requestId,
  planId: v.exactOptional(id),
  campaignId: id,
  title: text(40),
  day: planDay,
  contents: v.strictObject({
    '0-6': contents,
    '7-12': contents,
    '13-17': contents,
    family: contents,
  }),
});

export const receive = v.strictObject({
  requestId,
  planId: id,
  version: packVersion,
  count: packCount,
  source: text(60),
});

const places = v.pipe(
  v.array(text(40)),
  v.maxLength(50, '最多 50 个交接地点'),
  v.check((given) => new Set(given).size === given.length, '交接地点重复'),
);

export const unitSave = v.strictObject({
  requestId,
  unitId: v.exactOptional(id),
  campaignId: id,
  name: text(30),
  level: v.picklist(['national', 'provincial', 'city', 'district'], '请选择级别'),
  communityIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选择一个社区'),
    v.maxLength(100, '社区太多'),
    v.check((given) => new Set(given).size === given.length, '同一个社区选了两次'),
  ),
  places: v.exactOptional(places),
});

export const unitGrant = v.strictObject({ requestId, openid: id, batchId: id });

export const candidates = v.strictObject({ planId: id, communityId: id });

export const send = v.strictObject({
  requestId,
  planId: id,
  unitId: id,
  counts: packCounts,
  from: epochMs,
  until: epochMs,
  /** Where it is to have this id. */
  batchId: v.exactOptional(id),
});

export const acknowledge = v.strictObject({ requestId, batchId: id, counts: packCounts });

export const assign = v.strictObject({
  requestId,
  batchId: id,
  childIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选择一个孩子'),
    v.maxLength(MAX_CHILDREN, `一次最多 ${MAX_CHILDREN} 个孩子`),
    v.check((given) => new Set(given).size === given.length, '同一个孩子选了两次'),
  ),
  version: v.exactOptional(v.literal('family', '只能另选亲子陪伴，其余按年龄')),
  /** Why a family gets a second 亲子陪伴. */
  reason: v.exactOptional(text(200)),
  place: v.exactOptional(text(40)),
});

export const swap = v.strictObject({
  requestId,
  cardId: id,
  version: packVersion,
  reason: text(200),
});

/** Packs that leave a unit: back to the store, or as lost. */
export const takeAway = v.strictObject({
  requestId,
  batchId: id,
  version: packVersion,
  count: packCount,
  reason: text(200),
});

export const confirmLoss = v.strictObject({ requestId, lossId: id });

export const settle = v.strictObject({
  requestId,
  discrepancyId: id,
  outcome: v.picklist(['found', 'returned', 'lost'], '请选择差异的结果'),
  note: text(200),
});

export const close = v.strictObject({ requestId, batchId: id });

export const answers = v.strictObject({ planId: id, cursor: v.exactOptional(id) });

export const staffAnswer = v.strictObject({ requestId, cardId: id, words: text(300) });

export const familyAnswer = v.strictObject({
  requestId,
  cardId: id,
  answer: v.picklist(['received', 'not_received', 'wrong'], '请选择一个回答'),
  note: v.exactOptional(text(300, 0)),
});

export interface StaffPackActions {
  'pack.plans': Action<'staff', typeof ofCampaign, { items: PackPlanView[] }>;
  'pack.batches': Action<'staff', typeof ofPlan, { items: BatchRow[] }>;
  'pack.batch': Action<'staff', typeof ofBatch, BatchView>;
  'pack.candidates': Action<'staff', typeof candidates, { items: PackCandidate[] }>;
  /** The slips of a batch as an A4 PDF with a cover list. */
  'pack.sheet': Action<'staff', typeof ofBatch, { fileId: string; url: string; slips: number }>;
  'unit.list': Action<'staff', typeof ofCampaign, { items: UnitView[] }>;
  /** Without `planId`, or with one that is not known, a new plan. */
  'pack.plan': Action<'admin', typeof plan, { planId: string }>;
  'pack.receive': Action<'admin', typeof receive, { inStore: number }>;
  'pack.sums': Action<'staff', typeof ofPlan, { versions: PackSumsView[] }>;
  'unit.save': Action<'admin', typeof unitSave, { unitId: string }>;
  'pack.send': Action<'admin', typeof send, { batchId: string }>;
  /** Every child is answered: its card, or why not. */
  'pack.assign': Action<'staff', typeof assign, { results: AssignResult[] }>;
  'pack.swap': Action<
    'staff',
    typeof swap,
    { cardId: string; cardNo: string; version: PackVersion }
  >;
  'pack.return': Action<'staff', typeof takeAway, { inStore: number; withUnits: number }>;
  'pack.lose': Action<'staff', typeof takeAway, { lossId: string; state: 'waits_for_second' }>;
  'pack.confirmLoss': Action<'staff', typeof confirmLoss, { state: 'lost' }>;
  'pack.discrepancies': Action<'staff', typeof ofBatch, { items: DiscrepancyView[] }>;
  'pack.settle': Action<
    'staff',
    typeof settle,
    { state: 'settled' | 'waits_for_second'; lossId?: string }
  >;
  'pack.close': Action<'staff', typeof close, { state: 'closed' }>;
  /** A scanner grant for one batch; it ends with the batch. */
  'grant.unit': Action<'admin', typeof unitGrant, { grantId: string }>;
  /** What families say of their packs, the newest first. */
  'pack.answers': Action<'staff', typeof answers, Page<PackAnswerView>>;
  'pack.answer': Action<'staff', typeof staffAnswer, { state: PackAnswerState }>;
}

export interface HelperPackActions {
  'batch.mine': Action<'signedIn', typeof nothing, { items: UnitBatch[] }>;
  'batch.acknowledge': Action<'signedIn', typeof acknowledge, { state: BatchState }>;
}

export interface FamilyPackActions {
  'pack.mine': Action<'guardian', typeof nothing, { items: FamilyPack[] }>;
  'pack.answer': Action<'guardian', typeof familyAnswer, { state: PackAnswerState }>;
}
