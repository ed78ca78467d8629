import { openCloud, type TestCloud } from '../../support/cloud';
import { newFamily, newRequestId, openWorld, submit, type World } from '../../support/world';

describe('a wish that waits for its family', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it('tells a reviewer of any level its state, and a stranger to the area nothing', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    const { wishId } = await submit(guardian, childId);
    const review = (decision: 'approve' | 'return') => ({
      requestId: newRequestId(),
      wishId,
      decision,
      reason: '请写清楚尺码',
    });
    await world.community.call('staff', 'wish.review', review('return'));
    for (const reviewer of [world.community, world.district]) {
      await expect(reviewer.refused('staff', 'wish.review', review('approve'))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
    }
    await expect(world.admin.refused('staff', 'wish.review', review('approve'))).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });
});
