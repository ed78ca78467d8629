import {
  accept,
  call,
  cancel,
  cancelProgramme,
  decline,
  forget,
  join,
  offerPlaces,
  prioritise,
  promote,
  reject,
  seatOf,
  settle,
  wakeAt,
  walkIn,
} from '../../../cloudfunctions/domain/enrolment/enrolment';
import {
  placeInQueue,
  placesOf,
  queueOf,
  stateAt,
} from '../../../cloudfunctions/domain/enrolment/places';
import type { Programme } from '../../../cloudfunctions/domain/enrolment/programme';
import type { PassedReason } from '../../../typings/contract';
import { DAY, HOUR, NOW, programme, session, START } from './sample';

const joiner = (name: string, unfit: PassedReason | null = null) => ({
  enrolmentId: name,
  subjectId: `child-${name}`,
  unfit,
});

const joined = (before: Programme, names: readonly string[], now = NOW): Programme =>
  names.reduce((all, name, index) => join(all, joiner(name), now + index), before);

const stateOf = (all: Programme, name: string) => seatOf(all, name).state;
const fits = () => null;
const offer = (all: Programme, now: number, unfit: Record<string, PassedReason> = {}) =>
  offerPlaces(all, ({ enrolmentId }) => unfit[enrolmentId] ?? null, now);

/** Two places, both taken; c and d wait. */
const full = () => joined(programme(), ['a', 'b', 'c', 'd']);

describe('joining', () => {
  it('is enrolled at once while a place is free and nobody waits, else waits in turn', () => {
    const all = full();
    expect(['a', 'b', 'c', 'd'].map((name) => stateOf(all, name))).toEqual([
      'enrolled',
      'enrolled',
      'waiting',
      'waiting',
    ]);
    expect(placeInQueue(all, 'c')).toBe(1);
    expect(placeInQueue(all, 'd')).toBe(2);
    expect(placeInQueue(all, 'a')).toBeUndefined();
  });

  it('waits behind those who wait, though a place is free', () => {
    const all = cancel(full(), 'a', NOW + HOUR);
    expect(placesOf(all).free).toBe(1);
    expect(stateOf(join(all, joiner('e'), NOW + HOUR), 'e')).toBe('waiting');
  });

  it('is not kept back by one who was passed over', () => {
    const all = offer(cancel(joined(programme(), ['a', 'b', 'c']), 'a', NOW), NOW, { c: 'clash' });
    expect(seatOf(all, 'c').passed).toBe('clash');
    expect(stateOf(join(all, joiner('e'), NOW), 'e')).toBe('enrolled');
  });

  it.each([
    ['before it opens', NOW - 1, false],
    ['when it opens', NOW, true],
    ['at the last moment', NOW + DAY, true],
    ['after closing', NOW + DAY + 1, false],
  ])('%s', (_, at, may) => {
    const open = programme({ opensAt: NOW, closesAt: NOW + DAY });
    const act = () => join(open, joiner('a'), at);
    if (may) expect(stateOf(act(), 'a')).toBe('enrolled');
    else expect(act).toThrow(/报名/);
  });

  it.each([
    [START - 1, true],
    [START, false],
    [START + 1, false],
  ])('at %d of the first session', (at, may) => {
    const act = () => join(programme({ closesAt: START + DAY }), joiner('a'), at);
    if (may) expect(act).not.toThrow();
    else expect(act).toThrow('项目已经开始');
  });

  it('twice is refused, again after leaving stands at the end, after a rejection is refused', () => {
    expect(() => join(full(), joiner('c'), NOW)).toThrow('已经报过名');
    const back = join(cancel(full(), 'c', NOW + HOUR), joiner('c'), NOW + 2 * HOUR);
    expect(queueOf(back).map(({ enrolmentId }) => enrolmentId)).toEqual(['d', 'c']);
    const out = reject(full(), 'c', NOW + HOUR);
    expect(() => join(out, joiner('c'), NOW + HOUR)).toThrow('不能再次报名');
  });

  it('loses a priority when it leaves', () => {
    const first = prioritise(full(), 'd', 5, NOW + HOUR);
    expect(placeInQueue(first, 'd')).toBe(1);
    const back = join(cancel(first, 'd', NOW + HOUR), joiner('d'), NOW + 2 * HOUR);
    expect(placeInQueue(back, 'd')).toBe(2);
  });

  it('refuses whoever does not fit, and a clash where a place would be taken at once', () => {
    expect(() => join(programme(), joiner('a', 'age'), NOW)).toThrow('年龄');
    expect(() => join(programme(), joiner('a', 'area'), NOW)).toThrow('社区');
    expect(() => join(programme(), joiner('a', 'clash'), NOW)).toThrow('同一时间');
    expect(stateOf(join(full(), joiner('e', 'clash'), NOW), 'e')).toBe('waiting');
  });

  it('is refused once the programme is cancelled', () => {
    const gone = cancelProgramme(full(), undefined, { at: NOW, reason: '台风' });
    expect(() => join(gone, joiner('e'), NOW)).toThrow('已取消');
  });
});

describe('an offer', () => {
  const offered = () => offer(cancel(full(), 'a', NOW), NOW);

  it('goes to the first in turn, and one place gives one offer', () => {
    const all = offered();
    expect(stateOf(all, 'c')).toBe('offered');
    expect(stateOf(all, 'd')).toBe('waiting');
    expect(offer(all, NOW)).toEqual(all);
  });

  it.each([
    [0, 'enrolled'],
    [DAY - 1, 'enrolled'],
    [DAY, 'enrolled'],
    [DAY + 1, 'lapsed'],
  ])('accepted %d ms later: %s', (later, state) => {
    const act = () => accept(offered(), 'c', null, NOW + later);
    if (state === 'enrolled') expect(stateOf(act(), 'c')).toBe('enrolled');
    else expect(act).toThrow('时间已过');
    expect(stateOf(settle(offered(), NOW + later), 'c')).toBe(
      state === 'lapsed' ? 'lapsed' : 'offered',
    );
  });

  it('that lapses frees the place for the next', () => {
    const all = offer(offered(), NOW + DAY + 1);
    expect([stateOf(all, 'c'), stateOf(all, 'd')]).toEqual(['lapsed', 'offered']);
  });

  it('that is declined frees the place; declining is for offers alone', () => {
    const all = offer(decline(offered(), 'c', NOW + HOUR), NOW + HOUR);
    expect([stateOf(all, 'c'), stateOf(all, 'd')]).toEqual(['declined', 'offered']);
    expect(() => decline(all, 'b', NOW)).toThrow('没有为您保留');
  });

  it('cannot be taken beside another session of the same time', () => {
    expect(() => accept(offered(), 'c', 'clash', NOW)).toThrow('同一时间');
  });

  it('lapses with the start', () => {
    const soon = programme({ sessions: [session({ from: NOW + DAY + 10, until: NOW + 2 * DAY })] });
    const all = offer(cancel(joined(soon, ['a', 'b', 'c']), 'a', NOW + 3), NOW + 3);
    expect(stateOf(all, 'c')).toBe('offered');
    const late = settle(all, NOW + DAY + 10);
    expect(stateOf(late, 'c')).toBe('lapsed');
  });

  it.each([
    ['a millisecond before the last 24 hours', START - DAY - 1, 'offered'],
    ['when the last 24 hours begin', START - DAY, 'waiting'],
    ['at the start', START, 'waiting'],
  ])('by itself %s', (_, now, state) => {
    expect(stateOf(offer(cancel(full(), 'a', now), now), 'c')).toBe(state);
  });

  it.each([
    [NOW + DAY, 'offered'],
    [NOW + DAY + 1, 'waiting'],
  ])('none after closing: at %d', (now, state) => {
    const all = joined(programme({ closesAt: NOW + DAY }), ['a', 'b', 'c']);
    expect(stateOf(offer(cancel(all, 'a', now), now), 'c')).toBe(state);
  });

  it('passes over who does not fit and says why; who fits again is not forgotten', () => {
    const all = offer(cancel(full(), 'a', NOW), NOW, { c: 'age' });
    expect(seatOf(all, 'c')).toMatchObject({ state: 'waiting', passed: 'age' });
    expect(stateOf(all, 'd')).toBe('offered');
    const again = offer(decline(all, 'd', NOW), NOW);
    expect(seatOf(again, 'c')).toMatchObject({ state: 'offered', passed: null });
  });
});

describe('promotion by hand', () => {
  const withPlace = (now: number) => cancel(full(), 'a', now);

  it('offers to whom it names, and never a second time for one place', () => {
    const all = promote(withPlace(NOW), 'd', null, NOW);
    expect(stateOf(all, 'd')).toBe('offered');
    expect(() => promote(all, 'c', null, NOW)).toThrow('没有空名额');
    expect(() => promote(all, 'd', null, NOW)).toThrow('不在排队中');
  });

  it.each([
    [START - DAY - 1, 'offered'],
    [START - DAY, 'enrolled'],
    [START - 1, 'enrolled'],
  ])('at %d: %s', (now, state) => {
    expect(stateOf(promote(withPlace(now), 'c', null, now), 'c')).toBe(state);
  });

  it('is refused after the start, and after closing while there is time to read', () => {
    expect(() => promote(withPlace(START), 'c', null, START)).toThrow('已经开始');
    const all = joined(programme({ closesAt: NOW + DAY }), ['a', 'b', 'c']);
    const late = NOW + DAY + 1;
    expect(() => promote(cancel(all, 'a', late), 'c', null, late)).toThrow('截止');
  });

  it('passes over who does not fit', () => {
    expect(seatOf(promote(withPlace(NOW), 'c', 'area', NOW), 'c')).toMatchObject({
      state: 'waiting',
      passed: 'area',
    });
  });
});

describe('the telephone list', () => {
  const late = START - HOUR;
  const withPlace = () => cancel(full(), 'a', late);

  it.each([
    ['reached_yes', 'enrolled', null],
    ['reached_no', 'declined', null],
    ['not_reached', 'waiting', 'not_reached'],
  ] as const)('%s: %s', (outcome, state, passed) => {
    expect(seatOf(call(withPlace(), 'c', outcome, null, late), 'c')).toMatchObject({
      state,
      passed,
    });
  });

  it('gives one place once', () => {
    const all = call(withPlace(), 'c', 'reached_yes', null, late);
    expect(() => call(all, 'd', 'reached_yes', null, late)).toThrow('没有空名额');
  });

  it('keeps an offer that is out', () => {
    const before = START - DAY - 1;
    const all = offer(cancel(full(), 'a', before), before);
    expect(stateOf(call(all, 'c', 'not_reached', null, late), 'c')).toBe('offered');
    expect(stateOf(call(all, 'c', 'reached_yes', null, late), 'c')).toBe('enrolled');
  });

  it('ends with the start', () => {
    expect(() => call(withPlace(), 'c', 'reached_yes', null, START)).toThrow('已经开始');
  });
});

describe('a walk-in', () => {
  it.each([
    [START - 30 * 60_000 - 1, false],
    [START - 30 * 60_000, true],
    [START + 2 * HOUR, true],
    [START + 2 * HOUR + 1, false],
  ])('at %d', (now, may) => {
    const act = () => walkIn(joined(programme(), ['a']), joiner('w'), now);
    if (may) expect(stateOf(act(), 'w')).toBe('enrolled');
    else expect(act).toThrow();
  });

  it('goes before those who wait, and only while a place is left', () => {
    const now = START;
    expect(() => walkIn(full(), joiner('w'), now)).toThrow('没有空名额');
    const all = walkIn(cancel(full(), 'a', now), joiner('w'), now);
    expect([stateOf(all, 'w'), stateOf(all, 'c')]).toEqual(['enrolled', 'waiting']);
    expect(stateOf(walkIn(cancel(full(), 'a', now), joiner('d'), now), 'd')).toBe('enrolled');
  });

  it('takes no reserved place, nobody rejected, nobody twice', () => {
    const kept = joined(programme({ reserved: 1 }), ['a']);
    expect(() => walkIn(kept, joiner('w'), START)).toThrow('没有空名额');
    const out = reject(joined(programme(), ['a']), 'a', NOW);
    expect(() => walkIn(out, joiner('a'), START)).toThrow('取消资格');
    expect(() => walkIn(joined(programme(), ['a']), joiner('a'), START)).toThrow('已经在名单里');
  });
});

describe('places', () => {
  it.each([
    ['as wished', { capacity: 5, reserved: 1 }, { capacity: 5, reserved: 1, free: 2 }],
    [
      'the reserve yields first',
      { capacity: 3, reserved: 2 },
      { capacity: 3, reserved: 1, free: 0 },
    ],
    ['nobody is thrown out', { capacity: 1, reserved: 1 }, { capacity: 2, reserved: 0, free: 0 }],
  ])('%s', (_, rules, places) => {
    const all = { ...joined(programme(), ['a', 'b']), ...rules };
    expect(placesOf(all)).toMatchObject({ ...places, enrolled: 2, offered: 0 });
  });

  it('more places make as many offers', () => {
    const all = offer({ ...full(), capacity: 4 }, NOW);
    expect([stateOf(all, 'c'), stateOf(all, 'd')]).toEqual(['offered', 'offered']);
  });

  it('fewer places: nobody follows who leaves until the number is reached', () => {
    const all = { ...full(), capacity: 1 };
    const one = offer(cancel(all, 'a', NOW), NOW);
    expect(stateOf(one, 'c')).toBe('waiting');
    expect(stateOf(offer(cancel(one, 'b', NOW), NOW), 'c')).toBe('offered');
  });
});

describe('cancelling', () => {
  it('ends every live enrolment, the waiting too, and keeps the exits', () => {
    const all = cancelProgramme(
      decline(offer(cancel(full(), 'a', NOW), NOW), 'c', NOW),
      undefined,
      {
        at: NOW + 1,
        reason: '台风',
      },
    );
    expect(['a', 'b', 'c', 'd'].map((name) => stateOf(all, name))).toEqual([
      'cancelled',
      'cancelled',
      'declined',
      'cancelled',
    ]);
    expect(all.sessions[0]?.cancelled?.reason).toBe('台风');
  });

  it.each([
    [START + 2 * HOUR - 1, true],
    [START + 2 * HOUR, false],
  ])('a session at %d', (at, may) => {
    const act = () => cancelProgramme(full(), 's-1', { at, reason: '停电' });
    if (may) expect(act().sessions[0]?.cancelled?.at).toBe(at);
    else expect(act).toThrow('已经结束');
  });

  it('twice is refused, and so is what is no session', () => {
    const once = cancelProgramme(full(), 's-1', { at: NOW, reason: '停电' });
    expect(() => cancelProgramme(once, 's-1', { at: NOW, reason: '停电' })).toThrow('已经取消');
    expect(() => cancelProgramme(once, 's-9', { at: NOW, reason: '停电' })).toThrow('没有找到');
  });

  it('somebody who is forgotten leaves the place and no trace of who it was', () => {
    const all = forget(full(), 'a', NOW);
    expect(seatOf(all, 'a')).toMatchObject({ state: 'cancelled', subjectId: '' });
    expect(placesOf(all).free).toBe(1);
  });
});

describe('what was', () => {
  it('a seat knows what it was at a moment', () => {
    const seat = seatOf(cancel(full(), 'a', NOW + HOUR), 'a');
    expect([NOW - 1, NOW, NOW + HOUR - 1, NOW + HOUR].map((at) => stateAt(seat, at))).toEqual([
      undefined,
      'enrolled',
      'enrolled',
      'cancelled',
    ]);
  });

  it('the clock comes by when an offer ends, and while a free place has somebody to go to', () => {
    expect(wakeAt(full(), NOW)).toBe(Number.MAX_SAFE_INTEGER);
    const free = cancel(full(), 'a', NOW);
    expect(wakeAt(free, NOW)).toBeLessThanOrEqual(NOW + 10 * 60_000);
    expect(wakeAt(offer(free, NOW), NOW)).toBe(NOW + DAY + 1);
    expect(offerPlaces(free, fits, NOW)).not.toBe(free);
  });
});
