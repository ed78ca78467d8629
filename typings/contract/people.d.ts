/** Who may do what: grants and invites. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type * as calls from '../../cloudfunctions/calls/people';
import type { EpochMs, StaffLevel } from './common';

export interface StaffGrantView {
  grantId: string;
  level: StaffLevel;
  areaId: string;
  areaName: string;
}

/** What a person is by a grant. */
export type GrantRole = StaffLevel | 'admin' | 'auditor' | 'scanner' | 'safeguarding';

/** What an admin offers with an invite. */
export type GrantOffer = InferOutput<typeof calls.offer>;

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
