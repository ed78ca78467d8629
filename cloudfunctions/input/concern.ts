import * as v from 'valibot';
import { epochMs, id, requestId, text } from './fields';

export const raise = v.strictObject({
  requestId,
  /** What it is about, as far as the person who raises it knows. */
  about: v.exactOptional(
    v.strictObject({
      pairId: v.exactOptional(id),
      cardId: v.exactOptional(id),
      childId: v.exactOptional(id),
    }),
  ),
  situation: v.picklist(
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'other'],
    '请选择一种情形；都不像的选「其他」',
  ),
  words: text(2000),
  urgent: v.boolean('请选择是不是紧急'),
});

/** By the 登记码, or by openid. */
export const grant = v.strictObject({
  requestId,
  openid: v.exactOptional(id),
  code: v.exactOptional(text(60)),
  /** No real name. */
  label: v.exactOptional(text(20)),
});

export const list = v.strictObject({ cursor: v.exactOptional(id) });

export const open = v.strictObject({ concernId: id });

export const name = v.strictObject({ requestId, concernId: id, grantId: id });

export const report = v.strictObject({
  requestId,
  concernId: id,
  to: v.picklist(['police', 'civilAffairs', 'education', 'other'], '请选择报告给谁'),
  at: epochMs,
  number: v.exactOptional(text(60)),
});

export const answer = v.strictObject({ requestId, concernId: id, words: text(2000) });

export const notReported = v.strictObject({ requestId, concernId: id, reason: text(500) });

export const pairSuspend = v.strictObject({ requestId, pairId: id });

export const referralOpen = v.strictObject({ referralId: id });
