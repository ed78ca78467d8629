import {
  countFailedScan,
  limitCalls,
  limitNumbers,
  limitScans,
} from '../../../cloudfunctions/shared/rate-limit';

const AT = 1_700_000_000_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How many of so many, spread over a time, are let through. */
const passed = (times: number, within: number, act: (now: number) => void): number => {
  let count = 0;
  for (let time = 0; time < times; time += 1) {
    try {
      act(AT + Math.floor((time * within) / times));
      count += 1;
    } catch {
      // Refused.
    }
  }
  return count;
};

describe('nobody who is signed in is limited', () => {
  it.each([
    ['up to 50 calls in a second', 50, SECOND],
    ['up to 3,000 calls in a minute', 3000, MINUTE],
  ])('%s', (who, times, within) => {
    expect(passed(times, within, (now) => limitCalls(who, now))).toBe(times);
  });

  it('up to 100 failed scans in a minute', () => {
    const scan = (now: number): void => {
      limitScans('slow-hands', now);
      countFailedScan('slow-hands', now);
    };
    expect(passed(100, MINUTE, scan)).toBe(100);
  });
});

describe('a bot is limited', () => {
  it.each([
    ['in a second', 1000, SECOND],
    ['in a minute', 20_000, MINUTE],
  ])('that calls %s', (who, times, within) => {
    expect(passed(times, within, (now) => limitCalls(who, now))).toBeLessThan(times / 2);
  });

  it('that tries codes, and that tries numbers without a login', () => {
    const scan = (now: number): void => {
      limitScans('guesser', now);
      countFailedScan('guesser', now);
    };
    expect(passed(672, 4 * SECOND, scan)).toBeLessThan(300);
    expect(passed(10_000, MINUTE, (now) => limitNumbers('', now))).toBeLessThan(5000);
  });
});

it('visitors without a login are not counted together', () => {
  expect(passed(20_000, SECOND, (now) => limitCalls('', now))).toBe(20_000);
});
