import type { Card, EventPlan } from '../../../cloudfunctions/domain/card/card';
import { redemptionOf, type Scan } from '../../../cloudfunctions/domain/card/scan';
import type { AskedScan, ScanAct } from '../../../cloudfunctions/domain/card/upload';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
export const NOW = 1_750_000_000_000;

/** A card that can be redeemed at desk-1 of event-1, issued an hour ago. */
export const card: Card = {
  _id: 'card-1',
  kind: 'wish',
  cardNo: 'K00000001',
  campaignId: 'campaign-1',
  eventId: 'event-1',
  wishId: 'wish-1',
  guardianIds: ['p_guardian'],
  areaPath: ['d-01', 'c-01'],
  alias: '蓝色风筝',
  ageBand: '7-12',
  gift: { title: '书包', category: 'study' },
  state: 'issued',
  stateBefore: null,
  approved: true,
  ready: true,
  stationId: 'desk-1',
  giftId: 'stock#wish-1#1',
  keyNo: 1,
  issueNo: 1,
  generation: 1,
  codes: [{ hash: 'hash-1', issueNo: 1, carrier: 'paper' }],
  codeHashes: ['hash-1'],
  nonces: ['card#card-1'],
  redemptions: [],
  held: [],
  conflictEventIds: [],
  history: [],
  past: [],
  version: 1,
  issuedAt: NOW - HOUR,
  updatedAt: NOW - HOUR,
};

export const event: EventPlan = {
  _id: 'event-1',
  campaignId: 'campaign-1',
  title: '心愿兑换',
  place: '活动中心',
  from: NOW - HOUR,
  until: NOW + HOUR,
  stations: [
    { stationId: 'desk-1', label: '一号台' },
    { stationId: 'desk-2', label: '二号台' },
  ],
  rehearsalOf: null,
  cancelled: null,
};

export const scan: AskedScan = {
  event,
  stationId: 'desk-1',
  personId: 'p_volunteer',
  codeHash: 'hash-1',
  at: NOW,
  receivedAt: NOW,
  collector: { type: 'child' },
  force: false,
  direction: 'in',
  handedOut: false,
};

/** What is sent with a scan, by this nonce. */
export const act = (nonce: string): ScanAct => ({
  nonce,
  payload: { kind: 'sync', scan: `scan-${nonce}`, extras: '' },
  deviceId: `device-of-${nonce}`,
  reason: '',
});

export const redemption = (nonce: string, more: Partial<Scan> = {}) =>
  redemptionOf(
    card,
    { ...scan, ...more, collector: { type: 'child' } },
    { ...act(nonce), passed: [] },
  );
