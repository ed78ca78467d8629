import {
  freeze,
  reissue,
  unfreeze,
  voidCard,
  type Card,
  type Change,
} from '../../../cloudfunctions/domain/card/card';
import {
  cardAt,
  changesAround,
  changesSince,
  eventAt,
  remember,
  windowsBefore,
} from '../../../cloudfunctions/domain/card/card-history';
import { judge } from '../../../cloudfunctions/domain/card/scan';
import { card, event, HOUR, NOW, scan } from './samples';

const changed = (before: Card, change: Partial<Card>, at = NOW, cause = 'test'): Card =>
  remember(before, { ...before, ...change }, cause, at);

const by = (change: Change, at = NOW, before = card): Card => changed(before, change(before), at);

const reasonAt = (stood: Card, moment: number, more: Partial<typeof scan> = {}): string => {
  const judgement = judge(cardAt(stood, moment), { ...scan, ...more, handedOut: true, at: moment });
  return judgement.status === 'rejected' ? judgement.verdict.reason : 'accepted';
};

describe('a card as it stood', () => {
  const newCode = [{ hash: 'hash-2', issueNo: 2, carrier: 'paper' as const }];
  const changes: [string, Card, string, string][] = [
    ['moved to another event', changed(card, { eventId: 'event-2' }), 'wrong_event', 'moved_event'],
    [
      'moved to another desk',
      changed(card, { stationId: 'desk-2' }),
      'wrong_station',
      'moved_desk',
    ],
    ['frozen', by(freeze), 'blocked', 'frozen'],
    ['reissued', by(reissue(newCode, 1)), 'revoked', 'reissued'],
    ['voided', by(voidCard), 'void', 'void'],
    [
      'withdrawn',
      changed(
        card,
        { state: 'void', approved: false, ready: false, stationId: null },
        NOW,
        'wish.withdrawn',
      ),
      'void',
      'withdrawn',
    ],
    [
      'its approval taken back',
      changed(card, { approved: false, ready: false, stationId: null }, NOW, 'wish.returned'),
      'unapproved',
      'unapproved',
    ],
    [
      'its gift lost',
      changed(card, { ready: false, stationId: null }, NOW, 'wish.funded'),
      'not_ready',
      'gift_gone',
    ],
  ];

  describe.each(changes)('%s', (_, now, reason, kind) => {
    it.each([
      [-HOUR, 'accepted'],
      [-1, 'accepted'],
      [0, reason],
      [1, reason],
    ])('a scan %d ms from the change is %s', (offset, expected) => {
      expect(reasonAt(now, NOW + offset)).toBe(expected);
    });

    it('is named to a scan before it, and to no later one', () => {
      expect(changesSince(now, NOW - 1)).toEqual([{ kind, at: NOW }]);
      expect(changesSince(now, NOW)).toEqual([]);
    });
  });

  it('frozen and unfrozen again: blocked between, named before', () => {
    const frozen = by(freeze, NOW);
    const free = by(unfreeze, NOW + 1000, frozen);
    expect([-1, 0, 999, 1000].map((offset) => reasonAt(free, NOW + offset))).toEqual([
      'accepted',
      'blocked',
      'blocked',
      'accepted',
    ]);
    expect(changesSince(free, NOW - 1)).toEqual([{ kind: 'frozen', at: NOW }]);
    expect(changesSince(free, NOW + 500)).toEqual([]);
  });

  it('that was wrong and was set right since is wrong at the moment', () => {
    const early = changed({ ...card, ready: false, stationId: null }, card, NOW);
    expect(reasonAt(early, NOW - 1)).toBe('not_ready');
    expect(reasonAt(early, NOW)).toBe('accepted');
    expect(changesSince(early, NOW - 1)).toEqual([]);
  });

  it('remembers nothing where a scan would be judged alike, and never more than so much', () => {
    expect(changed(card, { state: 'handed_out', version: 2 }).past).toEqual([]);
    let many: Card = card;
    for (let step = 1; step <= 70; step += 1) {
      many = by(step % 2 === 1 ? freeze : unfreeze, NOW + step, many);
    }
    expect(many.past).toHaveLength(60);
    // A scan older than what is remembered is judged by the oldest that is.
    expect(reasonAt(many, NOW - HOUR)).toBe('accepted');
  });

  it('could be used before it was frozen, and does not say whether it had been handed out', () => {
    expect(cardAt(by(freeze, NOW, { ...card, state: 'handed_out' }), NOW - 1).state).toBe('issued');
    const frozen = by(freeze);
    expect(cardAt(by(unfreeze, NOW + 1, frozen), NOW).state).toBe('frozen');
  });

  it('keeps its changes in order though the clocks of two calls disagree', () => {
    const frozen = by(freeze, NOW + 10);
    const free = by(unfreeze, NOW, frozen);
    expect(free.past.map(({ until }) => until)).toEqual([NOW + 10, NOW + 10]);
  });
});

describe('an event as it stood', () => {
  const moved = {
    ...event,
    from: NOW + 24 * HOUR,
    until: NOW + 26 * HOUR,
    past: windowsBefore(event, NOW),
  };

  it.each([
    [-1, event.from],
    [0, moved.from],
    [1, moved.from],
  ])('%d ms from the change has its window', (offset, from) => {
    expect(eventAt(moved, NOW + offset).from).toBe(from);
  });

  it('is named where its window no longer holds the moment', () => {
    expect(changesAround(card, moved, NOW - 1)).toEqual([{ kind: 'event_moved', at: NOW }]);
    const longer = { ...event, until: NOW + 9 * HOUR, past: windowsBefore(event, NOW) };
    expect(changesAround(card, longer, NOW - 1)).toEqual([]);
  });

  it.each([
    ['a millisecond before it', -HOUR - 1, true],
    ['as it begins', -HOUR, false],
    ['as it ends', HOUR, false],
    ['a millisecond after it', HOUR + 1, true],
  ])('is not named to a scan within its new window: %s', (_, offset, named) => {
    const later = { ...event, past: windowsBefore(event, NOW + 9 * HOUR) };
    expect(changesAround(card, later, NOW + offset)).toHaveLength(named ? 1 : 0);
  });

  it('is not named to a scan that was made since', () => {
    const past = [{ changedAt: NOW, from: event.from, until: event.until }];
    const shorter = { ...event, until: NOW - 1, past };
    expect(changesAround(card, shorter, NOW)).toEqual([]);
    expect(changesAround(card, { ...shorter, until: NOW - 2 }, NOW - 1)).toHaveLength(1);
  });

  it('remembers its last 20 windows', () => {
    let past: ReturnType<typeof windowsBefore> = [];
    for (let no = 1; no <= 22; no += 1) past = windowsBefore({ ...event, past }, NOW + no);
    expect(past.map(({ changedAt }) => changedAt - NOW)).toEqual(
      Array.from({ length: 20 }, (_, place) => place + 3),
    );
  });
});
