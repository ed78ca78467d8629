import type { TestCloud } from '../support/cloud';
import { playCrowd } from '../support/crowd';
import { openLongWall } from '../support/long-wall';

describe('a crowd without a login', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openLongWall(450, 12);
  });
  afterAll(() => cloud.end());

  it('costs a reading a call at most, whatever is asked for, and hardly a write', async () => {
    const { calls, reads, writes } = await playCrowd(cloud.as(''), 500, () =>
      Promise.resolve(cloud.stats()),
    );
    expect(reads).toBeLessThanOrEqual(calls);
    expect(writes).toBeLessThan(calls / 10);
  });
});
