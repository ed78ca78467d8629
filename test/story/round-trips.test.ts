import { DAY_MS } from '@micro-wish/vocabulary';
import { openCloud, type TestCloud } from '../support/cloud';
import { deliver, openPacks, packCard } from '../support/packs';
import { newJoiner, newProgramme } from '../support/programmes';
import {
  campaignId,
  eventId,
  HOUR,
  newFamily,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../support/world';

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

  it('lets a pass in in at most two rounds, too', async () => {
    const from = cloud.now() + 60_000;
    const session = { sessionId: 's-1', title: '第一课', place: '活动室' };
    const sessions = [{ ...session, from, until: from + HOUR, inOut: true }];
    const programmeId = await newProgramme(world.admin, { sessions }, cloud.now());
    const { guardian, enrolmentId } = await newJoiner(cloud, 'at-the-door', programmeId);
    const { code } = await guardian.call('family', 'pass.show', { enrolmentId });
    for (const direction of ['in', 'out'] as const) {
      const at = { eventId: programmeId, stationId: 's-1', direction };
      const verdict = await redeem(world.community, code, at);
      expect(verdict).toMatchObject({ status: 'accepted' });
      expect([1, 2]).toContain(cloud.stats().roundTrips['station']?.rounds);
    }
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

describe('what anybody reads', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await readyCard(cloud, world, 'on-the-wall');
  });
  afterAll(() => cloud.end());

  const PAGES = ['get', 'wall', 'report', 'programmes', 'consent'] as const;
  const readAll = async () => {
    for (const page of PAGES) await cloud.as('').call('campaign', page, { campaignId });
  };

  it('is one reading of one document, and an opening mostly none at all', async () => {
    const open = () => cloud.as('').call('campaign', 'visit', { campaignId, source: 'friend' });
    await cloud.forward(10_000);
    await readAll();
    await open();
    const before = cloud.stats();
    const rounds = 30;
    for (let round = 0; round < rounds; round += 1) {
      await readAll();
      await open();
    }
    const after = cloud.stats();
    expect(after.reads - before.reads).toBe(rounds * PAGES.length);
    expect(after.writes - before.writes).toBeLessThan(rounds);
  });

  it('shows a change to the next reader, who makes the page for all the others', async () => {
    await readAll();
    const { guardian, childId } = await newFamily(cloud, 'just-now');
    const { wishId } = await submit(guardian, childId);
    const wall = () => cloud.as('').call('campaign', 'wall', { campaignId });
    await expect(wall()).resolves.toMatchObject({ items: [{}, {}] });
    const view = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(view.counts).toMatchObject({ submitted: 1, ready: 1 });
    const { reads } = cloud.stats();
    await wall();
    expect(cloud.stats().reads).toBe(reads + 1);
    await guardian.call('family', 'wish.withdraw', { requestId: 'back', wishId });
    await expect(wall()).resolves.toMatchObject({ items: [{}] });
  });

  it('is made again by the timer, a little after the last change', async () => {
    await cloud.forward(60_000);
    await cloud.timer('jobs');
    const { reads } = cloud.stats();
    await readAll();
    expect(cloud.stats().reads).toBe(reads + PAGES.length);
  });

  it('says for the day what was given of what, and moves by three gifts at least', async () => {
    const report = () => cloud.as('').call('campaign', 'report', { campaignId });
    const morning = await report();
    const given = async (people: readonly string[]) => {
      for (const openid of people) {
        const { code } = await readyCard(cloud, world, openid);
        await redeem(world.community, code, { force: true, reason: '提前领取' });
      }
    };
    await given(['one', 'two']);
    await expect(report()).resolves.toEqual(morning);
    await cloud.forward(DAY_MS, 'daily');
    await expect(report()).resolves.toMatchObject({ fulfilled: 0, wishes: 3 });
    await given(['three']);
    await cloud.forward(DAY_MS, 'daily');
    await expect(report()).resolves.toMatchObject({ fulfilled: 3, wishes: 4 });
  });
});
