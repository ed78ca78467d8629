import { documentsOf } from '../../support/books';
import { fingerprint } from '../../support/fingerprint';
import { cloud, family, openWishes, review, stateOf, submitted, world } from '../../support/wishes';
import {
  approve,
  campaignId,
  eventId,
  fundWish,
  issue,
  newRequestId,
  readyCard,
  redeem,
  submit,
  wishOf,
} from '../../support/world';

describe('a wish', () => {
  beforeAll(openWishes);
  afterAll(() => cloud.end());

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
