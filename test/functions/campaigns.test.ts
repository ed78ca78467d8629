import { openCloud, type Person, type TestCloud } from '../support/cloud';
import {
  campaignId,
  fundId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../support/world';

describe('a campaign', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const district = { areaId: 'd-9', name: '西区', level: 'district' as const };
  const summer = () => ({
    requestId: newRequestId(),
    campaignId: 'summer',
    title: '夏天的心愿',
    place: '海边',
    donor: '灯塔公司',
    from: Date.now() - HOUR,
    until: Date.now() + HOUR,
    fundId: 'summer-fund',
    consentVersion: '1',
    areas: [district],
  });

  it('is saved with as many areas as a call may name, more than one transaction takes', async () => {
    const communities = Array.from({ length: 59 }, (_, place) => ({
      areaId: `c-9-${place}`,
      name: `社区 ${place}`,
      level: 'community' as const,
      parentId: 'd-9',
    }));
    const areas = [district, ...communities];
    await world.admin.call('staff', 'campaign.save', { ...summer(), areas });
    const seen = await world.stranger.call('campaign', 'get', { campaignId: 'summer' });
    expect(seen.communities).toHaveLength(communities.length);
  });

  it('that has fewer review levels than before leaves no wish without a reviewer', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    const { wishId } = await submit(guardian, childId);
    const approve = (reviewer: Person) =>
      reviewer.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
    await expect(approve(world.community)).resolves.toEqual({ state: 'submitted' });
    await world.admin.call('staff', 'campaign.save', {
      ...summer(),
      campaignId,
      fundId,
      reviewLevels: ['district'],
      areas: [{ areaId: 'd-1', name: '东区', level: 'district' }],
    });
    await expect(approve(world.district)).resolves.toEqual({ state: 'approved' });
  });

  it('names each review level once', async () => {
    await expect(
      world.admin.refused('staff', 'campaign.save', {
        ...summer(),
        reviewLevels: ['district', 'district'],
      }),
    ).resolves.toBe('INVALID_ARGUMENT');
  });
});
