import { openCloud, type TestCloud } from '../../support/cloud';
import { campaignId, fundId, newRequestId, openWorld, type World } from '../../support/world';

describe('the communities of a campaign', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await world.admin.call('staff', 'campaign.save', {
      requestId: newRequestId(),
      campaignId,
      title: '春天的心愿',
      place: '社区广场',
      donor: '灯塔公司',
      from: Date.now() - 1000,
      until: Date.now() + 3_600_000,
      fundId,
      consentVersion: '1',
      areas: [
        { areaId: 'd-1', name: '东区', level: 'district' },
        { areaId: 's-1', name: '海街', level: 'street', parentId: 'd-1' },
        { areaId: 's-2', name: '山街', level: 'street', parentId: 'd-1' },
        { areaId: 'c-1', name: '海岸社区', level: 'community', parentId: 's-1' },
        { areaId: 'c-2', name: '山脚社区', level: 'community', parentId: 's-2' },
        { areaId: 'c-3', name: '山顶社区', level: 'community', parentId: 's-2' },
      ],
    });
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'street',
      level: 'street',
      areaId: 's-2',
    });
  });
  afterAll(() => cloud.end());

  it('are listed to staff as far as their own areas go, to an admin whole', async () => {
    const { admin, district, community } = world;
    const seenBy = async (person: typeof admin) =>
      (await person.call('staff', 'community.list', { campaignId })).items;
    await expect(seenBy(community)).resolves.toEqual([{ communityId: 'c-1', name: '海岸社区' }]);
    await expect(seenBy(cloud.as('street'))).resolves.toEqual([
      { communityId: 'c-2', name: '山脚社区' },
      { communityId: 'c-3', name: '山顶社区' },
    ]);
    await expect(seenBy(district)).resolves.toHaveLength(3);
    await expect(seenBy(admin)).resolves.toHaveLength(3);
  });

  it('of a campaign that is not there are not', async () => {
    await expect(
      world.district.refused('staff', 'community.list', { campaignId: 'nowhere' }),
    ).resolves.toBe('NOT_FOUND');
  });
});
