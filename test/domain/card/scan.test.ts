import type { Card } from '../../../cloudfunctions/domain/card/card';
import { judge, type Scan } from '../../../cloudfunctions/domain/card/scan';
import { card, HOUR, NOW, redemption, scan } from './samples';

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
