import { HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import { openCloud, type TestCloud } from '../support/cloud';

/** What a minute in which nothing happened may ask of the database. */
const MOST_READS = 3;

describe('the timer, where nothing happens', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud({ demo: true, timers: false });
  });
  afterAll(() => cloud.end());

  it('looks whether anything has happened, and does the rest once an hour', async () => {
    for (const page of ['get', 'wall', 'report', 'programmes', 'consent'] as const) {
      await cloud.as('').call('campaign', page, { campaignId: 'nanshan-2025' });
    }
    const start = Date.now() + 12 * HOUR_MS;
    // What the demo left to be done is done, and what was done in its time has settled.
    for (const minute of [0, 1, 2, 3]) await cloud.timer('jobs', start + minute * MINUTE_MS);
    const reads: number[] = [];
    for (let minute = 4; minute < 66; minute += 1) {
      const before = cloud.stats().reads;
      await cloud.timer('jobs', start + minute * MINUTE_MS);
      reads.push(cloud.stats().reads - before);
    }
    const whole = reads.filter((count) => count > MOST_READS);
    // The hour, midnight or morning, and what the demo has under way.
    expect(whole.length).toBeLessThanOrEqual(4);
    expect(Math.max(...whole)).toBeLessThan(150);
  });
});
