import type {
  Action,
  Empty,
  EpochMs,
  GrantTermsView,
  GrantView,
  InviteOrigin,
  OwnGrant,
  Page,
  StaffInviteView,
  StaffMe,
} from '../../typings/contract';
import { STAFF_LEVELS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { epochMs, id, limit, moment, requestId, text, type nothing } from './fields';
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

export interface StaffPeopleActions {
  me: Action<'office', typeof nothing, StaffMe>;
  /** Ends the scanner grants of an event: all, or those of the people who opened one device. */
  'grant.endAll': Action<'admin', typeof grantEndAll, { ended: number }>;
  'grant.scanner': Action<'admin', typeof grantScanner, { grantId: string }>;
  'grant.staff': Action<'admin', typeof grantStaff, { grantId: string }>;
  'grant.end': Action<'admin', typeof oneGrant, Empty>;
  /** What the caller may do here now. */
  'grant.mine': Action<'signedIn', typeof nothing, { items: OwnGrant[] }>;
  /** Whoever accepted by mistake ends the own grant; the last admin cannot. */
  'grant.resign': Action<'signedIn', typeof oneGrant, Empty>;
  /** Who may do what, and who might before: the newest first. */
  'grant.list': Action<'admin', typeof grantList, Page<GrantView>>;
  /** A single-use code for whoever is to have a grant. */
  'invite.make': Action<
    'admin',
    typeof inviteMake,
    { inviteId: string; code: string; expiresAt: EpochMs }
  >;
  /** The 小程序码 that opens an invite, base64. */
  'invite.code': Action<
    'admin',
    typeof oneCode,
    { image: string; type: 'image/png' | 'image/jpeg' }
  >;
  /** What an invite offers, read before it is accepted. */
  'invite.look': Action<
    'signedIn',
    typeof oneCode,
    GrantTermsView & InviteOrigin & { expiresAt: EpochMs }
  >;
  'invite.accept': Action<
    'signedIn',
    typeof inviteAccept,
    GrantTermsView & InviteOrigin & { grantId: string }
  >;
  /** Invites that can still be used. */
  'invite.list': Action<'admin', typeof nothing, { items: StaffInviteView[] }>;
  'invite.end': Action<'admin', typeof inviteEnd, Empty>;
}
