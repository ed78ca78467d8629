import { OWN_ANNULMENT_MS } from '@micro-wish/vocabulary';
import type { Card } from '../../../cloudfunctions/domain/card/card';
import {
  annul,
  factsOf,
  judge,
  readCollector,
  redemptionOf,
  type Scan,
} from '../../../cloudfunctions/domain/card/scan';
import { refusal } from '../wish/samples';
import { passCard } from './other-kinds';
import { act, card, HOUR, NOW, redemption, scan } from './samples';

const first = redemption('n-1', { at: NOW - 1000, receivedAt: NOW - 1000 });

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
    verdict: { first: { at: first.at, stationId: 'desk-1', deviceId: first.deviceId } },
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

test.each([
  ['a millisecond before the window', -HOUR - 1, 'too_early'],
  ['as the window opens', -HOUR, 'accepted'],
  ['as the window closes', HOUR, 'accepted'],
  ['a millisecond after the window', HOUR + 1, 'too_late'],
])('%s', (_, offset, reason) => {
  expect(reasonOf(card, { ...scan, at: NOW + offset })).toBe(reason);
});

test('too_early and too_late tell the window, wrong_station the desk', () => {
  const window = { from: scan.event.from, until: scan.event.until };
  expect(judge(card, { ...scan, at: NOW - 2 * HOUR })).toMatchObject({ verdict: { window } });
  expect(judge(card, { ...scan, at: NOW + 2 * HOUR })).toMatchObject({ verdict: { window } });
  expect(judge(card, { ...scan, stationId: 'desk-2' })).toMatchObject({
    verdict: { station: { stationId: 'desk-1', label: '一号台' } },
  });
});

describe('what a volunteer is told', () => {
  const told = (of: Partial<Card>, more: Partial<Scan> = {}) => {
    const judgement = judge({ ...card, ...of }, { ...scan, ...more });
    return judgement.status === 'rejected' ? judgement.verdict : undefined;
  };
  const redeemed = { redemptions: [first], state: 'redeemed' as const };

  test('of a card of another event is its number, and nothing of a child or of a hand-over', () => {
    expect(told({ ...redeemed, eventId: 'event-2' })).toEqual({
      status: 'rejected',
      reason: 'wrong_event',
      cardId: 'card-1',
      cardNo: 'K00000001',
    });
  });

  test('of a card of this event is whose gift it is', () => {
    expect(told({ state: 'frozen' })).toEqual({
      status: 'rejected',
      reason: 'blocked',
      ...factsOf(card),
    });
  });

  test('of one that became void after it was redeemed is that it is void', () => {
    const verdict = told({ ...redeemed, state: 'void' }, { handedOut: true });
    expect(verdict).toMatchObject({ reason: 'void' });
    expect(verdict).not.toHaveProperty('first');
  });

  test('of a gift at a desk that this event lacks is no desk', () => {
    const verdict = told({ stationId: 'desk-9' });
    expect(verdict).toMatchObject({ reason: 'wrong_station' });
    expect(verdict).not.toHaveProperty('station');
  });

  test.each([
    ['a child’s', '7-12', { ageBand: '7-12' }],
    ['an adult’s', null, {}],
  ] as const)('names the age of %s card where there is one', (_, ageBand, named) => {
    const { cardId, cardNo, gift, alias, generation } = factsOf(card);
    const common = { cardId, cardNo, gift, alias, generation };
    expect(factsOf({ ...card, ageBand })).toStrictEqual({ ...common, ...named });
  });
});

describe('who takes the gift', () => {
  test.each([
    ['child', { type: 'child' }, { type: 'child' }],
    [
      'guardian, and no more of what was sent',
      { type: 'guardian', name: 'x' },
      { type: 'guardian' },
    ],
    ['nobody we know', { type: 'passer-by' }, undefined],
    ['not said', undefined, undefined],
    ['said to be nothing', null, undefined],
    ['said in another way', 'child', undefined],
  ])('is %s', (_, given, collector) => {
    expect(readCollector(given)).toEqual(collector);
  });
});

describe('a redemption', () => {
  const known = { ...scan, collector: null };
  const done = { ...act('n-1'), passed: ['too_late' as const], reason: '家长堵车' };

  test('of a pass says which way, one of a gift does not', () => {
    expect(redemptionOf(passCard, { ...known, direction: 'out' }, done).direction).toBe('out');
    expect(redemptionOf(card, known, done)).not.toHaveProperty('direction');
  });

  test('with force says what it passed, and why', () => {
    const forced = { passed: ['too_late'], reason: '家长堵车' };
    expect(redemptionOf(card, { ...known, force: true }, done).forced).toEqual(forced);
    expect(redemptionOf(card, known, done).forced).toBeNull();
  });
});

describe('taking back one’s own scan', () => {
  const redeemed: Card = {
    ...card,
    state: 'redeemed',
    stateBefore: 'issued',
    redemptions: [first],
  };
  const back = (more: object) => () =>
    annul(redeemed, {
      personId: first.by,
      asStaff: false,
      now: first.receivedAt,
      reason: '点错了',
      disposition: 'returned',
      ...more,
    });

  test.each([
    ['at once', first.receivedAt, 'allowed'],
    ['at the last moment of 15 minutes', first.receivedAt + OWN_ANNULMENT_MS, 'allowed'],
    ['a millisecond later', first.receivedAt + OWN_ANNULMENT_MS + 1, 'PERMISSION_DENIED'],
  ])('%s', (_, now, outcome) => {
    expect(refusal(back({ now }))).toBe(outcome);
    expect(refusal(back({ now, asStaff: true }))).toBe('allowed');
  });

  test('and nobody else’s', () => {
    expect(refusal(back({ personId: 'p_other' }))).toBe('PERMISSION_DENIED');
  });

  test('frees the card and raises its generation', () => {
    expect(back({})()).toMatchObject({ state: 'issued', stateBefore: null, generation: 2 });
  });
});
