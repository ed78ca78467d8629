/** Who may do what: grants and invites. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/people';
import type { Action, Empty, EpochMs, Page, StaffLevel } from './common';

export interface StaffGrantView {
  grantId: string;
  level: StaffLevel;
  areaId: string;
  areaName: string;
}

/** What a person is by a grant. */
export type GrantRole = StaffLevel | 'admin' | 'auditor' | 'scanner' | 'safeguarding';

/** What an admin offers with an invite. */
export type GrantOffer = InferOutput<typeof input.offer>;

/** What is granted, in the words of the day on which it was. */
export interface GrantTermsView {
  role: GrantRole;
  areaName?: string;
  /** With a scanner: all desks where none are named. */
  event?: { title: string; stationLabels?: string[]; from: EpochMs; until: EpochMs };
}

/** Who invites, and for which campaigns; none for an office over all of them. */
export interface InviteOrigin {
  inviter: string;
  campaign?: string;
}

/** A grant of the caller's own that holds now or later. */
export interface OwnGrant extends GrantTermsView {
  grantId: string;
  campaign?: string;
  grantedAt: EpochMs;
}

/** A grant, active or over: people by their pseudonyms. */
export interface GrantView extends GrantTermsView {
  grantId: string;
  person: string;
  /** What the admin called the person in the invite. */
  label?: string;
  grantedAt: EpochMs;
  grantedBy: string;
  /** `over` by its end or by its time. */
  state: 'active' | 'over';
  endedAt?: EpochMs;
  endedBy?: string;
  /** The caller's own. */
  mine: boolean;
}

/** An invite that nobody has used yet; its code is known to nobody but who made it. */
export interface StaffInviteView extends GrantTermsView {
  inviteId: string;
  label?: string;
  madeAt: EpochMs;
  by: string;
  expiresAt: EpochMs;
}

export interface StaffMe {
  admin: boolean;
  /** Reads money and audit, and nothing of a family. */
  auditor: boolean;
  /** Of an admin: there is no other one, who could stand in or approve. */
  onlyAdmin?: true;
  grants: StaffGrantView[];
}

export interface StaffPeopleActions {
  me: Action<'office', typeof nothing, StaffMe>;
  /** Ends the scanner grants of an event: all, or those of the people who opened one device. */
  'grant.endAll': Action<'admin', typeof input.grantEndAll, { ended: number }>;
  'grant.scanner': Action<'admin', typeof input.grantScanner, { grantId: string }>;
  'grant.staff': Action<'admin', typeof input.grantStaff, { grantId: string }>;
  'grant.end': Action<'admin', typeof input.oneGrant, Empty>;
  /** What the caller may do here now. */
  'grant.mine': Action<'signedIn', typeof nothing, { items: OwnGrant[] }>;
  /** Whoever accepted by mistake ends the own grant; the last admin cannot. */
  'grant.resign': Action<'signedIn', typeof input.oneGrant, Empty>;
  /** Who may do what, and who might before: the newest first. */
  'grant.list': Action<'admin', typeof input.grantList, Page<GrantView>>;
  /** A single-use code for whoever is to have a grant. */
  'invite.make': Action<
    'admin',
    typeof input.inviteMake,
    { inviteId: string; code: string; expiresAt: EpochMs }
  >;
  /** The 小程序码 that opens an invite, base64. */
  'invite.code': Action<
    'admin',
    typeof input.oneCode,
    { image: string; type: 'image/png' | 'image/jpeg' }
  >;
  /** What an invite offers, read before it is accepted. */
  'invite.look': Action<
    'signedIn',
    typeof input.oneCode,
    GrantTermsView & InviteOrigin & { expiresAt: EpochMs }
  >;
  'invite.accept': Action<
    'signedIn',
    typeof input.inviteAccept,
    GrantTermsView & InviteOrigin & { grantId: string }
  >;
  /** Invites that can still be used. */
  'invite.list': Action<'admin', typeof nothing, { items: StaffInviteView[] }>;
  'invite.end': Action<'admin', typeof input.inviteEnd, Empty>;
}
