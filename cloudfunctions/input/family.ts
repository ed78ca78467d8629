import * as v from 'valibot';
import { birthMonth, id, line, requestId, scopes, text } from './fields';

/** The campaign whose consent is asked about. */
export const me = v.strictObject({ campaignId: v.exactOptional(id) });

export const consentGrant = v.strictObject({
  version: text(20),
  scopes,
  /** Refused where its words are others by now. */
  campaignId: v.exactOptional(id),
  /** With it the call is safe however late it comes. */
  requestId: v.exactOptional(requestId),
});

/** All scopes, where none are named. */
export const consentWithdraw = v.strictObject({ scopes: v.exactOptional(scopes) });

export const childSave = v.strictObject({
  requestId,
  /** Left out, a new child. */
  childId: v.exactOptional(id),
  nickname: line(20),
  birthMonth,
  communityId: id,
});

/** One child; without it everything, and the guardian. */
export const dataErase = v.strictObject({ requestId, childId: v.exactOptional(id) });

export const callList = v.strictObject({
  campaignId: id,
  state: v.exactOptional(v.picklist(['open', 'done'], '未知的状态')),
  cursor: v.exactOptional(id),
});

export const callMark = v.strictObject({ requestId, callId: id, note: text(100) });
