import type { Card } from '../../../cloudfunctions/domain/card/card';
import { judge, type Scan } from '../../../cloudfunctions/domain/card/scan';

const HOUR = 3_600_000;
const NOW = 1_750_000_000_000;

const card: Card = {
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
  keyNo: 1,
  issueNo: 1,
  generation: 1,
  codes: [{ hash: 'hash-1', issueNo: 1, carrier: 'paper' }],
  codeHashes: ['hash-1'],
  nonces: ['card#card-1'],
  redemptions: [],
  conflicted: false,
  history: [],
  version: 1,
  issuedAt: NOW,
  updatedAt: NOW,
};

const scan: Scan = {
  event: {
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
  },
  stationId: 'desk-1',
  personId: 'p_volunteer',
  codeHash: 'hash-1',
  at: NOW,
  receivedAt: NOW,
  collector: { type: 'child' },
  force: false,
  handedOut: false,
};

const first = {
  nonce: 'n-1',
  payload: { kind: 'redeem' as const, scan: 'a', extras: 'b' },
  generation: 1,
  at: NOW - 1000,
  receivedAt: NOW - 1000,
  stationId: 'desk-1',
  deviceId: 'device-1',
  by: 'p_volunteer',
  collector: { type: 'child' as const },
  carrier: 'paper' as const,
  forced: null,
  status: 'effective' as const,
  annulled: null,
  resolved: null,
};

/** What makes each reason true, in the order in which the reasons win. */
const broken: [string, Partial<Card>, Partial<Scan>][] = [
  ['wrong_event', { eventId: 'event-2' }, {}],
  ['own_child', {}, { personId: 'p_guardian' }],
  ['already_redeemed', { redemptions: [first], state: 'redeemed' }, {}],
  ['void', { state: 'void' }, {}],
  ['blocked', { state: 'frozen' }, {}],
  ['revoked', { issueNo: 2 }, {}],
  ['unapproved', { approved: false }, {}],
  ['not_ready', { ready: false }, {}],
  ['too_early', {}, { at: NOW - 2 * HOUR }],
  ['too_late', {}, { at: NOW + 2 * HOUR }],
  ['wrong_station', {}, { stationId: 'desk-2' }],
  ['incomplete', {}, { collector: undefined }],
];

const reasonOf = (cardAs: Card, scanAs: Scan): string => {
  const judgement = judge(cardAs, scanAs);
  return judgement.status === 'rejected' ? judgement.verdict.reason : 'accepted';
};

test('a good scan is accepted', () => {
  expect(reasonOf(card, scan)).toBe('accepted');
});

test.each(broken)('%s', (reason, cardChange, scanChange) => {
  expect(reasonOf({ ...card, ...cardChange }, { ...scan, ...scanChange })).toBe(reason);
});

test('an earlier reason wins over each later one', () => {
  broken.forEach(([reason, cardChange, scanChange], index) => {
    for (const [, laterCard, laterScan] of broken.slice(index + 1)) {
      const both = reasonOf(
        { ...card, ...laterCard, ...cardChange },
        { ...scan, ...laterScan, ...scanChange },
      );
      expect(both).toBe(reason);
    }
  });
});

test('already_redeemed tells when and where the first was', () => {
  const judgement = judge({ ...card, state: 'redeemed', redemptions: [first] }, scan);
  expect(judgement).toMatchObject({
    verdict: { first: { at: first.at, stationId: 'desk-1', deviceId: 'device-1' } },
  });
});

test('force passes too_early, too_late, wrong_station and revoked, and nothing else', () => {
  const passable = broken
    .filter(([, cardChange, scanChange]) => {
      const forced = { ...scan, ...scanChange, force: true };
      return reasonOf({ ...card, ...cardChange }, forced) === 'accepted';
    })
    .map(([reason]) => reason);
  expect(passable.sort()).toEqual(['revoked', 'too_early', 'too_late', 'wrong_station']);
});
