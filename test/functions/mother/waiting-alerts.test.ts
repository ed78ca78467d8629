import { dayAt, momentOf } from '@micro-wish/vocabulary';
import { openCloud, type TestCloud } from '../../support/cloud';
import { activePair, DAY } from '../../support/companions';
import { HOUR, openWorld, type World } from '../../support/world';

/** An alert of a silence waits for days until somebody opens it, and the timer looks at it each hour. */
describe('alerts that wait', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  // By day, when people are told: the timer has other work at other hours.
  const start = momentOf(dayAt(Date.now() + 31 * DAY), '10:00');
  /** How many alerts wait, and what an hour of the timer asks of the database meanwhile. */
  const hourly = async (at: number): Promise<[alerts: number, requests: number]> => {
    for (const hour of [0, 1, 2]) await cloud.timer('jobs', at + hour * HOUR);
    const { items } = await world.community.call('staff', 'alert.mine', {});
    const silences = items.filter(({ kind }) => kind === 'silent');
    return [silences.length, cloud.stats().roundTrips['jobs']?.requests ?? Infinity];
  };

  it('cost the timer as much as one, however many they are', async () => {
    await activePair(cloud, world, 'first');
    const [one, forOne] = await hourly(start);
    for (const name of ['second', 'third', 'fourth']) await activePair(cloud, world, name);
    const [many, forMany] = await hourly(start + 3 * HOUR);
    expect([one, many]).toEqual([1, 4]);
    expect(forMany).toBeLessThanOrEqual(forOne);
  });
});
