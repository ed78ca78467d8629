import { isFlagged, minutesOf } from '../../../cloudfunctions/domain/enrolment/attendance';
import { misfit, unfit } from '../../../cloudfunctions/domain/enrolment/fit';
import { queueOf } from '../../../cloudfunctions/domain/enrolment/places';
import {
  clash,
  endOf,
  sessionOf,
  startOf,
  windowOf,
} from '../../../cloudfunctions/domain/enrolment/programme';
import { newProgramme, withRules } from '../../../cloudfunctions/domain/enrolment/rules';
import { DAY, HOUR, NOW, programme, seat, session, START } from './sample';

const OFF = { at: NOW, reason: '停电' };
const second = session({ sessionId: 's-2', from: START + DAY, until: START + DAY + HOUR });

describe('a programme of several sessions', () => {
  it('goes from the first that is held to the end of the last', () => {
    const two = programme({ sessions: [second, session()] });
    expect([startOf(two), endOf(two)]).toEqual([START, START + DAY + HOUR]);
  });

  it('does not begin with one that is cancelled', () => {
    const two = programme({ sessions: [session({ cancelled: OFF }), second] });
    expect([startOf(two), endOf(two)]).toEqual([START + DAY, START + DAY + HOUR]);
  });

  it('keeps its time where all of them are cancelled', () => {
    const none = programme({
      sessions: [session({ cancelled: OFF }), { ...second, cancelled: OFF }],
    });
    expect([startOf(none), endOf(none)]).toEqual([START, START + DAY + HOUR]);
  });

  it('knows each by its number', () => {
    const two = programme({ sessions: [session(), second] });
    expect(sessionOf(two, 's-2')).toBe(second);
    expect(sessionOf(two, 's-9')).toBeUndefined();
  });

  it.each([
    ['before the doors open', NOW, { from: NOW, until: NOW }],
    ['while it runs', START + HOUR, { from: START - HOUR / 2, until: START + HOUR }],
    ['after it', START + DAY, { from: START - HOUR / 2, until: START + 2 * HOUR }],
  ])('has no open door from the moment one is cancelled: %s', (_, at, window) => {
    expect(windowOf(session({ cancelled: { at, reason: '停电' } }))).toEqual(window);
  });
});

describe('two programmes', () => {
  const other = programme({ sessions: [session({ sessionId: 'o-1' })] });

  it('clash where any session of the one meets any of the other', () => {
    const late = { ...second, sessionId: 'o-2' };
    expect(clash(programme({ sessions: [second, session()] }), other)).toBe(true);
    expect(clash(programme(), programme({ sessions: [late, session()] }))).toBe(true);
    expect(clash(programme({ sessions: [second] }), other)).toBe(false);
  });

  it('do not clash by a session that is cancelled', () => {
    expect(clash(programme({ sessions: [session({ cancelled: OFF }), second] }), other)).toBe(
      false,
    );
  });
});

describe('who fits', () => {
  const some = programme({ ages: { from: 7, to: 9 } });

  it('is no question of age for an adult, nor where a programme has none', () => {
    expect(misfit(some, { others: [] })).toBeNull();
    expect(misfit(programme(), { birthMonth: '1980-01', others: [] })).toBeNull();
  });

  it.each([
    [true, null],
    [false, 'area'],
  ])('lives in a community of the campaign (%s): %s', (isOfCampaign, reason) => {
    expect(misfit(programme(), { communityId: 'c-1', isOfCampaign, others: [] })).toBe(reason);
  });

  it('is busy where any one of the other programmes is at that time', () => {
    const free = programme({ _id: 'p-2', sessions: [second] });
    const busy = programme({ _id: 'p-3' });
    expect(unfit(programme(), { others: [free, busy] })).toBe('clash');
    expect(unfit(programme(), { others: [free] })).toBeNull();
  });
});

describe('the queue', () => {
  it.each([
    ['who joined first, whatever order it is kept in', [0, 0, 0], ['a', 'b', 'c']],
    ['a higher priority', [0, 0, 1], ['c', 'a', 'b']],
    ['the earlier of one priority', [0, 1, 1], ['b', 'c', 'a']],
  ])('serves %s first', (_, [a = 0, b = 0, c = 0], served) => {
    const seats = [
      seat('c', { joinNo: 3, priority: c }),
      seat('a', { joinNo: 1, priority: a }),
      seat('b', { joinNo: 2, priority: b }),
      seat('in', { joinNo: 0, state: 'enrolled' }),
    ];
    expect(queueOf({ seats }).map(({ enrolmentId }) => enrolmentId)).toEqual(served);
  });
});

describe('attendance', () => {
  it('of a minute and a half is one whole minute', () => {
    expect(minutesOf([{ from: NOW, until: NOW + 90_000 }])).toBe(1);
  });

  it('is marked where any scan let somebody in who was not enrolled', () => {
    const scan = { sessionId: 's-1', direction: 'in' as const, at: NOW, flagged: false };
    expect(isFlagged([scan, scan])).toBe(false);
    expect(isFlagged([scan, { ...scan, flagged: true }])).toBe(true);
  });
});

describe('what an admin sets', () => {
  const { _id, cancelled, seats, joins, wakeAt, version, createdAt, updatedAt, ...given } =
    programme();
  const joined = programme({ seats: [seat('a', { state: 'enrolled' })] });

  it('makes a programme that nobody has joined', () => {
    const { cancelled: _none, ...plain } = session();
    expect(newProgramme('p-2', { ...given, sessions: [plain] }, NOW)).toEqual(
      programme({ _id: 'p-2', createdAt: NOW, updatedAt: NOW }),
    );
  });

  it.each([
    ['all places are reserved', { capacity: 2, reserved: 2 }],
    ['it is for one year of age', { ages: { from: 7, to: 7 } }],
  ])('is sound where %s', (_, more) => {
    expect(newProgramme('p-2', { ...given, ...more }, NOW)).toMatchObject(more);
  });

  it('does not change a programme that is cancelled', () => {
    expect(() => withRules(programme({ cancelled: OFF }), given, NOW)).toThrow('项目已取消');
  });

  it('keeps children from being fetched otherwise once a session has begun', () => {
    const fetched = { ...given, sessions: [session({ inOut: true })] };
    expect(() => withRules(joined, fetched, START)).toThrow('已经开始');
    expect(withRules(joined, fetched, START - 1).sessions[0]?.inOut).toBe(true);
    expect(withRules(programme(), fetched, START).sessions[0]?.inOut).toBe(true);
    expect(withRules(joined, given, START).sessions).toEqual([session()]);
  });

  it.each([
    ['stays on record where people had joined', joined.seats, ['s-1', 's-2']],
    ['goes where nobody had', [], ['s-1']],
  ])('leaves out a cancelled session: it %s', (_, people, left) => {
    const gone = { ...second, cancelled: OFF };
    const before = programme({ sessions: [gone, session()], seats: people });
    const { sessions } = withRules(before, given, NOW);
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual(left);
  });

  it('names a cancelled session again, and it stands there once', () => {
    const gone = { ...second, cancelled: OFF };
    const before = programme({ sessions: [session(), gone], seats: joined.seats });
    const again = { ...given, sessions: [session(), second] };
    expect(withRules(before, again, NOW).sessions).toEqual([session(), gone]);
  });
});
