import {
  accept,
  call,
  cancel,
  cancelProgramme,
  forget,
  join,
  offerPlaces,
  prioritise,
  promote,
  seatOf,
  settle,
  wakeAt,
  walkIn,
} from '../../../cloudfunctions/domain/enrolment/enrolment';
import type { Programme } from '../../../cloudfunctions/domain/enrolment/programme';
import type { PassedReason } from '../../../typings/contract';
import { DAY, HOUR, NOW, programme, seat, session, START } from './sample';

const MINUTE = 60 * 1000;
const END = START + 2 * HOUR;
const STOPPED = { at: NOW, reason: '台风' };

const joiner = (name: string, unfit: PassedReason | null = null) => ({
  enrolmentId: name,
  subjectId: `child-${name}`,
  unfit,
});
const stateOf = (all: Programme, name: string) => seatOf(all, name).state;
const offer = (all: Programme, now: number) => offerPlaces(all, () => null, now);

/** One place: in holds it, next waits. */
const full = (more: Partial<Programme> = {}) =>
  programme({
    capacity: 1,
    joins: 2,
    seats: [
      seat('in', { state: 'enrolled', history: [{ state: 'enrolled', at: NOW }] }),
      seat('next', { joinNo: 2 }),
    ],
    ...more,
  });
/** The place is free again, and next has the offer of it. */
const offered = () => offer(cancel(full(), 'in', NOW), NOW);

describe('a seat', () => {
  it('is new in every way on joining', () => {
    expect(seatOf(join(full(), joiner('new'), NOW), 'new')).toEqual(
      seat('new', { joinNo: 3, state: 'waiting' }),
    );
  });

  it('is new in every way for whoever walks in', () => {
    const all = walkIn(programme({ joins: 2 }), joiner('new'), START);
    expect(seatOf(all, 'new')).toEqual(
      seat('new', {
        joinNo: 3,
        state: 'enrolled',
        joinedAt: START,
        history: [{ state: 'enrolled', at: START }],
      }),
    );
    expect(all.joins).toBe(3);
  });

  it('holds an offer for a day, and nothing once it is taken', () => {
    expect(seatOf(offered(), 'next').offeredUntil).toBe(NOW + DAY);
    expect(seatOf(accept(offered(), 'next', null, NOW), 'next').offeredUntil).toBeNull();
  });

  describe.each<[string, (all: Programme) => Programme, string]>([
    ['joining', (all) => join(all, joiner('new'), NOW), '排队的人太多'],
    ['walking in', (all) => walkIn({ ...all, capacity: 3000 }, joiner('new'), START), '名单已满'],
  ])('by %s', (_, act, refusal) => {
    const crowd = (count: number) =>
      programme({ seats: Array.from({ length: count }, (_none, place) => seat(`n-${place}`)) });

    it.each([
      [1999, true],
      [2000, false],
    ])('is kept for everybody who ever joined: beside %d others: %s', (others, may) => {
      if (may) expect(act(crowd(others)).seats).toHaveLength(2000);
      else expect(() => act(crowd(others))).toThrow(refusal);
    });
  });

  it('is there for whoever joins again, however many there are', () => {
    const seats = Array.from({ length: 2000 }, (_, place) => seat(`n-${place}`));
    const left = programme({ seats: [...seats.slice(1), seat('back', { state: 'declined' })] });
    expect(stateOf(join(left, joiner('back'), NOW), 'back')).toBe('waiting');
  });
});

describe('what is refused', () => {
  it.each<[string, () => unknown, string]>([
    ['taking what was not offered', () => accept(full(), 'next', null, NOW), '没有为您保留'],
    [
      'taking what was offered of a cancelled programme',
      () => accept({ ...offered(), cancelled: STOPPED }, 'next', null, NOW),
      '已取消',
    ],
    ['leaving twice', () => cancel(cancel(full(), 'in', NOW), 'in', NOW), '已经结束了'],
    ['a priority for one who is in', () => prioritise(full(), 'in', 5, NOW), '只有排队中'],
    [
      'a priority for one who has an offer',
      () => prioritise(offered(), 'next', 5, NOW),
      '只有排队中',
    ],
    [
      'promoting one who is in, on the last day too',
      () => promote(full(), 'in', null, START - HOUR),
      '不在排队中',
    ],
    [
      'calling one who is in',
      () => call(full(), 'in', 'reached_no', null, START - HOUR),
      '不在排队中',
    ],
    [
      'a yes on the telephone of one who does not fit',
      () => call(cancel(full(), 'in', NOW), 'next', 'reached_yes', 'clash', START - HOUR),
      '同一时间',
    ],
    ['walking in at the wrong age', () => walkIn(programme(), joiner('w', 'age'), START), '年龄'],
    ['what is about nobody', () => accept(full(), 'nobody', null, NOW), '没有找到'],
  ])('%s', (_, act, words) => {
    expect(act).toThrow(words);
  });

  it.each([
    ['at its end', END, true],
    ['after its end', END + 1, false],
  ])('leaving a programme %s', (_, now, may) => {
    const act = () => cancel(full(), 'in', now);
    if (may) expect(stateOf(act(), 'in')).toBe('cancelled');
    else expect(act).toThrow('不用取消');
  });
});

describe('an offer', () => {
  it('is taken by hand on the last day, for one who has read it late', () => {
    const late = START - HOUR;
    const last = offer(cancel(full(), 'in', START - DAY - 1), START - DAY - 1);
    expect(stateOf(promote(last, 'next', null, late), 'next')).toBe('enrolled');
  });

  it('stays as it is where a call does not reach its holder', () => {
    const before = START - DAY - 1;
    const all = offer(cancel(full(), 'in', before), before);
    expect(seatOf(call(all, 'next', 'not_reached', null, START - HOUR), 'next')).toEqual(
      seatOf(all, 'next'),
    );
  });
});

describe('whoever walks in', () => {
  it.each(['area', 'clash'] as const)('is asked for no %s: who is there is there', (unfit) => {
    expect(stateOf(walkIn(programme(), joiner('w', unfit), START), 'w')).toBe('enrolled');
  });

  it('takes the own offer, though no other place is free', () => {
    const all = offer(cancel(full(), 'in', NOW), NOW);
    const atDoor = NOW + DAY;
    const early = { ...all, sessions: [session({ from: atDoor + 20 * MINUTE, until: END })] };
    expect(stateOf(walkIn(early, joiner('next'), atDoor), 'next')).toBe('enrolled');
  });

  it('is on the list already: without a phone let in while doors are open, else sent to scan', () => {
    const two = full({
      sessions: [session(), session({ sessionId: 's-2', from: START + DAY, until: END + DAY })],
    });
    const noPhone = { ...joiner('in'), hasNoPhone: true };
    expect(walkIn(two, noPhone, START)).toBe(two);
    expect(() => walkIn(two, joiner('in'), START)).toThrow('请扫入场码');
    expect(() => walkIn(two, noPhone, END + 1)).toThrow('请扫入场码');
  });
});

describe('cancelling', () => {
  const two = () =>
    full({
      sessions: [session(), session({ sessionId: 's-2', from: START + DAY, until: END + DAY })],
    });
  const offOf = ({ sessions }: Programme) => sessions.map(({ cancelled }) => cancelled?.at ?? null);

  it('one session leaves the others, and everybody in', () => {
    const all = cancelProgramme(two(), 's-2', STOPPED);
    expect(offOf(all)).toEqual([null, NOW]);
    expect(all.seats).toEqual(two().seats);
  });

  it.each([
    ['a moment before the first ends', END - 1, [END - 1, END - 1]],
    ['when the first has ended', END, [null, END]],
    ['at the very end', END + DAY, [null, null]],
  ])('all of it ends what is still to come: %s', (_, at, off) => {
    expect(offOf(cancelProgramme(two(), undefined, { at, reason: '台风' }))).toEqual(off);
  });

  it('all of it leaves the earlier reason of a session that was off before', () => {
    const first = cancelProgramme(two(), 's-1', STOPPED);
    const all = cancelProgramme(first, undefined, { at: NOW + HOUR, reason: '台风' });
    expect(offOf(all)).toEqual([NOW, NOW + HOUR]);
  });

  it('what is over is refused', () => {
    const act = () => cancelProgramme(two(), undefined, { at: END + DAY + 1, reason: '台风' });
    expect(act).toThrow('项目已经结束');
  });
});

describe('a person whose data is erased', () => {
  it('has no name in the list any more, and an exit that stays what it was', () => {
    const left = cancel(full(), 'in', NOW);
    expect(forget(left, 'in', NOW + HOUR)).toEqual({
      ...left,
      seats: [{ ...seatOf(left, 'in'), subjectId: '' }, seatOf(left, 'next')],
    });
  });

  it.each([
    ['at the end of the programme', END, 'cancelled'],
    ['after it', END + 1, 'enrolled'],
  ])('leaves the place only while it is one: %s', (_, now, state) => {
    expect(seatOf(forget(full(), 'in', now), 'in')).toMatchObject({ state, subjectId: '' });
  });

  it('is in no list that never knew it', () => {
    expect(forget(full(), 'nobody', NOW)).toEqual(full());
  });
});

describe('the clock', () => {
  const free = () => cancel(full(), 'in', NOW);

  it.each<[string, () => Programme]>([
    ['nothing lapsed', full],
    ['an offer still holds', offered],
  ])('leaves a programme untouched where %s', (_, all) => {
    const before = all();
    expect(settle(before, NOW + HOUR)).toBe(before);
    expect(offer(before, NOW + HOUR)).toBe(before);
  });

  it('passes over for one reason once', () => {
    const once = offerPlaces(free(), () => 'clash', NOW);
    expect(offerPlaces(once, () => 'clash', NOW + HOUR)).toBe(once);
    expect(
      seatOf(
        offerPlaces(once, () => 'age', NOW + HOUR),
        'next',
      ).passed,
    ).toBe('age');
  });

  it.each<[string, () => Programme, number]>([
    ['in a minute where one waits for a free place', free, NOW + MINUTE],
    [
      'in an hour where whoever waits did not fit',
      () => offerPlaces(free(), () => 'clash', NOW),
      NOW + HOUR,
    ],
    ['as an offer ends', offered, NOW + DAY + 1],
    ['never where nobody can get a place', full, Number.MAX_SAFE_INTEGER],
  ])('comes by again %s', (_, all, at) => {
    expect(wakeAt(all(), NOW)).toBe(at);
  });

  it('leaves the last day to the telephone', () => {
    expect(wakeAt(free(), START - DAY - 1)).toBe(START - DAY - 1 + MINUTE);
    expect(wakeAt(free(), START - DAY)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
