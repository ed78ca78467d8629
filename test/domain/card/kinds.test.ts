import { judge, type Scan } from '../../../cloudfunctions/domain/card/scan';
import type { Card, EventPlan } from '../../../cloudfunctions/domain/card/card';
import { changesAround } from '../../../cloudfunctions/domain/card/card-history';
import { batchOf, packCard, packEvent, passCard, passEvent } from './other-kinds';
import { card, event, HOUR, MINUTE, NOW, redemption, scan } from './samples';

const reasonOf = (of: Card, at: EventPlan, more: Partial<Scan> = {}): string => {
  const judgement = judge(of, { ...scan, event: at, ...more });
  return judgement.status === 'rejected' ? judgement.verdict.reason : 'accepted';
};

describe('a desk for packs alone', () => {
  const [one, two] = [
    { stationId: 'desk-1', label: '一号台' },
    { stationId: 'desk-2', label: '二号台' },
  ];
  it.each([
    ['takes no card of a wish', [{ ...one, kind: 'pack' as const }, two], 'wrong_station'],
    ['closes no desk beside it', [one, { ...two, kind: 'pack' as const }], 'accepted'],
    ['is not one that says it is for wishes', [{ ...one, kind: 'wish' as const }], 'accepted'],
  ])('%s', (_, stations, outcome) => {
    expect(reasonOf(card, { ...event, stations })).toBe(outcome);
  });

  it('takes a pack, at its own unit alone', () => {
    const stations = [{ ...one, kind: 'pack' as const }, two];
    const there = { ...packEvent(1), stations };
    expect(reasonOf(packCard(), there)).toBe('accepted');
    expect(reasonOf(packCard(), there, { stationId: 'desk-2' })).toBe('wrong_station');
  });
});

describe('a pack scanned at the desk', () => {
  it.each([
    ['is there, whatever the card says of a gift', packCard(), packEvent(1), 'accepted'],
    ['is not there for a card that waits', { ...packCard(), ready: true }, packEvent(0)],
    ['was taken by a step that this reading does not know', packCard({ takings: 1 }), packEvent(1)],
    ['is of no batch', packCard(), event],
    ['is of a card that knows no pack', { ...card, kind: 'pack' as const }, packEvent(1)],
  ])('%s', (_, of, at, outcome = 'not_ready') => {
    expect(reasonOf(of, at)).toBe(outcome);
  });
});

describe('a pack that was handed out without network', () => {
  const handedOut = (of: Card, at: EventPlan, moment: number): string =>
    reasonOf(of, at, { handedOut: true, at: moment });

  it.each([
    [-1, 'not_ready'],
    [0, 'accepted'],
    [1, 'accepted'],
  ])('%d ms from its coming', (offset, outcome) => {
    expect(handedOut(packCard(), packEvent(1, NOW), NOW + offset)).toBe(outcome);
  });

  it.each([
    [-MINUTE - 1, 'not_ready'],
    [-MINUTE, 'accepted'],
    [-1, 'accepted'],
    [0, 'not_ready'],
  ])('%d ms from its being taken away, a minute after it came', (offset, outcome) => {
    const gone = packCard({ spans: [{ from: NOW - MINUTE, until: NOW, as: 'returned' }] });
    expect(handedOut(gone, packEvent(0), NOW + offset)).toBe(outcome);
  });

  it('was there for no card that knows no pack, and in no event without a batch', () => {
    expect(handedOut({ ...card, kind: 'pack' }, packEvent(1), NOW)).toBe('not_ready');
    expect(handedOut(packCard(), event, NOW)).toBe('not_ready');
  });
});

describe('staff are told that a pack was taken away after it was handed out', () => {
  const TAKEN = NOW + MINUTE;
  const spans = [{ from: NOW - HOUR, until: TAKEN, as: 'returned' as const }];
  const told = [{ kind: 'gift_gone', at: TAKEN }];

  it.each<[string, Card, EventPlan, number, object[]]>([
    ['a millisecond before', packCard({ spans }), packEvent(0), TAKEN - 1, told],
    ['not of what was scanned then', packCard({ spans }), packEvent(0), TAKEN, []],
    ['not where there is one again', packCard({ spans }), packEvent(1), NOW, []],
    ['not where there never was one', packCard(), packEvent(0), NOW, []],
    [
      'not where its card is void',
      { ...packCard({ spans }), state: 'void' },
      packEvent(0),
      NOW,
      [],
    ],
    ['not in an event without a batch', packCard({ spans }), event, NOW, []],
    ['not of a card without a pack', { ...card, kind: 'pack' }, packEvent(0), NOW, []],
  ])('%s', (_, of, at, moment, changes) => {
    expect(changesAround(of, at, moment)).toEqual(changes);
  });

  it('in the order in which it happened', () => {
    const past = [{ changedAt: NOW + 1, from: event.from, until: event.until }];
    const moved = { ...event, from: NOW + HOUR, past };
    const swapped = packCard({ spans: [{ from: NOW - HOUR, until: NOW + 2, as: 'void' }] });
    const stood = {
      eventId: 'event-1',
      stationId: 'desk-1',
      state: 'frozen' as const,
      approved: true,
      ready: false,
      issueNo: 1,
      giftId: null,
    };
    const of = {
      ...swapped,
      past: [
        { until: NOW + 3, cause: 'card.freeze', was: { ...stood, state: 'live' as const } },
        { until: NOW + 4, cause: 'card.unfreeze', was: stood },
      ],
    };
    expect(changesAround(of, { ...moved, batch: batchOf(0) }, NOW)).toEqual([
      { kind: 'event_moved', at: NOW + 1 },
      { kind: 'gift_gone', at: NOW + 2 },
      { kind: 'frozen', at: NOW + 3 },
    ]);
  });
});

describe('a pass', () => {
  const HALF = HOUR / 2;
  it.each([
    ['as its session goes on', {}, 'accepted'],
    ['at no session', { stationId: 'desk-2' }, 'wrong_station'],
    ['a millisecond before the doors open', { at: NOW - HALF - HALF - 1 }, 'too_early'],
    ['as the doors open', { at: NOW - HALF - HALF }, 'accepted'],
    ['as the session ends', { at: NOW + HOUR }, 'accepted'],
    ['a millisecond later', { at: NOW + HOUR + 1 }, 'too_late'],
    ['fetched two hours late', { at: NOW + 3 * HOUR, direction: 'out' as const }, 'accepted'],
    ['fetched later', { at: NOW + 3 * HOUR + 1, direction: 'out' as const }, 'too_late'],
    ['of a child that nobody brings', { collector: undefined }, 'incomplete'],
    ['without network', { handedOut: true }, 'accepted'],
  ])('%s', (_, more, outcome) => {
    expect(reasonOf(passCard, passEvent, more)).toBe(outcome);
  });

  it('of an adult is asked for nobody beside them', () => {
    const adult = { ...passCard, pass: { ...passCard.pass!, isChild: false } };
    expect(reasonOf(adult, passEvent, { collector: undefined })).toBe('accepted');
  });

  it('is scanned in once, and out once', () => {
    const inside = {
      ...passCard,
      redemptions: [{ ...redemption('n-1'), direction: 'in' as const }],
    };
    expect(reasonOf(inside, passEvent)).toBe('already_redeemed');
    expect(reasonOf(inside, passEvent, { direction: 'out' })).toBe('accepted');
  });
});
