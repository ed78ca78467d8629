import {
  cloud,
  family,
  ledger,
  onWall,
  openWishes,
  review,
  stateOf,
  submitted,
  world,
} from '../../support/wishes';
import { campaignId, newRequestId, readyCard, redeem, submit } from '../../support/world';

describe('a wish', () => {
  beforeAll(openWishes);
  afterAll(() => cloud.end());

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
});
