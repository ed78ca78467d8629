import type { EpochMs } from '../../typings/contract';
import { limiter, type Limit } from '../domain/common/limiter';
import { refuse } from '../domain/common/refusal';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Counted in the memory of one instance, so that an ordinary call costs nothing. Nobody is limited
 * below 50 calls a second and 3,000 a minute, or 100 failed scans a minute.
 */
const CALLS: readonly Limit[] = [
  { most: 200, windowMs: SECOND_MS },
  { most: 6000, windowMs: MINUTE_MS },
];
const FAILED_SCANS: readonly Limit[] = [{ most: 200, windowMs: MINUTE_MS }];
/** Visitors without a login are one caller. */
const NUMBERS: readonly Limit[] = [{ most: 3000, windowMs: MINUTE_MS }];

const calls = limiter(CALLS);
const failedScans = limiter(FAILED_SCANS);
const numbers = limiter(NUMBERS);

/** Counts a call of somebody who is signed in. @throws Refusal RATE_LIMITED */
export const limitCalls = (openid: string, now: EpochMs): void => {
  if (openid === '') return;
  if (calls.isOver(openid, now)) refuse('RATE_LIMITED', '操作太快了，请等几秒再试。');
  calls.count(openid, now);
};

/** Counts a try of a certificate's number, right or wrong. @throws Refusal RATE_LIMITED */
export const limitNumbers = (openid: string, now: EpochMs): void => {
  if (numbers.isOver(openid, now)) refuse('RATE_LIMITED', '查验太频繁，请过一分钟再试。');
  numbers.count(openid, now);
};

/** @throws Refusal RATE_LIMITED where too many scans of this person have failed */
export const limitScans = (personId: string, now: EpochMs): void => {
  if (failedScans.isOver(personId, now)) {
    refuse('RATE_LIMITED', '扫错的次数太多了，请等一分钟，核对卡号后再扫。');
  }
};

export const countFailedScan = (personId: string, now: EpochMs): void => {
  failedScans.count(personId, now);
};
