import type { Input } from '../../typings/contract';
import { call } from './client';

/** Who may do what, and who might before; the newest first. */
export const listGrants = (input: Input<'staff', 'grant.list'>) =>
  call('staff', 'grant.list', input);

/** Invites that nobody has used yet. */
export const listInvites = async () => (await call('staff', 'invite.list', {})).items;

/** A code for whoever is to have a grant; it is shown once and works once. */
export const makeInvite = (input: Input<'staff', 'invite.make'>) =>
  call('staff', 'invite.make', input);

/** What an invite offers. */
export const lookAtInvite = (code: string) => call('staff', 'invite.look', { code });

export const acceptInvite = (input: Input<'staff', 'invite.accept'>) =>
  call('staff', 'invite.accept', input);

/** Takes an invite back that nobody has used yet. */
export const endInvite = (input: Input<'staff', 'invite.end'>) =>
  call('staff', 'invite.end', input);

export const listCampaigns = async () => (await call('staff', 'campaign.list', {})).items;

/** A campaign with all its settings. */
export const openCampaign = (campaignId: string) => call('staff', 'campaign.open', { campaignId });

/** No new wishes from now on; everything else goes on. */
export const closeCampaign = (input: Input<'staff', 'campaign.close'>) =>
  call('staff', 'campaign.close', input);

export const reopenCampaign = (input: Input<'staff', 'campaign.reopen'>) =>
  call('staff', 'campaign.reopen', input);

/** From then on families are asked again. */
export const publishConsent = (input: Input<'staff', 'consent.publish'>) =>
  call('staff', 'consent.publish', input);

export const listComplaints = (input: Input<'staff', 'complaint.list'>) =>
  call('staff', 'complaint.list', input);

/** Opens a complaint; where it is about a child's wish, the opening is logged. */
export const openComplaint = (complaintId: string) =>
  call('staff', 'complaint.open', { complaintId });

export const assignComplaint = (input: Input<'staff', 'complaint.assign'>) =>
  call('staff', 'complaint.assign', input);

export const answerComplaint = (input: Input<'staff', 'complaint.answer'>) =>
  call('staff', 'complaint.answer', input);

/** How a campaign treats its communities. */
export const readFairness = (campaignId: string) =>
  call('staff', 'report.fairness', { campaignId });

/** Who did what; the newest first. */
export const listAudit = (input: Input<'staff', 'audit.list'>) =>
  call('staff', 'audit.list', input);

/** Follows the audit from its first entry to its last. */
export const verifyAudit = () => call('staff', 'audit.verify', {});
