import * as v from 'valibot';
import { id, limit, line, requestId, text, wishIds } from './fields';
import { wishFilter, wishWords } from './wish-fields';

export const submit = v.strictObject({ requestId, campaignId: id, childId: id, ...wishWords });

export const withdraw = v.strictObject({ requestId, wishId: id });

export const list = v.strictObject({
  ...wishFilter,
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

export const open = v.strictObject({ wishId: id, purpose: text(100) });

export const compare = v.strictObject({ wishId: id, otherId: id });

export const decision = v.picklist(['approve', 'return', 'reject'], '请选择同意、退回或不通过');

export const review = v.strictObject({
  requestId,
  wishId: id,
  decision,
  reason: v.exactOptional(text(200)),
  publicText: v.exactOptional(line(100, 0)),
  /**
   * The reviewer answers for what `publicText` may lead to the child by (school, class, address …):
   * without it such a text is CONTENT_REJECTED.
   */
  publicTextChecked: v.exactOptional(v.literal(true)),
});

export const reviewMany = v.strictObject({
  requestId,
  wishIds,
  decision,
  reason: v.exactOptional(text(200)),
  /** An approval takes the suggested public text, where it leads to no child by anything. */
  suggestedText: v.exactOptional(v.literal(true)),
});

export const undoReview = v.strictObject({ requestId, wishIds });
