import * as v from 'valibot';
import type {
  Action,
  Empty,
  FamilyPair,
  HelperPair,
  MotherLevel,
  OutingState,
  OwnRecord,
  Page,
  PairFile,
  PairRow,
  PairState,
  PairStep,
  StaffAlert,
  Told,
} from '../../typings/contract';
import { day, epochMs, id, requestId, text, type nothing, type requestOnly } from './fields';
import { writtenDown } from './written-fields';

export const overseers = v.strictObject({ childId: id });

export const propose = v.strictObject({
  requestId,
  childId: id,
  motherId: id,
  role: v.picklist(['lead', 'supporter'], '请选择主要陪伴或专长支持'),
  purpose: v.exactOptional(text(60)),
  until: v.exactOptional(day),
  supervisorGrantId: id,
  deputyGrantId: id,
});

export const start = v.strictObject({ requestId, pairId: id, metOn: day });

/** A step of a pair that is under way. */
export const step = v.strictObject({ requestId, pairId: id, reason: text(200) });

export const handover = v.strictObject({
  requestId,
  pairId: id,
  motherId: id,
  summary: text(1000),
});

export const assign = v.strictObject({
  requestId,
  pairId: id,
  supervisorGrantId: id,
  deputyGrantId: id,
});

export const list = v.strictObject({
  campaignId: id,
  due: v.exactOptional(v.picklist(['silent', 'face', 'talk'], '请选择一种提醒')),
  cursor: v.exactOptional(id),
});

export const open = v.strictObject({ pairId: id, purpose: text(100) });

export const talk = v.strictObject({
  requestId,
  pairId: id,
  with: v.picklist(['mother', 'guardian', 'child'], '请选择和谁谈'),
  day,
  note: text(500),
});

const yesNo = v.picklist(['yes', 'no'], '请选择愿意或不愿意');

const answer = {
  pairId: id,
  answer: yesNo,
  childSays: v.picklist(['yes', 'no', 'cannot_say'], '请选择孩子怎么说'),
};

export const familyAnswer = v.strictObject({ requestId, ...answer });

export const staffAnswer = v.strictObject({ ...writtenDown, ...answer });

const outingAnswer = { outingId: id, answer: yesNo };

export const familyOutingAnswer = v.strictObject({ requestId, ...outingAnswer });

export const staffOutingAnswer = v.strictObject({ ...writtenDown, ...outingAnswer });

export const outingPlan = v.strictObject({
  requestId,
  pairId: id,
  place: text(60),
  from: epochMs,
  until: epochMs,
});

export const outingBack = v.strictObject({ requestId, outingId: id });

const time = v.pipe(v.string('需要时间'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 09:30'));

const minutes = v.pipe(
  v.number('需要分钟数'),
  v.integer('分钟应为整数'),
  v.minValue(1, '至少 1 分钟'),
  v.maxValue(1440, '最多 1440 分钟'),
);

const reached = v.boolean('请选择有没有联系上');

const MAX_NOTE = 1000;

const note = text(MAX_NOTE, 0);

export const recordAdd = v.strictObject({
  requestId,
  pairId: id,
  kind: v.picklist(['visit', 'call', 'outing', 'study'], '请选择陪伴方式'),
  day,
  from: time,
  minutes,
  reached,
  note: v.exactOptional(note),
  next: v.exactOptional(day),
});

export const recordChange = v.strictObject({
  requestId,
  recordId: id,
  minutes: v.exactOptional(minutes),
  note: v.exactOptional(note),
  reached: v.exactOptional(reached),
});

export const recordMore = v.strictObject({ requestId, recordId: id, note: text(MAX_NOTE) });

export const recordMine = v.strictObject({ pairId: id, cursor: v.exactOptional(id) });

export const recordJudge = v.strictObject({
  requestId,
  recordId: id,
  decision: v.picklist(['release', 'keep'], '请选择给家长看，或不给家长看'),
});

export const recordConfirm = v.strictObject({
  requestId,
  recordIds: v.pipe(
    v.array(id),
    v.minLength(1, '请至少选一条记录'),
    v.maxLength(200, '一次最多确认 200 条'),
  ),
});

export interface HelperPairActions {
  'pair.mine': Action<'signedIn', typeof nothing, { items: HelperPair[] }>;
  'record.add': Action<'signedIn', typeof recordAdd, { recordId: string }>;
  'record.change': Action<'signedIn', typeof recordChange, Empty>;
  'record.more': Action<'signedIn', typeof recordMore, Empty>;
  'record.mine': Action<'signedIn', typeof recordMine, Page<OwnRecord>>;
  'outing.plan': Action<'signedIn', typeof outingPlan, { outingId: string; state: OutingState }>;
  'outing.back': Action<'signedIn', typeof outingBack, { state: OutingState }>;
  'message.mine': Action<'signedIn', typeof nothing, { items: Told[] }>;
}

export interface FamilyPairActions {
  'pair.mine': Action<'guardian', typeof nothing, { items: FamilyPair[] }>;
  'pair.answer': Action<'guardian', typeof familyAnswer, { state: PairState }>;
  'outing.answer': Action<'guardian', typeof familyOutingAnswer, { state: OutingState }>;
}

export interface StaffPairActions {
  /** Who may look after a pair in an area: grants with what an admin calls their holders. */
  'pair.overseers': Action<
    'staff',
    typeof overseers,
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
  'pair.propose': Action<'staff', typeof propose, { pairId: string; state: PairState }>;
  'pair.start': Action<'staff', typeof start, { state: PairState }>;
  'pair.suspend': PairStep;
  'pair.resume': PairStep;
  'pair.end': PairStep;
  'pair.handover': Action<'staff', typeof handover, { pairId: string; state: PairState }>;
  /** Another supervisor or deputy, as where a grant has ended. */
  'pair.assign': Action<'staff', typeof assign, { state: PairState }>;
  'pair.list': Action<'staff', typeof list, Page<PairRow>>;
  'pair.open': Action<'staff', typeof open, PairFile>;
  'pair.talk': Action<'staff', typeof talk, Empty>;
  /** What moderation held: the family may read it, or it stays with the supervisor. */
  'record.judge': Action<'staff', typeof recordJudge, { held: boolean }>;
  /** What a guardian without WeChat said, on paper or by phone. */
  'pair.answer': Action<'staff', typeof staffAnswer, { state: PairState }>;
  'outing.answer': Action<'staff', typeof staffOutingAnswer, { state: OutingState }>;
  'record.confirm': Action<'staff', typeof recordConfirm, { confirmed: number }>;
  'alert.mine': Action<'staffOrHolder', typeof nothing, { items: StaffAlert[] }>;
  /** Lets WeChat messages be sent to the caller, who has just agreed to them. */
  'alert.allow': Action<'staffOrHolder', typeof requestOnly, Empty>;
}
