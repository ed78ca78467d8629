import { STAFF_LEVELS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { epochMs, id, limit, moment, requestId, text } from './fields';
import { grantFilter, OFFICE_ROLES, OFFICES } from './grant-fields';

/** Longest label, in characters. */
const MAX_LABEL = 20;

/** A code as people type it, with spaces and hyphens where they like. */
const code = text(60);

/** What of an event a scanner is offered; no stations = all. */
const scannerOffer = {
  eventId: id,
  stationIds: v.exactOptional(
    v.pipe(v.array(id), v.minLength(1, '请至少选择一个核销点'), v.maxLength(50, '核销点太多')),
  ),
  from: epochMs,
  until: epochMs,
};

/** What an admin offers with an invite. */
export const offer = v.variant(
  'role',
  [
    v.strictObject({ role: v.picklist(STAFF_LEVELS), areaId: id }),
    v.strictObject({ role: v.picklist(OFFICE_ROLES) }),
    v.strictObject({ role: v.literal('scanner'), ...scannerOffer }),
    v.strictObject({ role: v.literal('unit'), batchId: id }),
  ],
  '请选择一种授权',
);

export const oneGrant = v.strictObject({ requestId, grantId: id });

export const grantEndAll = v.strictObject({
  requestId,
  eventId: id,
  /** Only those of the people who opened this device. */
  deviceId: v.exactOptional(id),
});

export const grantScanner = v.strictObject({ requestId, openid: id, ...scannerOffer });

export const grantStaff = v.strictObject({
  requestId,
  openid: id,
  level: v.picklist(OFFICES, '请选择级别'),
  /** Needed with a level; an admin and an auditor have no area. */
  areaId: v.exactOptional(text(64)),
});

export const grantList = v.strictObject({
  ...grantFilter,
  cursor: v.exactOptional(moment),
  limit: v.exactOptional(limit),
});

export const inviteMake = v.strictObject({
  requestId,
  offer,
  /** What the admin calls the person; no real name. */
  label: v.exactOptional(text(MAX_LABEL)),
  /** What the admin calls themself in it. */
  inviter: v.exactOptional(text(MAX_LABEL)),
});

export const oneCode = v.strictObject({ code });

export const inviteAccept = v.strictObject({ requestId, code });

export const inviteEnd = v.strictObject({ requestId, inviteId: id });
