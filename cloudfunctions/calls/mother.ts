import * as v from 'valibot';
import type {
  Action,
  ChildToMatch,
  Empty,
  MotherMatch,
  MotherMe,
  MotherRow,
  MotherState,
  Page,
} from '../../typings/contract';
import { PROOFS } from '../domain/mother/mother';
import { day, id, requestId, text, type requestOnly } from './fields';

/** Skills one by one, or in one line, which is taken apart. */
const skills = v.union([
  v.pipe(v.array(text(20)), v.maxLength(10, '最多写 10 项特长')),
  v.pipe(
    text(100, 0),
    // By its type it stays what may be given: one who applies may send a line.
    v.transform((line): string | string[] =>
      line
        .split(/[、，,；;\s]+/)
        .map((skill) => Array.from(skill).slice(0, 20).join(''))
        .filter((skill) => skill !== '')
        .slice(0, 10),
    ),
  ),
]);

export const apply = v.strictObject({
  requestId,
  campaignId: id,
  name: text(20),
  kind: v.picklist(
    ['executive', 'socialWorker', 'gridWorker', 'volunteer', 'familyEducator'],
    '请选择身份',
  ),
  team: v.picklist(['neighbor', 'expert', 'bayArea'], '请选择队伍'),
  level: v.picklist(['district', 'street', 'community'], '请选择级别'),
  communityIds: v.pipe(v.array(id), v.maxLength(20, '最多选 20 个社区')),
  skills: v.exactOptional(skills),
});

export const me = v.strictObject({ campaignId: v.exactOptional(id) });

export const hours = v.strictObject({ from: v.exactOptional(day), until: v.exactOptional(day) });

export const decide = v.strictObject({
  requestId,
  motherId: id,
  decision: v.picklist(['approve', 'reject', 'pause', 'resume', 'end'], '请选择怎么办理'),
  reason: v.exactOptional(text(200)),
});

export const proof = v.strictObject({
  requestId,
  motherId: id,
  proof: v.picklist(PROOFS, '请选择一种材料'),
  on: day,
  until: v.exactOptional(day),
});

export const list = v.strictObject({ campaignId: id, cursor: v.exactOptional(id) });

export const rules = v.strictObject({
  requestId,
  campaignId: id,
  maxPairs: v.pipe(
    v.number('需要一个数字'),
    v.integer('需要整数'),
    v.minValue(1, '至少 1 个'),
    v.maxValue(5, '最多 5 个'),
  ),
  certificate: v.boolean('请选择要不要培训证书'),
});

export const children = v.strictObject({ campaignId: id, communityId: id });

export const match = v.strictObject({
  campaignId: id,
  childId: id,
  skill: v.exactOptional(text(20)),
});

export interface HelperMotherActions {
  'mother.apply': Action<'signedIn', typeof apply, { motherId: string; state: MotherState }>;
  'mother.me': Action<'signedIn', typeof me, MotherMe>;
  'hours.mine': Action<
    'signedIn',
    typeof hours,
    { serviceMinutes: number; trainingMinutes: number; unconfirmedMinutes: number }
  >;
  'data.erase': Action<'signedIn', typeof requestOnly, { erased: string[] }>;
}

export interface StaffMotherActions {
  'mother.decide': Action<'staff', typeof decide, { state: MotherState }>;
  'mother.proof': Action<'staff', typeof proof, { mayVisit: boolean; mayCall: boolean }>;
  'mother.list': Action<'staff', typeof list, Page<MotherRow>>;
  /** What a campaign asks of its mothers. */
  'mother.rules': Action<'admin', typeof rules, Empty>;
  /** Children of a community of the caller's, by alias. */
  'mother.children': Action<'staff', typeof children, { items: ChildToMatch[] }>;
  'mother.match': Action<'staff', typeof match, { items: MotherMatch[] }>;
}
