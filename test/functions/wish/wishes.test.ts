import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  approve,
  arrive,
  campaignId,
  eventId,
  fundId,
  fundWish,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

describe('a wish', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const family = (scopes?: Parameters<typeof newFamily>[2], communityId?: string) =>
    newFamily(cloud, `family-${(families += 1)}`, scopes, communityId);
  const submitted = async () => {
    const { guardian, childId } = await family();
    const { wishId } = await submit(guardian, childId);
    return { guardian, childId, wishId };
  };
  const review = (wishId: string, decision: 'approve' | 'return' | 'reject', reason?: string) => ({
    requestId: newRequestId(),
    wishId,
    decision,
    ...(reason === undefined ? {} : { reason }),
  });
  const stateOf = async (guardian: Person, wishId: string) => {
    const { items } = await guardian.call('family', 'wish.mine', {});
    return items.find((wish) => wish.wishId === wishId)?.state;
  };
  /** Another campaign, with a community that takes no part in this one. */
  const elsewhere = () => ({
    requestId: newRequestId(),
    campaignId: 'far',
    title: '远方的心愿',
    place: '山里',
    donor: '灯塔公司',
    from: Date.now(),
    until: Date.now() + 1000,
    fundId: 'far-fund',
    consentVersion: '1',
    areas: [{ areaId: 'c-far', name: '远山社区', level: 'community' as const }],
  });
  const ledger = () => world.admin.call('staff', 'fund.ledger', { fundId });
  const onWall = async (guardian: Person, wishId: string) => {
    const { items: mine } = await guardian.call('family', 'wish.mine', {});
    const wishNo = mine.find((wish) => wish.wishId === wishId)?.wishNo;
    const { items } = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
    return items.find((item) => item.wishNo === wishNo);
  };

  const wishOf = (childId: string) => ({
    requestId: newRequestId(),
    campaignId,
    childId,
    category: 'toy' as const,
    title: '风筝',
  });

  describe('is submitted', () => {
    it('only with the consents review and gift', async () => {
      const { guardian, childId } = await family(['review', 'gift']);
      await guardian.call('family', 'consent.withdraw', { scopes: ['photo'] });
      const child = () => ({
        requestId: newRequestId(),
        nickname: '小满',
        birthMonth: '2016-05',
        communityId: 'c-1',
      });
      const other = cloud.as('half-hearted');
      await other.call('family', 'consent.grant', { version: '1', scopes: ['photo'] });
      await expect(other.refused('family', 'child.save', child())).resolves.toBe(
        'PERMISSION_DENIED',
      );
      await other.call('family', 'consent.grant', { version: '1', scopes: ['review'] });
      const half = await other.call('family', 'child.save', child());
      await expect(other.refused('family', 'wish.submit', wishOf(half.childId))).resolves.toBe(
        'PERMISSION_DENIED',
      );
      // A scope that nothing hangs on takes nothing along.
      await other.call('family', 'consent.withdraw', { scopes: ['photo'] });
      const { children } = await other.call('family', 'me', {});
      expect(children).toMatchObject([{ childId: half.childId, nickname: '小满' }]);
      await expect(submit(guardian, childId)).resolves.toMatchObject({ state: 'submitted' });
    });

    it('for a child under 18; who is older, or not born, is told so', async () => {
      const { guardian, childId } = await family(['review', 'gift']);
      const save = (birthMonth: string) => ({
        requestId: newRequestId(),
        childId,
        nickname: '小满',
        birthMonth,
        communityId: 'c-1',
      });
      await expect(guardian.refused('family', 'child.save', save('2999-01'))).resolves.toBe(
        'INVALID_ARGUMENT',
      );
      await guardian.call('family', 'child.save', save('2001-01'));
      await expect(guardian.refused('family', 'wish.submit', wishOf(childId))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await guardian.call('family', 'child.save', save('2016-05'));
      await submit(guardian, childId);
      await expect(guardian.refused('family', 'child.save', save('2001-01'))).resolves.toBe(
        'INVALID_ARGUMENT',
      );
    });

    it('once a child, unless the campaign allows more', async () => {
      const { guardian, childId } = await submitted();
      await expect(
        guardian.refused('family', 'wish.submit', {
          requestId: newRequestId(),
          campaignId,
          childId,
          category: 'toy',
          title: '风筝',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it.each([
      ['no title', { title: ' ' }],
      ['a title of 21 characters', { title: '字'.repeat(21) }],
      ['a reason of 201 characters', { reason: '字'.repeat(201) }],
      ['an unknown category', { category: 'weapon' }],
      ['details of another shape', { details: { weight: 3 } }],
      ['control characters', { title: '球\u0000鞋' }],
    ])('never with %s', async (_, wrong) => {
      const { guardian, childId } = await family();
      const before = fingerprint(cloud.dataDir);
      await expect(
        guardian.refused('family', 'wish.submit', {
          requestId: newRequestId(),
          campaignId,
          childId,
          category: 'toy',
          title: '风筝',
          ...wrong,
        }),
      ).resolves.toBe('INVALID_ARGUMENT');
      expect(fingerprint(cloud.dataDir)).toBe(before);
    });

    it('with emoji, markup and 20 characters, as they were written', async () => {
      const { guardian, childId } = await family();
      const title = '🎁<script>alert(1)</script>'.slice(0, 20);
      const { wishId } = await submit(guardian, childId, title);
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items).toMatchObject([{ wishId, title }]);
    });

    it('with words that the check cannot pass: it waits for staff, flagged', async () => {
      const { guardian, childId } = await family();
      const { wishId } = await submit(guardian, childId, '加微信送的书');
      const { items } = await world.community.call('staff', 'wish.list', {
        campaignId,
        state: 'submitted',
        limit: 100,
      });
      expect(items.find((row) => row.wishId === wishId)).toMatchObject({ flagged: true });
    });
  });

  describe('is reviewed', () => {
    it('in the order of the levels', async () => {
      const { guardian, wishId } = await submitted();
      await expect(
        world.district.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('FAILED_PRECONDITION');
      await world.community.call('staff', 'wish.review', review(wishId, 'approve'));
      await expect(
        world.community.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('PERMISSION_DENIED');
      expect(await stateOf(guardian, wishId)).toBe('submitted');
      await world.district.call('staff', 'wish.review', review(wishId, 'approve'));
      expect(await stateOf(guardian, wishId)).toBe('approved');
    });

    it('never by its own guardian, whatever grants they hold', async () => {
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'clerk-and-parent',
        level: 'community',
        areaId: 'c-1',
      });
      const { guardian, childId } = await newFamily(cloud, 'clerk-and-parent');
      const { wishId } = await submit(guardian, childId);
      await expect(
        guardian.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('PERMISSION_DENIED');
    });

    it('with a reason where it is returned or rejected, which the family reads', async () => {
      const { guardian, wishId } = await submitted();
      for (const decision of ['return', 'reject'] as const) {
        await expect(
          world.community.refused('staff', 'wish.review', review(wishId, decision)),
        ).resolves.toBe('INVALID_ARGUMENT');
      }
      await world.community.call('staff', 'wish.review', review(wishId, 'reject', '重复的心愿'));
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items[0]?.timeline.at(-1)).toMatchObject({ event: 'rejected', reason: '重复的心愿' });
      expect(await onWall(guardian, wishId)).toBeUndefined();
    });

    it('and a rejected one leaves room for another', async () => {
      const { guardian, childId, wishId } = await submitted();
      await world.community.call('staff', 'wish.review', review(wishId, 'reject', '换一个'));
      const next = await submit(guardian, childId, '风筝');
      expect(next.wishId).not.toBe(wishId);
    });

    it('and an approval is taken back at the last level: the money is released', async () => {
      const { guardian, wishId } = await submitted();
      await approve(world, wishId);
      const before = await ledger();
      await fundWish(world, wishId, 12_000);
      await expect(
        world.community.refused('staff', 'wish.review', review(wishId, 'return', '再想想')),
      ).resolves.toBe('PERMISSION_DENIED');
      await world.district.call('staff', 'wish.review', review(wishId, 'return', '请补充尺码'));
      expect(await stateOf(guardian, wishId)).toBe('returned');
      const after = await ledger();
      expect(after).toMatchObject({
        reservedFen: before.reservedFen,
        availableFen: before.availableFen,
      });
    });

    it('and what was spent stays spent when an approval is taken back', async () => {
      const { wishId } = await submitted();
      await approve(world, wishId);
      await fundWish(world, wishId, 20_000);
      const before = await ledger();
      await arrive(world, wishId);
      await world.district.call('staff', 'wish.review', review(wishId, 'reject', '情况有变'));
      const after = await ledger();
      expect(after.spentFen - before.spentFen).toBe(15_000);
      expect(after.availableFen - before.availableFen).toBe(5_000);
    });
  });

  describe('on the wall', () => {
    it('stands from its submission until it is withdrawn', async () => {
      const { guardian, wishId } = await submitted();
      expect(await onWall(guardian, wishId)).toMatchObject({ state: 'submitted', publicText: '' });
      await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
      expect(await onWall(guardian, wishId)).toBeUndefined();
    });

    it.each([
      ['with consent', ['review', 'gift', 'publicText'] as const, '想要一双鞋'],
      ['without consent', ['review', 'gift'] as const, ''],
    ])('shows the curated text only %s, and only once approved', async (_, scopes, shown) => {
      const { guardian, childId } = await family([...scopes]);
      const { wishId } = await submit(guardian, childId);
      const publicText = '想要一双鞋';
      await world.community.call('staff', 'wish.review', {
        ...review(wishId, 'approve'),
        publicText,
      });
      expect(await onWall(guardian, wishId)).toMatchObject({ publicText: '' });
      await world.district.call('staff', 'wish.review', review(wishId, 'approve'));
      expect(await onWall(guardian, wishId)).toMatchObject({ publicText: shown });
    });

    it('shows the text once the guardian allows it, also after the submission', async () => {
      const { guardian, childId } = await family(['review', 'gift']);
      const { wishId } = await submit(guardian, childId);
      await guardian.call('family', 'consent.grant', { version: '1', scopes: ['publicText'] });
      await world.community.call('staff', 'wish.review', {
        ...review(wishId, 'approve'),
        publicText: '想要一双鞋',
      });
      await world.district.call('staff', 'wish.review', review(wishId, 'approve'));
      expect(await onWall(guardian, wishId)).toMatchObject({ publicText: '想要一双鞋' });
    });

    it('never says a word of the family', async () => {
      const page = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
      expect(JSON.stringify(page)).not.toMatch(/豆豆|guardian|child|family/);
    });
  });

  describe('is paid for', () => {
    it('up to the cap, once, and never by its own guardian', async () => {
      const { wishId } = await submitted();
      const fund = (amountFen: number) => ({ requestId: newRequestId(), wishId, amountFen });
      await expect(world.admin.refused('staff', 'wish.fund', fund(5_000))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await approve(world, wishId);
      await expect(world.admin.refused('staff', 'wish.fund', fund(200_001))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await fundWish(world, wishId, 5_000);
      await expect(world.admin.refused('staff', 'wish.fund', fund(5_000))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const own = await newFamily(cloud, 'demo-admin');
      const { wishId: ownWish } = await submit(own.guardian, own.childId);
      await approve(world, ownWish);
      await expect(
        world.admin.refused('staff', 'wish.fund', { ...fund(5_000), wishId: ownWish }),
      ).resolves.toBe('PERMISSION_DENIED');
    });

    it('never more than was reserved', async () => {
      const { wishId } = await submitted();
      await approve(world, wishId);
      await fundWish(world, wishId, 5_000);
      await expect(
        world.community.refused('staff', 'gift.arrive', {
          requestId: newRequestId(),
          wishId,
          priceFen: 5_001,
          stationId: 'desk-1',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });
  });

  describe('is withdrawn', () => {
    it('until the gift is theirs, and no later', async () => {
      const { guardian, wishId, code } = await readyCard(cloud, world, 'too-late');
      await redeem(world.volunteer, code);
      await expect(
        guardian.refused('family', 'wish.withdraw', { requestId: newRequestId(), wishId }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it('and counts nowhere any more: neither money, nor card, nor figures', async () => {
      const before = await cloud.as('').call('campaign', 'get', { campaignId });
      const { guardian, wishId } = await readyCard(cloud, world, 'gone');
      await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
      const after = await cloud.as('').call('campaign', 'get', { campaignId });
      expect(after.counts).toEqual({
        ...before.counts,
        withdrawn: before.counts.withdrawn + 1,
      });
      const cards = await guardian.call('family', 'card.mine', {});
      expect(cards.items).toMatchObject([{ state: 'void' }]);
    });
  });

  describe('whose guardian withdraws consent', () => {
    it.each(['review', 'gift'] as const)(
      'to %s: is withdrawn, and its words are gone',
      async (scope) => {
        const { guardian, wishId, cardId, code } = await readyCard(cloud, world, `leaves-${scope}`);
        const before = await ledger();
        const answer = await guardian.call('family', 'consent.withdraw', { scopes: [scope] });
        expect(answer).toEqual({ withdrawn: [scope] });
        expect(await stateOf(guardian, wishId)).toBe('withdrawn');
        expect(await onWall(guardian, wishId)).toBeUndefined();
        const { items } = await guardian.call('family', 'wish.mine', {});
        expect(JSON.stringify(items)).not.toMatch(/球鞋|豆豆/);
        const { items: cards } = await guardian.call('family', 'card.mine', {});
        expect(JSON.stringify(cards)).not.toMatch(/球鞋/);
        await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
          reason: 'void',
          cardId,
        });
        expect(await ledger()).toMatchObject({ spentFen: before.spentFen });
      },
    );

    it('to publicText: the text leaves the wall, the wish goes on', async () => {
      const { guardian, childId } = await family(['review', 'gift', 'publicText']);
      const { wishId } = await submit(guardian, childId);
      await world.community.call('staff', 'wish.review', {
        ...review(wishId, 'approve'),
        publicText: '想要一双鞋',
      });
      await world.district.call('staff', 'wish.review', review(wishId, 'approve'));
      await guardian.call('family', 'consent.withdraw', { scopes: ['publicText'] });
      expect(await onWall(guardian, wishId)).toMatchObject({ state: 'approved', publicText: '' });
    });
  });

  describe('is opened by staff', () => {
    it('with a purpose only, and the lists never name the child', async () => {
      const { wishId } = await submitted();
      await expect(
        world.community.refused('staff', 'wish.open', { wishId, purpose: ' ' }),
      ).resolves.toBe('INVALID_ARGUMENT');
      const file = await world.community.call('staff', 'wish.open', { wishId, purpose: '初审' });
      expect(file.childNickname).toBe('豆豆');
      const { items } = await world.community.call('staff', 'wish.list', {
        campaignId,
        limit: 100,
      });
      expect(JSON.stringify(items)).not.toMatch(/豆豆/);
    });

    it('with likely duplicates beside it', async () => {
      const { wishId } = await submitted();
      const file = await world.community.call('staff', 'wish.open', { wishId, purpose: '初审' });
      expect(file.similar.length).toBeGreaterThan(0);
      expect(file.similar.every(({ title }) => title.includes('球鞋'))).toBe(true);
    });
  });

  it('has a card that the desk sees without any name', async () => {
    const { code } = await readyCard(cloud, world, 'quiet');
    const { manifest } = await world.volunteer.call('station', 'open', {
      eventId,
      stationId: 'desk-1',
      deviceId: 'd',
      deviceLabel: '手机',
      deviceTime: Date.now(),
    });
    const verdict = await redeem(world.volunteer, code);
    expect(JSON.stringify([manifest, verdict])).not.toMatch(/豆豆|guardian|childId|c-1/);
    expect(JSON.stringify(manifest)).not.toContain(code);
  });

  it('is issued no card in another area, and its card is found in the list', async () => {
    const { guardian, childId } = await family(undefined, 'c-2');
    const { wishId } = await submit(guardian, childId);
    await expect(
      world.community.refused('staff', 'wish.open', { wishId, purpose: '看看' }),
    ).resolves.toBe('PERMISSION_DENIED');
    const own = await submitted();
    await approve(world, own.wishId);
    await fundWish(world, own.wishId);
    const cardId = await issue(world, own.wishId);
    const { items } = await world.community.call('staff', 'card.list', { eventId, limit: 100 });
    expect(items.map((card) => card.cardId)).toContain(cardId);
  });

  it('follows its child to another community, with its card, and is reviewed there anew', async () => {
    const { guardian, childId, wishId } = await submitted();
    const correct = (communityId: string, birthMonth = '2016-05') => ({
      requestId: newRequestId(),
      childId,
      nickname: '豆豆',
      birthMonth,
      communityId,
    });
    const rowFor = async (communityId: string) => {
      const filter = { campaignId, communityId, limit: 100 };
      const { items } = await world.district.call('staff', 'wish.list', filter);
      return items.find((row) => row.wishId === wishId);
    };
    await world.community.call('staff', 'wish.review', review(wishId, 'approve'));
    await guardian.call('family', 'child.save', correct('c-2', '2011-05'));
    await expect(rowFor('c-1')).resolves.toBeUndefined();
    await expect(rowFor('c-2')).resolves.toMatchObject({
      communityName: '山脚社区',
      level: 'community',
      ageBand: '13-17',
    });
    await expect(
      world.community.refused('staff', 'wish.review', review(wishId, 'approve')),
    ).resolves.toBe('PERMISSION_DENIED');

    await guardian.call('family', 'child.save', correct('c-1'));
    await approve(world, wishId);
    await fundWish(world, wishId);
    const cardId = await issue(world, wishId);
    await guardian.call('family', 'child.save', correct('c-2', '2020-05'));
    const card = documentsOf<{ _id: string }>(cloud.dataDir, 'cards').find(
      ({ _id }) => _id === cardId,
    );
    expect(card).toMatchObject({ areaPath: ['d-1', 's-1', 'c-2'], ageBand: '0-6' });
    await expect(stateOf(guardian, wishId)).resolves.toBe('funded');

    await world.admin.call('staff', 'campaign.save', elsewhere());
    await expect(guardian.refused('family', 'child.save', correct('c-far'))).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('and its child shares the alias with no other child of the community', async () => {
    const { guardian } = await family();
    for (let child = 1; child < 20; child += 1) {
      await guardian.call('family', 'child.save', {
        requestId: newRequestId(),
        nickname: `小苗${child}`,
        birthMonth: '2016-05',
        communityId: 'c-1',
      });
    }
    const children = documentsOf<{ communityId: string; alias: string }>(cloud.dataDir, 'children');
    const aliases = children
      .filter(({ communityId }) => communityId === 'c-1')
      .map(({ alias }) => alias);
    expect(new Set(aliases).size).toBe(aliases.length);
  });
});
