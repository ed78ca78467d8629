import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  approve,
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

describe('words at the door', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const family = (nickname = '小星') =>
    newFamily(cloud, `door-${(families += 1)}`, ['review', 'gift', 'publicText']).then(
      async ({ guardian, childId }) => {
        await call(guardian, childId, nickname);
        return { guardian, childId };
      },
    );

  const call = (guardian: Person, childId: string, nickname: string) =>
    guardian.send('family', 'child.save', {
      requestId: newRequestId(),
      childId,
      nickname,
      birthMonth: '2016-05',
      communityId: 'c-1',
    });

  const open = (wishId: string) =>
    world.community.call('staff', 'wish.open', { wishId, purpose: '审核' });

  const review = (reviewer: Person, wishId: string, more: object) =>
    reviewer.send('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'approve',
      ...more,
    });

  it.each([
    ['小\u200b星的书包', 'INVALID_ARGUMENT'],
    ['王小明13800138000', 'INVALID_ARGUMENT'],
    ["=cmd|' /C calc'!A0", 'INVALID_ARGUMENT'],
    ['赌\u200b博机', 'CONTENT_REJECTED'],
    ['賭博机', 'CONTENT_REJECTED'],
    ['代 开 发 票', 'CONTENT_REJECTED'],
  ])('a title %j is refused as %s, and nothing changes', async (title, code) => {
    const { guardian, childId } = await family();
    const before = fingerprint(cloud.dataDir);
    await expect(
      guardian.refused('family', 'wish.submit', {
        requestId: newRequestId(),
        campaignId,
        childId,
        category: 'study',
        title,
      }),
    ).resolves.toBe(code);
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('format characters and breaks are not taken in', async () => {
    const { guardian, childId } = await family();
    const { wishId } = await submit(guardian, childId, '\u202e蓝色\u200b\n书包');
    await expect(open(wishId)).resolves.toMatchObject({ title: '蓝色 书包' });
  });

  it('a nickname that moderation hesitates about waits as a wish does, until it is approved', async () => {
    const { guardian, childId } = await family('红包');
    const { wishId } = await submit(guardian, childId);
    await expect(open(wishId)).resolves.toMatchObject({ flagged: true });
    await approve(world, wishId);
    await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    await call(guardian, childId, '红包');
    const { wishId: next } = await submit(guardian, childId);
    await expect(open(next)).resolves.toMatchObject({ flagged: false });
    await call(guardian, childId, '转账');
    await expect(open(next)).resolves.toMatchObject({ flagged: true });
  });

  it('a nickname is compared with what is public already, and with the gift', async () => {
    const { guardian, childId } = await family();
    const { wishId } = await submit(guardian, childId, '一副画板');
    await review(world.community, wishId, { publicText: '喜欢画彩虹的孩子想要画板' });
    await review(world.district, wishId, {});
    await expect(call(guardian, childId, '彩虹')).resolves.toMatchObject({
      ok: false,
      code: 'FAILED_PRECONDITION',
    });
    await expect(call(guardian, childId, '画板')).resolves.toMatchObject({ ok: false });
    await expect(call(guardian, childId, '星星')).resolves.toMatchObject({ ok: true });
  });

  it('a reviewer answers for what may lead to the child, and the audit keeps it', async () => {
    const { guardian, childId } = await family();
    const { wishId } = await submit(guardian, childId);
    const publicText = '在桃源小学读书，想要画板';
    await expect(review(world.community, wishId, { publicText })).resolves.toMatchObject({
      ok: false,
      code: 'CONTENT_REJECTED',
      message: expect.stringContaining('桃源小学') as string,
    });
    await expect(
      review(world.community, wishId, { publicText: '小 星想要画板', publicTextChecked: true }),
    ).resolves.toMatchObject({ ok: false, code: 'INVALID_ARGUMENT' });
    await expect(
      review(world.community, wishId, { publicText, publicTextChecked: true }),
    ).resolves.toMatchObject({ ok: true });
    const { items } = await world.admin.call('staff', 'audit.list', { subject: wishId });
    expect(items.map(({ note }) => note)).toContain('approve kept:school');
  });
});
