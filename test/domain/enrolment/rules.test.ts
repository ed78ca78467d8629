import {
  attendedAll,
  attendedOf,
  hoursOf,
  insideSince,
  minutesOf,
  trainingOf,
  type PassScan,
} from '../../../cloudfunctions/domain/enrolment/attendance';
import { join } from '../../../cloudfunctions/domain/enrolment/enrolment';
import {
  figuresOf,
  mergeSmallGroups,
  satisfactionOf,
} from '../../../cloudfunctions/domain/enrolment/figures';
import { misfit, unfit } from '../../../cloudfunctions/domain/enrolment/fit';
import {
  clash,
  runningSession,
  windowOf,
} from '../../../cloudfunctions/domain/enrolment/programme';
import { newProgramme, withRules } from '../../../cloudfunctions/domain/enrolment/rules';
import { DAY, HOUR, NOW, programme, session, START } from './sample';

const MINUTE = 60 * 1000;

describe('who fits', () => {
  // START lies in June 2025: whoever was born in June 2018 is seven on its first day.
  const seven = programme({ ages: { from: 7, to: 9 } });

  it.each([
    ['2018-07', 'age'],
    ['2018-06', null],
    ['2015-07', null],
    ['2015-06', 'age'],
  ])('born %s: %s', (birthMonth, reason) => {
    expect(misfit(seven, { birthMonth, others: [] })).toBe(reason);
  });

  it('the age is that of the first session that is held', () => {
    const moved = programme({
      ages: { from: 7, to: 9 },
      sessions: [
        session({ cancelled: { at: NOW, reason: '停电' } }),
        session({ sessionId: 's-2', from: START + 31 * DAY, until: START + 31 * DAY + HOUR }),
      ],
    });
    expect(misfit(moved, { birthMonth: '2018-07', others: [] })).toBeNull();
  });

  it('the area is asked where the programme names some, and of those who have one', () => {
    const some = programme({ communityIds: ['c-1'] });
    expect(misfit(some, { communityId: 'c-1', others: [] })).toBeNull();
    expect(misfit(some, { communityId: 'c-2', others: [] })).toBe('area');
    expect(misfit(some, { others: [] })).toBeNull();
  });

  it.each([
    ['ends as it begins', START - HOUR, START, null],
    ['ends a minute later', START - HOUR, START + MINUTE, 'clash'],
    ['begins as it ends', START + 2 * HOUR, START + 3 * HOUR, null],
  ])('another session that %s', (_, from, until, reason) => {
    const other = programme({ _id: 'p-2', sessions: [session({ from, until })] });
    expect(unfit(programme(), { others: [other] })).toBe(reason);
  });

  it('neither itself nor what is cancelled is in its way', () => {
    const gone = programme({ _id: 'p-2', cancelled: { at: NOW, reason: '台风' } });
    expect(unfit(programme(), { others: [programme(), gone] })).toBeNull();
    const off = programme({ sessions: [session({ cancelled: { at: NOW, reason: '停电' } })] });
    expect(clash(programme(), off)).toBe(false);
  });
});

describe('a session', () => {
  it.each([
    [START - 30 * MINUTE - 1, undefined],
    [START - 30 * MINUTE, 's-1'],
    [START + 2 * HOUR, 's-1'],
    [START + 2 * HOUR + 1, undefined],
  ])('its doors at %d', (now, running) => {
    expect(runningSession(programme(), now)?.sessionId).toBe(running);
  });

  it('that is cancelled closes at that moment', () => {
    expect(windowOf(session({ cancelled: { at: NOW, reason: '停电' } }))).toEqual({
      from: NOW,
      until: NOW,
    });
  });
});

describe('attendance', () => {
  const scan = (more: Partial<PassScan>): PassScan => ({
    sessionId: 's-1',
    direction: 'in',
    at: NOW,
    flagged: false,
    ...more,
  });

  it('counts a session once, whoever scanned it how often', () => {
    expect(attendedOf([scan({}), scan({ at: NOW + 1 }), scan({ direction: 'out' })])).toEqual([
      's-1',
    ]);
  });

  it('a child is inside between in and out', () => {
    expect(insideSince([], 's-1')).toBeUndefined();
    expect(insideSince([scan({})], 's-1')).toBe(NOW);
    expect(insideSince([scan({})], 's-2')).toBeUndefined();
    expect(insideSince([scan({}), scan({ direction: 'out' })], 's-1')).toBeUndefined();
  });

  it('of all sessions: cancelled ones are owed by nobody, none at all is none', () => {
    const two = [session(), session({ sessionId: 's-2' })];
    const off = { at: NOW, reason: '停电' };
    expect(attendedAll({ sessions: two }, ['s-1'])).toBe(false);
    expect(attendedAll({ sessions: two }, ['s-2', 's-1'])).toBe(true);
    expect(
      attendedAll({ sessions: [session(), session({ sessionId: 's-2', cancelled: off })] }, [
        's-1',
      ]),
    ).toBe(true);
    expect(attendedAll({ sessions: [session({ cancelled: off })] }, [])).toBe(false);
  });

  it('hours are a union in whole minutes, said with one decimal', () => {
    const at = (from: number, until: number) => ({
      from: NOW + from * MINUTE,
      until: NOW + until * MINUTE,
    });
    expect(minutesOf([])).toBe(0);
    expect(minutesOf([at(0, 60), at(30, 90), at(80, 85), at(100, 110)])).toBe(100);
    expect(minutesOf([at(10, 5)])).toBe(0);
    expect([0, 3, 33, 90, 100].map(hoursOf)).toEqual([0, 0.1, 0.6, 1.5, 1.7]);
  });

  it('training is what was attended and has ended', () => {
    const all = programme({
      sessions: [
        session(),
        session({ sessionId: 's-2', from: START + DAY, until: START + DAY + HOUR }),
      ],
    });
    const ids = (now: number) =>
      trainingOf(all, ['s-1', 's-2'], now).map(({ sessionId }) => sessionId);
    expect(ids(START + 2 * HOUR - 1)).toEqual([]);
    expect(ids(START + 2 * HOUR)).toEqual(['s-1']);
    expect(ids(START + 2 * DAY)).toEqual(['s-1', 's-2']);
  });
});

describe('public figures', () => {
  it.each([
    [[5, 5, 5, 5], undefined],
    [[5, 5, 5, 5, 4], 4.8],
    [[1, 2, 3, 4, 5, 5], 3.3],
  ])('satisfaction of %j: %s', (stars, mean) => {
    expect(satisfactionOf(stars)).toBe(mean);
  });

  it.each([
    [
      'all large',
      { x: 6, y: 5 },
      [
        ['x', 6],
        ['y', 5],
      ],
    ],
    [
      'two small make one',
      { x: 9, y: 3, z: 2 },
      [
        ['x', 9],
        [null, 5],
      ],
    ],
    [
      'one small takes the next with it',
      { x: 9, y: 6, z: 1 },
      [
        ['x', 9],
        [null, 7],
      ],
    ],
    ['all too small', { x: 2, y: 2 }, []],
    ['nothing to subtract from', { x: 8, z: 1 }, [[null, 9]]],
  ])('groups under five: %s', (_, counts, told) => {
    const merged = mergeSmallGroups(new Map(Object.entries(counts)));
    expect(merged.map(({ key, count }) => [key, count])).toEqual(told);
  });

  it('say sums and no person', () => {
    const all = join(programme(), { enrolmentId: 'a', subjectId: 'x', unfit: null }, NOW);
    expect(figuresOf(all, [{ attended: 1, stars: 5, ageBand: '7-12' }], START + 2 * HOUR)).toEqual({
      enrolled: 1,
      sessionsHeld: 1,
      attendances: 1,
    });
  });
});

describe('what an admin sets', () => {
  const {
    seats: _,
    _id,
    version: __,
    cancelled: ___,
    joins,
    wakeAt,
    createdAt,
    updatedAt,
    ...given
  } = programme();

  it.each([
    ['closing before opening', { opensAt: NOW, closesAt: NOW }],
    ['more reserved than places', { capacity: 1, reserved: 2 }],
    ['ages the wrong way round', { ages: { from: 9, to: 7 } }],
    ['one number for two sessions', { sessions: [session(), session()] }],
    ['a session that ends as it begins', { sessions: [session({ until: START })] }],
  ])('%s is refused', (_name, more) => {
    expect(() => newProgramme('p-2', { ...given, ...more }, NOW)).toThrow();
    expect(() => withRules(programme(), { ...given, ...more }, NOW)).toThrow();
  });

  const joinedOne = () => join(programme(), { enrolmentId: 'a', subjectId: 'x', unfit: null }, NOW);

  it('nobody is thrown out by fewer places', () => {
    expect(withRules(joinedOne(), { ...given, capacity: 1 }, NOW).seats).toHaveLength(1);
  });

  it('a session with people in it goes by being cancelled, and one that began stays', () => {
    const other = [session({ sessionId: 's-2' })];
    expect(() => withRules(joinedOne(), { ...given, sessions: other }, NOW)).toThrow('请用取消');
    expect(withRules(programme(), { ...given, sessions: other }, NOW).sessions).toHaveLength(1);
    const moved = [session({ from: START + HOUR })];
    expect(() => withRules(joinedOne(), { ...given, sessions: moved }, START)).toThrow('已经开始');
    expect(() => withRules(joinedOne(), { ...given, sessions: moved }, START - 1)).not.toThrow();
  });

  it('a cancelled session stays cancelled', () => {
    const off = { at: NOW, reason: '停电' };
    const before = programme({ sessions: [session({ cancelled: off })] });
    expect(withRules(before, given, NOW).sessions[0]?.cancelled).toEqual(off);
  });

  it('another campaign is a conflict, another audience is refused once somebody joined', () => {
    expect(() => withRules(programme(), { ...given, campaignId: 'x' }, NOW)).toThrow('另一个活动');
    expect(() => withRules(joinedOne(), { ...given, for: 'adult' }, NOW)).toThrow('面向的对象');
    expect(withRules(programme(), { ...given, for: 'adult' }, NOW).for).toBe('adult');
  });
});
