import * as v from 'valibot';
import { id, requestId, text } from './fields';

/** What staff ask for by a wish of the child, and why: the family reads the reason. */
export const ask = v.strictObject({ requestId, wishId: id, reason: text(100) });

export const transfers = v.strictObject({ campaignId: id, cursor: v.exactOptional(id) });

/** The caller's own child. */
export const ofChild = v.strictObject({ requestId, childId: id });

export const join = v.strictObject({ requestId, code: id });

export const object = v.strictObject({ requestId, transferId: id });
