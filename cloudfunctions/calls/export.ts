import * as v from 'valibot';
import { auditFilter } from './audit-fields';
import { callList } from './family';
import { epochMs, id } from './fields';
import { grantFilter } from './grant-fields';
import { wishFilter } from './wish-fields';

/** 导出: which list is wanted, by the same filters as on the screen. */
export const wanted = v.variant('list', [
  v.strictObject({ list: v.literal('wishes'), ...wishFilter }),
  v.strictObject({ list: v.picklist(['cards', 'absentees', 'attempts']), eventId: id }),
  v.strictObject({ list: v.literal('ledger'), fundId: id }),
  v.strictObject({
    list: v.literal('approvals'),
    fundId: v.exactOptional(id),
    open: v.boolean('请选择'),
  }),
  v.strictObject({
    list: v.literal('purchase'),
    campaignId: id,
    communityId: v.exactOptional(id),
  }),
  v.strictObject({ list: v.picklist(['orders', 'stock', 'mothers']), campaignId: id }),
  v.strictObject({ list: v.literal('enrolments'), programmeId: id }),
  v.strictObject({
    list: v.picklist(['packSums', 'packBatches', 'packPlaces', 'packDiscrepancies', 'packAnswers']),
    planId: id,
  }),
  v.strictObject({
    list: v.literal('defects'),
    campaignId: id,
    state: v.picklist(['open', 'settled'], '未知的状态'),
  }),
  v.strictObject({
    list: v.literal('calls'),
    campaignId: id,
    state: callList.entries.state,
  }),
  v.strictObject({ list: v.literal('people'), ...grantFilter }),
  v.strictObject({
    list: v.literal('complaints'),
    state: v.picklist(['open', 'answered'], '未知的状态'),
  }),
  v.strictObject({ list: v.literal('audit'), ...auditFilter, until: v.exactOptional(epochMs) }),
]);

export const list = v.strictObject({ wanted, cursor: v.exactOptional(id) });
