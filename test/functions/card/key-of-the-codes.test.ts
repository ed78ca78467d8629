import { openCloud } from '../../support/cloud';
import { openWorld, readyCard, redeem, type World } from '../../support/world';

describe('the key of the codes', () => {
  it('is rotated without killing printed cards', async () => {
    const first = await openCloud();
    const world = await openWorld(first);
    const old = await readyCard(first, world, 'before');
    const rotated = await first.restart({
      CARD_KEY_NO: '2',
      CARD_KEY_2: '2'.repeat(64),
    });
    try {
      const again: World = { ...world, volunteer: rotated.as('volunteer') };
      const { code } = await rotated
        .as('before')
        .call('family', 'card.show', { cardId: old.cardId });
      expect(code).toBe(old.code);
      await expect(redeem(again.volunteer, old.code)).resolves.toMatchObject({
        status: 'accepted',
      });
      const next = await readyCard(
        rotated,
        {
          ...again,
          admin: rotated.as('demo-admin'),
          community: rotated.as('community'),
          district: rotated.as('district'),
        },
        'after',
      );
      await expect(redeem(again.volunteer, next.code)).resolves.toMatchObject({
        status: 'accepted',
      });
    } finally {
      await rotated.end();
    }
  });
});
