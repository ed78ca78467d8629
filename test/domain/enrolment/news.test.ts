import {
  isProgrammeNews,
  newsOf,
  remindersOf,
} from '../../../cloudfunctions/domain/enrolment/news';
import type { Seat } from '../../../cloudfunctions/domain/enrolment/programme';
import type { EnrolmentState } from '../../../typings/contract';
import { DAY, NOW, programme, seat, session, START } from './sample';

/** Somebody who went through these states, the last of them at `at`. */
const through = (states: readonly EnrolmentState[], at = NOW, enrolmentId = 'a'): Seat =>
  seat(enrolmentId, {
    state: states.at(-1) ?? 'waiting',
    history: states.map((state, place) => ({ state, at: at - states.length + 1 + place })),
  });

const keysOf = (news: readonly { kind: string; key: string }[]) =>
  news.map(({ kind, key }) => [kind, key]);

const told = (seats: Seat[], now = NOW) => keysOf(newsOf(programme({ seats }), now));

const STOPPED = { at: NOW, reason: '台风' };

describe('what one is told of an own enrolment', () => {
  it.each<[string, EnrolmentState[], string[][]]>([
    ['a place that is offered', ['waiting', 'offered'], [['placeOffered', `a#${NOW}`]]],
    ['a place that is given', ['waiting', 'enrolled'], [['placeGiven', `a#${NOW}`]]],
    ['not what one took', ['waiting', 'offered', 'enrolled'], []],
    ['not what one got on joining', ['enrolled'], []],
    ['not that one waits', ['waiting'], []],
    ['not that one left', ['enrolled', 'cancelled'], []],
    ['not that an offer is over', ['waiting', 'offered', 'lapsed'], []],
    ['not that one came back to the queue', ['enrolled', 'cancelled', 'waiting'], []],
    ['nothing where nothing happened', [], []],
  ])('%s', (_, states, news) => {
    expect(told([through(states)])).toEqual(news);
  });

  it.each([
    [0, true],
    [2 * DAY, true],
    [2 * DAY + 1, false],
  ])('%d ms later it is news: %s', (later, isNews) => {
    expect(told([through(['waiting', 'offered'])], NOW + later)).toHaveLength(isNews ? 1 : 0);
  });

  it('an offer of another day is told anew', () => {
    const [first] = told([through(['waiting', 'offered'], NOW)]);
    const [second] = told([through(['waiting', 'offered'], NOW + 1)], NOW + 1);
    expect(first).not.toEqual(second);
  });
});

describe('what people are told of a cancelled programme', () => {
  it('that all of it is off, once, and not that they themselves had left at another time', () => {
    const all = programme({
      cancelled: STOPPED,
      sessions: [session({ cancelled: STOPPED })],
      seats: [
        through(['enrolled', 'cancelled'], NOW, 'a'),
        through(['waiting', 'cancelled'], NOW, 'b'),
        through(['enrolled', 'cancelled'], NOW - 1, 'left'),
        through(['waiting', 'offered', 'declined'], NOW, 'declined'),
      ],
    });
    expect(keysOf(newsOf(all, NOW))).toEqual([
      ['programmeCancelled', 'a#all'],
      ['programmeCancelled', 'b#all'],
    ]);
  });
});

describe('what people are told of a cancelled session', () => {
  const withOneOff = (seats: Seat[]) =>
    programme({
      sessions: [session(), session({ sessionId: 's-2', cancelled: STOPPED })],
      seats,
    });

  it.each<[EnrolmentState, boolean]>([
    ['waiting', true],
    ['offered', true],
    ['enrolled', true],
    ['declined', false],
    ['lapsed', false],
    ['cancelled', false],
    ['rejected', false],
  ])('whoever is %s: %s', (state, isTold) => {
    const one = seat('a', { state, history: [{ state, at: NOW - 3 * DAY }] });
    expect(newsOf(withOneOff([one]), NOW)).toEqual(
      isTold ? [{ enrolmentId: 'a', kind: 'programmeCancelled', key: 'a#s-2' }] : [],
    );
  });

  it.each([
    [2 * DAY, 1],
    [2 * DAY + 1, 0],
  ])('%d ms later: %d news', (later, count) => {
    expect(newsOf(withOneOff([through(['enrolled'])]), NOW + later)).toHaveLength(count);
  });
});

describe('the reminder of a session', () => {
  const dayOf = (at: number) => Math.floor(at / DAY);
  const dayOfStart = dayOf(START);
  const reminded = (today: number, sessions = [session()]) =>
    remindersOf(
      programme({
        sessions,
        seats: [through(['enrolled'], NOW, 'a'), through(['waiting'], NOW, 'b')],
      }),
      { today, dayOf },
    );

  it.each([
    ['two days before', dayOfStart - 2, 0],
    ['the day before', dayOfStart - 1, 1],
    ['on the day', dayOfStart, 0],
    ['the day after', dayOfStart + 1, 0],
  ])('%s: %d to whoever is in', (_, today, count) => {
    expect(reminded(today)).toHaveLength(count);
  });

  it('is of one session at one time, and only to those who are in', () => {
    expect(reminded(dayOfStart - 1)).toEqual([
      { enrolmentId: 'a', kind: 'programmeTomorrow', key: `a#s-1#${START}` },
    ]);
  });

  it('is not sent for what is cancelled', () => {
    expect(reminded(dayOfStart - 1, [session({ cancelled: STOPPED })])).toEqual([]);
  });
});

it.each([
  ['placeOffered', true],
  ['certificateIssued', true],
  ['reviewed', false],
])('news of kind %s is of a programme: %s', (kind, is) => {
  expect(isProgrammeNews(kind)).toBe(is);
});
