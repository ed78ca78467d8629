import { openCloud, type TestCloud } from '../support/cloud';
import { deliver, openPacks, packCard } from '../support/packs';
import { eventId, openWorld, readyCard, redeem, type World } from '../support/world';

describe('a scan at the desk', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it('redeems a card in at most two rounds to the database, authorisation included', async () => {
    const { code } = await readyCard(cloud, world, 'guardian');
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
    expect([1, 2]).toContain(cloud.stats().roundTrips['station']?.rounds);
  });

  it('delivers a pack in at most two rounds, too', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    await expect(deliver(packs.member, packs, code)).resolves.toMatchObject({ status: 'accepted' });
    expect([1, 2]).toContain(cloud.stats().roundTrips['station']?.rounds);
  });

  it('looks at a card in one round', async () => {
    const { code } = await readyCard(cloud, world, 'other-guardian');
    const seen = await world.volunteer.call('station', 'card.inspect', {
      eventId,
      stationId: 'desk-1',
      code,
    });
    expect(seen.status).toBe('accepted');
    expect(cloud.stats().roundTrips['station']?.rounds).toBe(1);
  });
});
