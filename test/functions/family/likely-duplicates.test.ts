import { openCloud, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

const PURPOSE = '比对可能重复的心愿';

describe('likely duplicates', () => {
  let cloud: TestCloud;
  let world: World;
  const ids: Record<string, string> = {};

  /** A wish of a family of its own, or of one that has come before. */
  const wish = async (name: string, nickname: string, communityId: string, openid = name) => {
    const guardian = cloud.as(openid);
    await guardian.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    const { childId } = await guardian.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname,
      birthMonth: '2016-05',
      communityId,
    });
    ids[name] = (await submit(guardian, childId, `${name}的球`)).wishId;
  };
  const open = (wishId: string) =>
    world.community.call('staff', 'wish.open', { wishId, purpose: '审核' });
  const compare = (other: string) =>
    world.community.call('staff', 'wish.compare', {
      wishId: ids['dou'] ?? '',
      otherId: ids[other] ?? '',
    });
  const openings = async (openid: string) => {
    const { items } = await cloud.as(openid).call('family', 'access.mine', {});
    return items.map(({ role, purpose }) => `${role} ${purpose}`);
  };

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await wish('dou', '豆豆', 'c-1');
    await wish('far', '小豆豆', 'c-2');
    await wish('near', '阿豆', 'c-1');
    await wish('sister', '满满', 'c-2', 'dou');
    await wish('other', '麦子', 'c-2');
  });
  afterAll(() => cloud.end());

  it('are found across communities by month and nickname, and by a guardian in common', async () => {
    const { similar } = await open(ids['dou'] ?? '');
    const found = similar.map(({ wishId, because }) => [wishId, because]);
    expect(Object.fromEntries(found)).toEqual({
      [ids['far'] ?? '']: ['twin'],
      [ids['near'] ?? '']: ['twin'],
      [ids['sister'] ?? '']: ['guardian'],
    });
  });

  it('are marked in the list, and never refused', async () => {
    const { items } = await world.district.call('staff', 'wish.list', { campaignId });
    const marked = items.filter(({ alike }) => alike).map(({ wishId }) => wishId);
    expect(marked.sort()).toEqual([ids['dou'], ids['far'], ids['near']].sort());
    await expect(
      world.community.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId: ids['near'] ?? '',
        decision: 'approve',
      }),
    ).resolves.toEqual({ state: 'submitted' });
  });

  it('stand side by side, the nickname of another area masked', async () => {
    const [own, far] = (await compare('far')).sides;
    expect(own).toMatchObject({ childNickname: '豆豆', birthMonth: '2016-05' });
    expect(far).toMatchObject({ birthMonth: '2016-05', communityName: '山脚社区' });
    expect(far).not.toHaveProperty('childNickname');
    const [, near] = (await compare('near')).sides;
    expect(near.childNickname).toBe('阿豆');
    const asAdmin = await world.admin.call('staff', 'wish.compare', {
      wishId: ids['dou'] ?? '',
      otherId: ids['far'] ?? '',
    });
    expect(asAdmin.sides[1].childNickname).toBe('小豆豆');
  });

  it('are put beside each other with an entry in both logs, which the families see', async () => {
    const before = (await openings('near')).length;
    await compare('near');
    expect((await openings('near')).slice(before)).toEqual([`community ${PURPOSE}`]);
    expect(await openings('dou')).toContain(`community ${PURPOSE}`);
    expect(await openings('dou')).toContain('community 审核');
    expect(await openings('other')).toEqual([]);
  });

  it('are no way into a file that is like nothing', async () => {
    const before = fingerprint(cloud.dataDir);
    await expect(
      world.community.refused('staff', 'wish.compare', {
        wishId: ids['dou'],
        otherId: ids['other'],
      }),
    ).resolves.toBe('NOT_FOUND');
    await expect(
      world.community.refused('staff', 'wish.compare', {
        wishId: ids['far'],
        otherId: ids['dou'],
      }),
    ).resolves.toBe('PERMISSION_DENIED');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('go with the child: what was erased is like nothing any more', async () => {
    const { guardian } = await newFamily(cloud, 'leaving');
    await guardian.call('family', 'consent.withdraw', {});
    await cloud.as('far').call('family', 'consent.withdraw', {});
    const { similar } = await open(ids['dou'] ?? '');
    expect(similar.map(({ wishId }) => wishId)).not.toContain(ids['far']);
    const { items } = await world.district.call('staff', 'wish.list', { campaignId });
    expect(items.find(({ wishId }) => wishId === ids['dou'])?.alike).toBe(true);
    await cloud.as('near').call('family', 'data.erase', { requestId: newRequestId() });
    const later = await world.district.call('staff', 'wish.list', { campaignId });
    expect(later.items.find(({ wishId }) => wishId === ids['dou'])?.alike).toBeUndefined();
  });
});
