import fc from 'fast-check';
import { serviceHours, unionMinutes, windowOf } from '../../../cloudfunctions/domain/mother/hours';
import {
  answerOuting,
  isUnmarked,
  markBack,
  requireOutingTime,
} from '../../../cloudfunctions/domain/mother/outing';
import {
  addToRecord,
  changeRecord,
  holdsWords,
  judgeHeld,
  lastContacts,
  requireRecordDay,
  type CompanionRecord,
} from '../../../cloudfunctions/domain/mother/record';
import { tellingsOf } from '../../../cloudfunctions/domain/mother/telling';
import { at, planned, record } from './samples';

const HOUR = 60 * 60 * 1000;

describe('the day of a record', () => {
  it.each([
    ['2025-03-09', false],
    ['2025-03-10', true],
    ['2025-04-09', true],
    ['2025-04-10', false],
  ])('on 9 April 23:59 it may be %s: %s', (day, ok) => {
    const asked = () => requireRecordDay(day, '2025-01-01', at('2025-04-09T23:59'));
    if (ok) expect(asked).not.toThrow();
    else expect(asked).toThrow();
  });

  it('a minute later the next day is today', () => {
    expect(() =>
      requireRecordDay('2025-04-10', '2025-01-01', at('2025-04-10T00:00')),
    ).not.toThrow();
    expect(() => requireRecordDay('2025-03-10', '2025-01-01', at('2025-04-10T00:00'))).toThrow();
  });

  it('is none before the start', () => {
    expect(() => requireRecordDay('2025-04-01', '2025-04-02', at('2025-04-09T12:00'))).toThrow();
    expect(() =>
      requireRecordDay('2025-04-02', '2025-04-02', at('2025-04-09T12:00')),
    ).not.toThrow();
  });
});

describe('words that moderation held', () => {
  const more = { at: 1, note: '补充', held: true };

  it.each([[record({ held: true, note: '一' })], [record({ additions: [more] })]])(
    'are let go, note and additions alike',
    (held) => {
      expect(holdsWords(held)).toBe(true);
      expect(holdsWords(judgeHeld(held, true))).toBe(false);
      expect(judgeHeld(held, true).keptBack).toBe(false);
      expect(() => judgeHeld(judgeHeld(held, true), false)).toThrow();
    },
  );

  it('stay with the supervisor until there are new ones', () => {
    const kept = judgeHeld(record({ held: true, note: '一' }), false);
    expect(kept).toMatchObject({ held: true, keptBack: true });
    const note = { note: '二', held: true };
    expect(changeRecord(kept, { note }, kept.at + 1)).toMatchObject({ keptBack: false });
    expect(addToRecord(kept, more)).toMatchObject({ keptBack: false });
    expect(changeRecord(kept, { minutes: 30 }, kept.at + 1)).toMatchObject({ keptBack: true });
  });
});

describe('a record is changed for 24 hours', () => {
  it.each([
    [24 * HOUR - 1, true],
    [24 * HOUR, false],
  ])('%d ms after: %s', (later, ok) => {
    const change = () => changeRecord(record(), { reached: false }, record().at + later);
    if (ok) expect(change().reached).toBe(false);
    else expect(change).toThrow('24');
  });

  it('other minutes wait for the supervisor again, other words do not', () => {
    const confirmed = { by: 'p', at: 1 };
    const soon = record().at + 1;
    expect(changeRecord(record({ confirmed }), { minutes: 90 }, soon).confirmed).toBeNull();
    expect(changeRecord(record({ confirmed }), { minutes: 60 }, soon).confirmed).toBe(confirmed);
    const worded = changeRecord(record({ confirmed }), { note: { note: '好', held: true } }, soon);
    expect(worded).toMatchObject({ confirmed, note: '好', held: true });
  });
});

it.each([
  [19, true],
  [20, false],
])('a record with %d additions takes one more: %s', (count, ok) => {
  const addition = { at: 1, note: '补充', held: false };
  const full = record({ additions: Array.from({ length: count }, () => addition) });
  const add = () => addToRecord(full, { ...addition, note: '又一条' });
  if (ok) expect(add().additions.at(-1)?.note).toBe('又一条');
  else expect(add).toThrow('最多补充 20 次');
});

describe('contacts', () => {
  it('only who was reached counts, and a call is not face to face', () => {
    const records = [
      record({ day: '2025-03-01', kind: 'visit' }),
      record({ day: '2025-03-05', kind: 'call' }),
      record({ day: '2025-03-09', kind: 'visit', reached: false }),
    ];
    expect(lastContacts(records)).toEqual({ reachedOn: '2025-03-05', faceOn: '2025-03-01' });
    expect(lastContacts([record({ kind: 'study' })]).faceOn).toBe('2025-03-10');
    expect(lastContacts([record({ kind: 'outing' })]).faceOn).toBe('2025-03-10');
    expect(lastContacts([])).toEqual({ reachedOn: null, faceOn: null });
  });
});

describe('an outing', () => {
  const agreed = () => answerOuting(planned, 'yes', at('2025-03-02T10:00'));

  it.each([
    ['2025-03-10T10:00', '2025-03-10T12:00', true],
    ['2025-03-10T10:00', '2025-03-10T23:59', true],
    ['2025-03-10T10:00', '2025-03-11T00:00', false],
    ['2025-03-10T10:00', '2025-03-10T10:00', false],
    ['2025-03-09T12:00', '2025-03-09T13:00', false],
    ['2025-03-09T12:01', '2025-03-09T13:00', true],
    ['2025-06-07T12:00', '2025-06-07T13:00', true],
    ['2025-06-07T12:01', '2025-06-07T13:00', false],
  ])('from %s until %s, planned on 9 March at noon: %s', (from, until, ok) => {
    const plan = () => requireOutingTime(at(from), at(until), at('2025-03-09T12:00'));
    if (ok) expect(plan).not.toThrow();
    else expect(plan).toThrow();
  });

  it.each([
    ['2025-03-10T12:59:59', false],
    ['2025-03-10T13:00', true],
  ])('nobody marked it, at %s it is told: %s', (moment, told) => {
    expect(isUnmarked(agreed(), at(moment))).toBe(told);
  });

  it('is told of once', () => {
    const told = { ...agreed(), alertAt: 0 };
    expect(isUnmarked(told, planned.until + 9 * HOUR)).toBe(false);
  });

  it('is agreed to before it begins, once, and marked back after a yes alone', () => {
    expect(answerOuting(planned, 'yes', planned.from).state).toBe('agreed');
    expect(() => answerOuting(planned, 'yes', planned.from + 1)).toThrow();
    expect(answerOuting(planned, 'no', planned.from + 1).state).toBe('declined');
    expect(() => answerOuting(agreed(), 'no', planned.from)).toThrow();
    expect(() => markBack(planned, planned.until)).toThrow();
    expect(() => markBack(answerOuting(planned, 'no', 1), planned.until)).toThrow();
    const back = markBack(agreed(), planned.until);
    expect(back).toMatchObject({ state: 'back', backAt: planned.until, alertAt: 0 });
    expect(() => markBack(back, planned.until)).toThrow('已经登记过');
    expect(isUnmarked(back, planned.until + 9 * HOUR)).toBe(false);
  });
});

describe('hours', () => {
  const confirmed = { by: 'p', at: 1 };
  const some = (from: string, minutes: number, more: Partial<CompanionRecord> = {}) =>
    record({ from, minutes, confirmed, ...more });
  const day = windowOf('2025-03-10', '2025-03-10');

  it('are the union of what was confirmed: in two places at once counts once', () => {
    const records = [some('10:00', 60), some('10:30', 60), some('14:00', 30)];
    expect(serviceHours(records, day)).toEqual({ serviceMinutes: 120, unconfirmedMinutes: 0 });
  });

  it('what waits is the union of all less the confirmed one', () => {
    const records = [some('10:00', 60), some('10:30', 60, { confirmed: null })];
    expect(serviceHours(records, day)).toEqual({ serviceMinutes: 60, unconfirmedMinutes: 30 });
  });

  it('past midnight belongs to both days', () => {
    const records = [some('23:30', 90)];
    const next = windowOf('2025-03-11', '2025-03-11');
    expect(serviceHours(records, day).serviceMinutes).toBe(30);
    expect(serviceHours(records, next).serviceMinutes).toBe(60);
    expect(serviceHours(records, windowOf(undefined, undefined)).serviceMinutes).toBe(90);
  });

  it('equal the count of the minutes one by one', () => {
    const interval = fc.record({
      from: fc.integer({ min: 0, max: 300 }),
      length: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), (given) => {
        const intervals = given.map(({ from, length }) => ({ from, until: from + length }));
        const minutes = new Set(
          intervals.flatMap(({ from, until }) =>
            Array.from({ length: until - from }, (_, n) => from + n),
          ),
        );
        const inside = [...minutes].filter((minute) => minute >= 50 && minute < 250).length;
        expect(unionMinutes(intervals, { from: 50, until: 250 })).toBe(inside);
      }),
    );
  });
});

describe('who is told of a pair', () => {
  const people = { by: 'p1', motherId: 'pm', guardianIds: ['pg'] };
  const told = (
    before: Parameters<typeof tellingsOf>[0],
    state: Parameters<typeof tellingsOf>[1]['state'],
    by = 'p1',
  ) =>
    tellingsOf(before, { state, supervisorId: 'p1' }, { ...people, by }).map(
      ({ box, kind }) => `${box} ${kind}`,
    );

  it('nobody of what they did themselves, and she not of what she never saw', () => {
    expect(told(undefined, 'proposed')).toEqual(['family pairProposed']);
    expect(told('proposed', 'declined', 'pg')).toEqual(['staff pairDeclined']);
    expect(told('proposed', 'consented', 'pg')).toEqual([
      'staff pairConsented',
      'helper pairConsented',
    ]);
    expect(told('consented', 'declined', 'pg')).toEqual(['staff pairDeclined', 'helper pairEnded']);
    expect(told('consented', 'active')).toEqual(['helper pairStarted', 'family pairStarted']);
    expect(told('active', 'suspended', 'pd')).toEqual([
      'staff pairSuspended',
      'helper pairSuspended',
      'family pairSuspended',
    ]);
    expect(told('suspended', 'active')).toEqual(['helper pairResumed', 'family pairResumed']);
    expect(told('active', 'active')).toEqual([]);
  });

  it('nobody of a family’s yes but those who wait for it, nor staff of a proposal', () => {
    expect(told(undefined, 'proposed', 'pd')).toEqual(['family pairProposed']);
    expect(told('proposed', 'consented', 'pd')).toEqual([
      'staff pairConsented',
      'helper pairConsented',
    ]);
  });
});
