import type { Caller, ListWanted } from '../../../typings/contract';
import { PLAN } from '../../support/pack-books';
import { campaignId, eventId, fundId } from '../../support/world';

/** In the order in which they try what is theirs: an admin's acts take rights from others. */
export const ROLES = [
  'nobody',
  'stranger',
  'guardian',
  'volunteer',
  'auditor',
  'staff',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Who may call what kind of action at all. */
export const ALLOWED: Record<Caller, readonly Role[]> = {
  anyone: ROLES,
  signedIn: ROLES.filter((role) => role !== 'nobody'),
  guardian: ['guardian'],
  volunteer: ['volunteer', 'staff', 'admin'],
  uploader: ['volunteer', 'staff', 'admin'],
  office: ['auditor', 'staff', 'admin'],
  auditor: ['auditor', 'admin'],
  staff: ['staff', 'admin'],
  // By a grant of its own alone: no admin inherits it.
  holder: [],
  staffOrHolder: ['staff', 'admin'],
  admin: ['admin'],
};

/** Whose each list is to take out: as its action. A list that is missing here does not compile. */
export const LISTS: { [L in ListWanted['list']]: [who: Caller, wanted: ListWanted & { list: L }] } =
  {
    wishes: ['staff', { list: 'wishes', campaignId }],
    calls: ['staff', { list: 'calls', campaignId }],
    cards: ['staff', { list: 'cards', eventId }],
    absentees: ['staff', { list: 'absentees', eventId }],
    attempts: ['staff', { list: 'attempts', eventId }],
    purchase: ['staff', { list: 'purchase', campaignId }],
    orders: ['staff', { list: 'orders', campaignId }],
    stock: ['staff', { list: 'stock', campaignId }],
    mothers: ['staff', { list: 'mothers', campaignId }],
    enrolments: ['staff', { list: 'enrolments', programmeId: 'programme' }],
    packSums: ['staff', { list: 'packSums', planId: PLAN }],
    packBatches: ['staff', { list: 'packBatches', planId: PLAN }],
    packPlaces: ['staff', { list: 'packPlaces', planId: PLAN }],
    packDiscrepancies: ['staff', { list: 'packDiscrepancies', planId: PLAN }],
    packAnswers: ['staff', { list: 'packAnswers', planId: PLAN }],
    defects: ['staff', { list: 'defects', campaignId, state: 'open' }],
    complaints: ['staff', { list: 'complaints', state: 'open' }],
    approvals: ['staff', { list: 'approvals', fundId, open: true }],
    ledger: ['auditor', { list: 'ledger', fundId }],
    audit: ['auditor', { list: 'audit' }],
    people: ['admin', { list: 'people' }],
  };
