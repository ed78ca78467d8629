import { openCloud, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import { enter } from '../../support/paper';
import { rosterFile, rosterRow, uploadRoster } from '../../support/roster';
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
  const open = (wishId: string, reader = world.community) =>
    reader.call('staff', 'wish.open', { wishId, purpose: '审核' });
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

  it('are found across communities by whoever has both, by month and nickname or a guardian', async () => {
    const { similar, similarElsewhere } = await open(ids['dou'] ?? '', world.district);
    const found = similar.map(({ wishId, because }) => [wishId, because]);
    expect(Object.fromEntries(found)).toEqual({
      [ids['far'] ?? '']: ['twin'],
      [ids['near'] ?? '']: ['twin'],
      [ids['sister'] ?? '']: ['guardian'],
    });
    expect(similarElsewhere).toBe(0);
  });

  it('of another area are no more than a word, and each look is a row in that family’s log', async () => {
    const before = (await openings('far')).length;
    const { similar, similarElsewhere } = await open(ids['dou'] ?? '');
    expect(similar.map(({ wishId }) => wishId)).toEqual([ids['near']]);
    expect(similarElsewhere).toBe(2);
    expect((await openings('far')).slice(before)).toEqual([`community ${PURPOSE}`]);
    const listed = await world.community.call('staff', 'wish.list', { campaignId });
    const marked = listed.items.filter(({ alike }) => alike).map(({ wishId }) => wishId);
    expect(marked.sort()).toEqual([ids['dou'], ids['near']].sort());
  });

  it('of another area alone mark nothing in a list', async () => {
    await wish('lone', '青团', 'c-1');
    await wish('lone-far', '小青团', 'c-2');
    const listed = await world.community.call('staff', 'wish.list', { campaignId });
    expect(listed.items.find(({ wishId }) => wishId === ids['lone'])?.alike).toBeUndefined();
    for (const name of ['lone', 'lone-far']) {
      await cloud.as(name).call('family', 'data.erase', { requestId: newRequestId() });
    }
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

  it('stand side by side before whoever has both', async () => {
    const [own, near] = (await compare('near')).sides;
    expect(own).toMatchObject({ childNickname: '豆豆', birthMonth: '2016-05' });
    expect(near.childNickname).toBe('阿豆');
    const pair = { wishId: ids['dou'] ?? '', otherId: ids['far'] ?? '' };
    const before = fingerprint(cloud.dataDir);
    await expect(world.community.refused('staff', 'wish.compare', pair)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    expect(fingerprint(cloud.dataDir)).toBe(before);
    for (const reader of [world.district, world.admin]) {
      const { sides } = await reader.call('staff', 'wish.compare', pair);
      expect(sides[1]).toMatchObject({ childNickname: '小豆豆', communityName: '山脚社区' });
    }
  });

  it('are put beside each other with an entry in both logs, which the families see', async () => {
    const before = (await openings('near')).length;
    await compare('near');
    // The newest first.
    const after = await openings('near');
    expect(after.slice(0, after.length - before)).toEqual([`community ${PURPOSE}`]);
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
    const { similar } = await open(ids['dou'] ?? '', world.district);
    expect(similar.map(({ wishId }) => wishId)).not.toContain(ids['far']);
    const { items } = await world.district.call('staff', 'wish.list', { campaignId });
    expect(items.find(({ wishId }) => wishId === ids['dou'])?.alike).toBe(true);
    await cloud.as('near').call('family', 'data.erase', { requestId: newRequestId() });
    const later = await world.district.call('staff', 'wish.list', { campaignId });
    expect(later.items.find(({ wishId }) => wishId === ids['dou'])?.alike).toBeUndefined();
  });

  it('that a clerk enters by the hundred are told to the auditors', async () => {
    for (let family = 1; family <= 3; family += 1) {
      await enter(world.community, `form-${family}`, { nickname: `小芽${family}` });
    }
    const told = () => world.admin.call('staff', 'audit.list', { action: 'entry.many' });
    expect((await told()).items).toEqual([]);
    const rows = Array.from({ length: 98 }, (_, place) => rosterRow(place));
    const fileId = await uploadRoster(cloud, 'community', await rosterFile(rows));
    let cursor: number | undefined = 0;
    while (cursor !== undefined) {
      const input = { requestId: newRequestId(), campaignId, fileId, mode: 'all' as const, cursor };
      const part: { next?: number } = await world.community.call('staff', 'roster.import', input);
      cursor = part.next;
    }
    expect((await told()).items).toMatchObject([{ note: '101' }]);
  });
});
