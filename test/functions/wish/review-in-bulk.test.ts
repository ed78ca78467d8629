import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  approve,
  campaignId,
  fundWish,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

describe('reviewing', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const wish = async (title = '一双球鞋', communityId = 'c-1', named = '') => {
    families += 1;
    // Children who are like no other: what is alike is not decided in bulk.
    const nickname = named || `小${String.fromCodePoint(0x4e00 + families * 7)}`;
    const name = `family-${families}`;
    const family = await newFamily(cloud, name, undefined, communityId, nickname);
    const { wishId } = await submit(family.guardian, family.childId, title);
    return { ...family, wishId };
  };
  const many = (decision: 'approve' | 'return' | 'reject', wishIds: string[]) => ({
    requestId: newRequestId(),
    wishIds,
    decision,
    ...(decision === 'approve' ? {} : { reason: '请写明尺码' }),
  });
  const undo = (person: Person, wishIds: string[]) =>
    person.call('staff', 'wish.undoReview', { requestId: newRequestId(), wishIds });
  const undoOne = async (person: Person, wishId: string) => {
    const [outcome] = (await undo(person, [wishId])).outcomes;
    return outcome;
  };
  const rowOf = async (person: Person, wishId: string) => {
    const { items } = await person.call('staff', 'wish.list', { campaignId, limit: 100 });
    return items.find((row) => row.wishId === wishId);
  };
  const timelineOf = async (guardian: Person, wishId: string) => {
    const { items } = await guardian.call('family', 'wish.mine', {});
    return items.find((one) => one.wishId === wishId)?.timeline.map(({ event }) => event);
  };

  describe('in bulk', () => {
    it('decides each wish by itself, and says of each what became of it', async () => {
      const [good, flagged, far] = [
        await wish(),
        await wish('加微信送的书'),
        await wish('书', 'c-2'),
      ];
      const input = many('approve', [good.wishId, flagged.wishId, far.wishId, 'no-such-wish']);
      const { outcomes } = await world.community.call('staff', 'wish.reviewMany', input);
      expect(outcomes).toEqual([
        { wishId: good.wishId, state: 'submitted' },
        { wishId: flagged.wishId, refused: expect.stringContaining('需要留意') as string },
        { wishId: far.wishId, refused: expect.stringContaining('没有找到') as string },
        { wishId: 'no-such-wish', refused: expect.stringContaining('没有找到') as string },
      ]);
      expect(await rowOf(world.district, good.wishId)).toMatchObject({ level: 'district' });
      expect(await rowOf(world.district, flagged.wishId)).toMatchObject({ level: 'community' });
    });

    it('holds back what another child’s wish is like, and takes the suggested words or counts who has none', async () => {
      const open = async (title: string, nickname: string) => {
        const scopes = ['review', 'gift', 'publicText'] as const;
        const name = `open-${(families += 1)}`;
        const { guardian, childId } = await newFamily(cloud, name, [...scopes], 'c-1', nickname);
        return (await submit(guardian, childId, title)).wishId;
      };
      const plain = await open('一盏台灯', '木木');
      const silent = await open('一把尺子', '石石');
      const [twin, other] = [await open('一个书包', '双双'), await open('一本书', '双双')];
      const all = [plain, silent, twin, other];
      const first = await world.community.call('staff', 'wish.reviewMany', many('approve', all));
      expect(first.outcomes).toEqual([
        { wishId: plain, state: 'submitted' },
        { wishId: silent, state: 'submitted' },
        { wishId: twin, refused: expect.stringContaining('可能重复') as string },
        { wishId: other, refused: expect.stringContaining('可能重复') as string },
      ]);
      const asSuggested = { ...many('approve', [plain]), suggestedText: true as const };
      const withText = await world.district.call('staff', 'wish.reviewMany', asSuggested);
      expect(withText.outcomes).toEqual([{ wishId: plain, state: 'approved' }]);
      const without = await world.district.call(
        'staff',
        'wish.reviewMany',
        many('approve', [silent]),
      );
      expect(without.outcomes).toEqual([{ wishId: silent, state: 'approved', wordless: true }]);
      const file = { wishId: plain, purpose: '核对' };
      const { publicText } = await world.district.call('staff', 'wish.open', file);
      expect(publicText).toContain('台灯');
      // One by one it goes on.
      await approve(world, twin);
      expect((await rowOf(world.district, twin))?.state).toBe('approved');
    });

    it('once, however often it is sent, and never with other wishes under the same request', async () => {
      const [one, two] = [await wish(), await wish()];
      const input = many('return', [one.wishId]);
      const first = await world.community.call('staff', 'wish.reviewMany', input);
      const before = fingerprint(cloud.dataDir);
      await expect(world.community.call('staff', 'wish.reviewMany', input)).resolves.toEqual(first);
      await expect(
        world.community.refused('staff', 'wish.reviewMany', { ...input, wishIds: [two.wishId] }),
      ).resolves.toBe('CONFLICT');
      expect(fingerprint(cloud.dataDir)).toBe(before);
      expect(await timelineOf(one.guardian, one.wishId)).toEqual(['submitted', 'returned']);
    });

    it('takes no approval back: what money is for is decided one by one', async () => {
      const { guardian, wishId } = await wish();
      await approve(world, wishId);
      await fundWish(world, wishId);
      const { outcomes } = await world.district.call(
        'staff',
        'wish.reviewMany',
        many('reject', [wishId]),
      );
      expect(outcomes).toEqual([{ wishId, refused: expect.stringContaining('逐个') as string }]);
      expect((await guardian.call('family', 'wish.mine', {})).items[0]?.state).toBe('funded');
    });

    it.each([
      ['no reason for sending back', { decision: 'return', wishIds: ['a'] }],
      ['the same wish twice', { decision: 'approve', wishIds: ['a', 'a'] }],
      ['nothing', { decision: 'approve', wishIds: [] }],
      ['21 wishes', { decision: 'approve', wishIds: Array.from('abcdefghijklmnopqrstu') }],
    ])('never with %s', async (_, wrong) => {
      const input = { requestId: newRequestId(), ...wrong };
      await expect(world.community.refused('staff', 'wish.reviewMany', input)).resolves.toBe(
        'INVALID_ARGUMENT',
      );
    });
  });

  describe('is taken back', () => {
    it('by the same reviewer within ten minutes: the wish is what it was, both are on record', async () => {
      const { guardian, wishId } = await wish();
      const before = await rowOf(world.community, wishId);
      const input = many('reject', [wishId]);
      await world.community.call('staff', 'wish.reviewMany', input);
      const rejected = await rowOf(world.community, wishId);
      expect(rejected?.undoableUntil).toBeGreaterThan(Date.now());
      expect((await rowOf(world.district, wishId))?.undoableUntil).toBeUndefined();
      await expect(undoOne(world.district, wishId)).resolves.toHaveProperty('refused');
      await expect(undoOne(world.community, wishId)).resolves.toEqual({
        wishId,
        state: 'submitted',
      });
      expect(await rowOf(world.community, wishId)).toEqual(before);
      expect(await timelineOf(guardian, wishId)).toEqual([
        'submitted',
        'rejected',
        'review_undone',
      ]);
      const { items } = await world.admin.call('staff', 'audit.list', { subject: wishId });
      expect(items.map(({ action, note }) => `${action} ${note}`)).toEqual([
        'wish.undoReview rejected',
        'wish.review reject',
        'wish.submit ',
      ]);
      const again = await undoOne(world.community, wishId);
      expect(again).toHaveProperty('refused');
    });

    it('never once anything has happened since: a later level, money, or the family', async () => {
      const later = await wish();
      await world.community.call('staff', 'wish.reviewMany', many('approve', [later.wishId]));
      await world.district.call('staff', 'wish.reviewMany', many('approve', [later.wishId]));
      await expect(undoOne(world.community, later.wishId)).resolves.toHaveProperty('refused');
      await fundWish(world, later.wishId);
      await expect(undoOne(world.district, later.wishId)).resolves.toHaveProperty('refused');
      const withdrawn = await wish();
      await world.community.call('staff', 'wish.reviewMany', many('return', [withdrawn.wishId]));
      await withdrawn.guardian.call('family', 'wish.withdraw', {
        requestId: newRequestId(),
        wishId: withdrawn.wishId,
      });
      await expect(undoOne(world.community, withdrawn.wishId)).resolves.toHaveProperty('refused');
    });

    it('never where the family has made another wish since', async () => {
      const { guardian, childId, wishId } = await wish();
      await world.community.call('staff', 'wish.reviewMany', many('reject', [wishId]));
      await submit(guardian, childId, '一盒彩笔', 'art');
      await expect(undoOne(world.community, wishId)).resolves.toHaveProperty('refused');
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items.map(({ state }) => state).sort()).toEqual(['rejected', 'submitted']);
    });

    it('or the family makes another wish, never both, when they come at one moment', async () => {
      for (let round = 0; round < 4; round += 1) {
        const { guardian, childId, wishId } = await wish();
        await world.community.call('staff', 'wish.reviewMany', many('reject', [wishId]));
        await Promise.all([
          guardian.send('family', 'wish.submit', {
            requestId: newRequestId(),
            campaignId,
            childId,
            category: 'art',
            title: '一盒彩笔',
          }),
          undo(world.community, [wishId]),
        ]);
        const { items } = await guardian.call('family', 'wish.mine', {});
        expect(items.filter(({ state }) => state === 'submitted')).toHaveLength(1);
      }
    });

    it('without a public text that the guardian has forbidden since', async () => {
      const { guardian, wishId } = await wish();
      await guardian.call('family', 'consent.grant', { version: '1', scopes: ['publicText'] });
      const review = (decision: 'approve' | 'return', publicText?: string) =>
        world.community.call('staff', 'wish.review', {
          requestId: newRequestId(),
          wishId,
          decision,
          ...(publicText === undefined ? { reason: '请写明尺码' } : { publicText }),
        });
      await review('approve', '想要一双跑得快的鞋');
      await world.district.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
      await world.district.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'return',
        reason: '请写明尺码',
      });
      await guardian.call('family', 'consent.withdraw', { scopes: ['publicText'] });
      await expect(undoOne(world.district, wishId)).resolves.toMatchObject({ state: 'approved' });
      const file = await world.district.call('staff', 'wish.open', { wishId, purpose: '审核' });
      expect(file).toMatchObject({ publicText: '', publicTextAllowed: false });
    });

    it('never with a grant that has ended', async () => {
      const { wishId } = await wish();
      const colleague = cloud.as('colleague');
      const { grantId } = await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'colleague',
        level: 'community',
        areaId: 'c-1',
      });
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'colleague',
        level: 'community',
        areaId: 'c-2',
      });
      await colleague.call('staff', 'wish.reviewMany', many('reject', [wishId]));
      await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
      await expect(undoOne(colleague, wishId)).resolves.toHaveProperty('refused');
    });
  });

  it('refuses a public text that names the child or a phone, and changes nothing', async () => {
    const { guardian, wishId } = await wish(undefined, undefined, '豆豆');
    await guardian.call('family', 'consent.grant', { version: '1', scopes: ['publicText'] });
    for (const publicText of ['豆豆想要一双球鞋', '球鞋，电话 138-0013-8000']) {
      const before = fingerprint(cloud.dataDir);
      const input = { requestId: newRequestId(), wishId, decision: 'approve', publicText };
      await expect(world.community.refused('staff', 'wish.review', input)).resolves.toBe(
        'INVALID_ARGUMENT',
      );
      expect(fingerprint(cloud.dataDir)).toBe(before);
    }
  });
});
