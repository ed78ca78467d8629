import type { ChildSays, YesNo } from '../../../typings/contract';
import { climbsTo, newAlert, stepFrom } from '../../../cloudfunctions/domain/mother/alert';
import { dueOf, nextAlertOn, silencesToTell } from '../../../cloudfunctions/domain/mother/clocks';
import { earlier, later } from '../../../cloudfunctions/domain/mother/days';
import { addMonths, dayAt, daysBetween } from '@micro-wish/vocabulary';
import {
  asksChildAgain,
  endPair,
  noteTalk,
  requireActive,
  resumePair,
  startPair,
  suspendPair,
  withoutMother,
  type Pair,
} from '../../../cloudfunctions/domain/mother/pair';
import { active, answer, at, by, consented, proposed } from './samples';

describe('the family’s word', () => {
  it.each<[YesNo, ChildSays, string]>([
    ['yes', 'yes', 'consented'],
    ['yes', 'cannot_say', 'consented'],
    ['yes', 'no', 'declined'],
    ['no', 'yes', 'declined'],
    ['no', 'no', 'declined'],
    ['no', 'cannot_say', 'declined'],
  ])('under 14, %s and the child %s: %s', (yesNo, says, state) => {
    expect(answer(proposed(), says, yesNo).state).toBe(state);
  });

  it.each<[YesNo, ChildSays, string | null]>([
    ['yes', 'yes', 'consented'],
    ['yes', 'cannot_say', null],
    ['yes', 'no', 'declined'],
    ['no', 'yes', 'declined'],
    ['no', 'cannot_say', 'declined'],
  ])('from 14 on, %s and the child %s: %s', (yesNo, says, state) => {
    const said = () => answer(proposed(), says, yesNo, '2011-03').state;
    if (state === null) expect(said).toThrow('14');
    else expect(said()).toBe(state);
  });

  it.each([
    ['2025-02-28T23:59', true],
    ['2025-03-01T00:00', false],
  ])(
    '14 is reached on the first day of the month of birth: at %s she need not speak: %s',
    (on, ok) => {
      const said = () => answer(proposed(), 'cannot_say', 'yes', '2011-03', on);
      if (ok) expect(said().state).toBe('consented');
      else expect(said).toThrow();
    },
  );

  it('a no ends what had begun, and cancels nothing twice', () => {
    expect(answer(active(), 'no').state).toBe('ended');
    expect(answer(active(), 'yes', 'no').state).toBe('ended');
    expect(answer(consented(), 'no').state).toBe('declined');
    expect(() => answer(answer(active(), 'no'), 'yes')).toThrow();
    expect(() => answer(answer(proposed(), 'no'), 'yes')).toThrow();
  });

  it('a birthday turns nothing off: the family is asked to ask again', () => {
    const pair = answer(proposed(), 'cannot_say', 'yes', '2011-04');
    expect(asksChildAgain(pair, '2011-04', at('2025-03-31T23:59'))).toBe(false);
    expect(asksChildAgain(pair, '2011-04', at('2025-04-01T00:00'))).toBe(true);
    expect(asksChildAgain(consented(), '2011-04', at('2025-04-01T00:00'))).toBe(false);
    const over = endPair(pair, by('2025-03-03T10:00'));
    expect(asksChildAgain(over, '2011-04', at('2025-04-01T00:00'))).toBe(false);
    expect(asksChildAgain(proposed(), '2011-04', at('2025-04-01T00:00'))).toBe(false);
  });

  it('the child’s own yes, said later, moves nothing that is under way', () => {
    const asked = startPair(answer(proposed(), 'cannot_say'), '2025-03-02', by('2025-03-02T12:00'));
    const again = answer(asked, 'yes', 'yes', '2011-03', '2025-03-05T12:00');
    expect(again).toMatchObject({ state: 'active', consent: { childSays: 'yes' } });
  });
});

describe('states', () => {
  const all: Record<string, Pair> = {
    proposed: proposed(),
    consented: consented(),
    active: active(),
    suspended: suspendPair(active(), by('2025-03-03T10:00'), ''),
    ended: endPair(active(), by('2025-03-03T10:00')),
    declined: answer(proposed(), 'no'),
    cancelled: endPair(proposed(), by('2025-03-03T10:00')),
  };
  const now = by('2025-03-04T10:00');
  const STEPS: Record<string, (pair: Pair) => Pair> = {
    start: (pair) => startPair(pair, '2025-03-04', now),
    suspend: (pair) => suspendPair(pair, now, ''),
    resume: (pair) => resumePair(pair, now, ''),
    end: (pair) => endPair(pair, now),
  };
  const ALLOWED: Record<string, string> = {
    'consented start': 'active',
    'active suspend': 'suspended',
    'suspended resume': 'active',
    'proposed end': 'cancelled',
    'consented end': 'cancelled',
    'active end': 'ended',
    'suspended end': 'ended',
  };
  it.each(
    Object.keys(all).flatMap((state) => Object.keys(STEPS).map((step) => [state, step] as const)),
  )('%s, %s', (state, step) => {
    const to = ALLOWED[`${state} ${step}`];
    const done = () => STEPS[step]!(all[state]!);
    if (to === undefined) expect(done).toThrow();
    else expect(done().state).toBe(to);
  });

  it.each([
    ['active', false, 'suspended'],
    ['active', true, 'suspended'],
    ['suspended', true, 'suspended'],
    ['consented', false, 'consented'],
    ['consented', true, 'cancelled'],
    ['proposed', true, 'cancelled'],
  ])('a mother of an %s pair leaves (for good: %s): %s', (state, isEnd, to) => {
    expect(withoutMother(all[state]!, now, isEnd).state).toBe(to);
  });

  it('live are the four that count', () => {
    const live = Object.keys(all).filter((state) => all[state]!.live);
    expect(live).toEqual(['proposed', 'consented', 'active', 'suspended']);
  });
});

describe('the first meeting', () => {
  it.each([
    ['2025-03-31', true],
    ['2025-04-01', false],
    ['2025-03-01', true],
    ['2025-02-28', false],
  ])('on 2025-03-31 it may have been on %s: %s', (metOn, ok) => {
    const start = () => startPair(consented(), metOn, by('2025-03-31T12:00'));
    if (ok) expect(start().startedOn).toBe(metOn);
    else expect(start).toThrow();
  });
});

describe('a supporter', () => {
  const support = (until: string | null, purpose: string | null = '数学') =>
    proposed({ role: 'supporter', until, purpose });

  it('comes with a purpose and an end that lies ahead', () => {
    expect(() => support(null)).toThrow();
    expect(() => support('2025-06-30', null)).toThrow();
    expect(() => support('2025-02-28')).toThrow();
    expect(support('2025-03-01').lastOn).toBe('2025-03-01');
  });

  it.each([
    ['2025-06-30', true],
    ['2025-07-01', false],
  ])('until 30 June, on %s takes records: %s', (today, ok) => {
    const started = startPair(
      answer(support('2025-06-30'), 'yes'),
      '2025-03-02',
      by('2025-03-02T12:00'),
    );
    const asked = () => requireActive(started, today);
    if (ok) expect(asked).not.toThrow();
    else expect(asked).toThrow('已到结束日期');
  });

  it.each([
    ['2025-03-09', false],
    ['2025-03-10', true],
    ['2025-03-11', true],
    [null, true],
  ])('until %s, first met on 10 March: %s', (until, ok) => {
    const agreed = answer(until === null ? proposed() : support(until), 'yes');
    const start = () => startPair(agreed, '2025-03-10', by('2025-03-10T12:00'));
    if (ok) expect(start().state).toBe('active');
    else expect(start).toThrow('已过结束日期');
  });

  it('no end is looked for once the pair is over', () => {
    expect(endPair(support('2025-06-30'), by('2025-03-03T10:00')).lastOn).toBe('');
    expect(proposed().lastOn).toBe('');
  });
});

it.each([
  ['proposed', proposed()],
  ['suspended', suspendPair(active(), by('2025-03-03T10:00'), '')],
  ['ended', endPair(active(), by('2025-03-03T10:00'))],
])('a pair that is %s takes no records', (_, pair) => {
  expect(() => {
    requireActive(pair, '2025-03-04');
  }).toThrow('不能记录');
});

describe('two clocks', () => {
  const told = (pair: Pair, moment: string) =>
    silencesToTell(dueOf(pair), pair.alerted, dayAt(at(moment)));

  it.each([
    ['2025-04-01T23:59', []],
    ['2025-04-02T00:00', ['silent']],
    ['2025-05-31T23:59', ['silent']],
    ['2025-06-01T00:00', ['silent', 'face']],
  ])('of a pair that met on 2 March, at %s told: %j', (moment, silences) => {
    expect(told(active(), moment)).toEqual(silences);
  });

  it('the alert’s day is known beforehand, and goes once it was told', () => {
    const pair = active();
    expect(pair.alertOn).toBe('2025-04-02');
    const due = dueOf(pair);
    expect(due).toMatchObject({ silent: '2025-04-01', face: '2025-05-31' });
    expect(nextAlertOn(due, { silent: '2025-04-01', face: null })).toBe('2025-06-01');
    expect(nextAlertOn(due, { silent: '2025-04-01', face: '2025-05-31' })).toBe('');
  });

  it('suspension stops both, and resuming sets them anew', () => {
    const suspended = suspendPair(active(), by('2025-03-20T10:00'), '');
    expect(dueOf(suspended)).toBeNull();
    expect([suspended.silentKey, suspended.faceKey, suspended.talkKey, suspended.alertOn]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    const resumed = resumePair(suspended, by('2025-05-01T10:00'), '');
    expect(dueOf(resumed)).toMatchObject({ silent: '2025-05-31', face: '2025-07-30' });
  });

  it('do not run before the first meeting, in a suspension, nor behind the end', () => {
    const ended = endPair(active(), by('2025-03-20T10:00'));
    const suspended = suspendPair(active(), by('2025-03-20T10:00'), '');
    for (const pair of [proposed(), consented(), suspended, ended]) {
      expect(dueOf(pair)).toBeNull();
      expect(told(pair, '2025-12-31T12:00')).toEqual([]);
    }
    expect(ended).toMatchObject({ silentKey: '', faceKey: '', talkKey: '', alertOn: '' });
  });

  it('put the pair into the lists of what is due, by its last good days', () => {
    expect(active()).toMatchObject({
      silentKey: '2025-04-01.pair',
      faceKey: '2025-05-31.pair',
      talkKey: '2025-03-17.pair',
    });
  });
});

describe('talks', () => {
  const talk = (pair: Pair, side: 'mother' | 'guardian', day: string) =>
    noteTalk(pair, side, day, at('2025-12-31T12:00'));
  const both = (pair: Pair, day: string) => talk(talk(pair, 'mother', day), 'guardian', day);

  it('twice in the first month, then monthly, with each side', () => {
    const pair = active();
    expect(dueOf(pair)?.talk).toBe('2025-03-17');
    expect(dueOf(talk(pair, 'mother', '2025-03-10'))?.talk).toBe('2025-03-17');
    const once = both(pair, '2025-03-10');
    expect(dueOf(once)?.talk).toBe('2025-04-01');
    const twice = both(once, '2025-03-28');
    expect(dueOf(twice)?.talk).toBe('2025-04-28');
    expect(dueOf(both(twice, '2025-05-31'))?.talk).toBe('2025-06-30');
    expect(dueOf(both(pair, '2025-05-10'))?.talk).toBe('2025-06-10');
  });

  const resumed = (on: string) =>
    resumePair(suspendPair(active(), by('2025-03-03T10:00'), ''), by(`${on}T10:00`), '');

  it.each([
    ['2025-03-10', '2025-03-17'],
    ['2025-03-25', '2025-03-25'],
    ['2025-03-31', '2025-03-31'],
    ['2025-04-01', '2025-05-01'],
    ['2025-05-10', '2025-06-10'],
  ])('a pair that met on 2 March and goes on since %s is first talked of by %s', (on, due) => {
    expect(dueOf(resumed(on))?.talk).toBe(due);
  });

  it.each([
    ['2025-03-31', '2025-04-01'],
    ['2025-04-01', '2025-05-01'],
  ])('with one talk alone, on %s, the next is due by %s', (day, due) => {
    expect(dueOf(both(active(), day))?.talk).toBe(due);
  });

  it('are noted from the day of the first meeting, up to the end', () => {
    expect(talk(active(), 'mother', '2025-03-02').talks.mother).toEqual(['2025-03-02']);
    const ended = endPair(active(), by('2025-03-20T10:00'));
    expect(() => talk(ended, 'mother', '2025-03-10')).toThrow('不能这样办理');
  });

  it('are noted for days since the first meeting', () => {
    expect(() => talk(active(), 'mother', '2025-03-01')).toThrow();
    expect(() => talk(active(), 'mother', '2026-01-01')).toThrow();
    expect(() => talk(consented(), 'mother', '2025-03-01')).toThrow();
    expect(noteTalk(active(), 'child', '2025-03-05', at('2025-03-05T12:00')).talks.mother).toEqual(
      [],
    );
  });
});

describe('an alert', () => {
  const about = { pairId: 'pair', kind: 'silent', matter: '2025-04-01', personIds: ['p'] } as const;
  const DAY = 24 * 60 * 60 * 1000;
  const both = { supervisor: true, deputy: true };

  it.each([
    [both, 'supervisor'],
    [{ supervisor: false, deputy: true }, 'deputy'],
    [{ supervisor: false, deputy: false }, 'above'],
  ])('with %j is first given to: %s', (standing, to) => {
    expect(stepFrom('supervisor', standing)).toBe(to);
  });

  it.each([
    [3 * DAY - 1, null],
    [3 * DAY, 'deputy'],
  ])('unopened, after %d ms goes on to: %s', (later, to) => {
    const alert = newAlert({ ...about, personIds: ['p'], to: 'supervisor' }, 1000);
    expect(climbsTo(alert, both, 1000 + later)).toBe(to);
  });

  it.each([
    [3 * DAY - 1, null],
    [3 * DAY, 'above'],
  ])('unopened by the deputy too, after %d ms goes on to: %s', (later, to) => {
    const alert = newAlert({ ...about, personIds: ['p'], to: 'deputy' }, 1000);
    expect(climbsTo(alert, both, 1000 + later)).toBe(to);
  });

  it('goes on at once where the grant has ended, past whoever is gone', () => {
    const alert = newAlert({ ...about, personIds: ['p'], to: 'supervisor' }, 1000);
    expect(climbsTo(alert, { supervisor: false, deputy: true }, 1001)).toBe('deputy');
    expect(climbsTo(alert, { supervisor: false, deputy: false }, 1001)).toBe('above');
  });

  it('stays where it was opened, at the top, and where it is of no silence', () => {
    const opened = { ...newAlert({ ...about, personIds: [], to: 'supervisor' }, 0), openedAt: 5 };
    expect(climbsTo(opened, both, 9 * DAY)).toBeNull();
    const top = newAlert({ ...about, personIds: [], to: 'above' }, 1);
    expect(climbsTo(top, both, 9 * DAY)).toBeNull();
    const outing = newAlert({ ...about, kind: 'outing', personIds: [], to: 'supervisor' }, 1);
    expect(climbsTo(outing, both, 9 * DAY)).toBeNull();
  });
});

describe('days', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-11-30', 3, '2026-02-28'],
  ])('%s and %d months: %s', (day, months, to) => expect(addMonths(day, months)).toBe(to));

  it('a day begins at midnight in Shanghai', () => {
    expect(dayAt(at('2025-03-01T23:59'))).toBe('2025-03-01');
    expect(dayAt(at('2025-03-02T00:00'))).toBe('2025-03-02');
    expect(daysBetween('2025-02-27', '2025-03-01')).toBe(2);
  });

  it.each([
    ['2025-03-01', '2025-03-02', '2025-03-01', '2025-03-02'],
    ['2025-03-02', '2025-03-01', '2025-03-01', '2025-03-02'],
    ['2025-03-01', null, '2025-03-01', '2025-03-01'],
    [null, '2025-03-01', '2025-03-01', '2025-03-01'],
    [null, null, null, null],
  ])('of %s and %s the earlier is %s, the later %s', (one, other, first, last) => {
    expect([earlier(one, other), later(one, other)]).toEqual([first, last]);
  });
});
