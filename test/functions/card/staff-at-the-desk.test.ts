import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  collector,
  eventId,
  HOUR,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type ReadyCard,
  type World,
} from '../../support/world';

describe('staff of another area at the desk', () => {
  let cloud: TestCloud;
  let world: World;
  let other: Person;
  let card: ReadyCard;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    other = cloud.as('other-community');
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'other-community',
      level: 'community',
      areaId: 'c-2',
    });
    card = await readyCard(cloud, world, 'guardian');
  });
  afterAll(() => cloud.end());

  const upload = (person: Person) => ({
    eventId,
    stationId: 'desk-1',
    deviceId: `phone-of-${person.openid}`,
    clockOffsetMs: 0,
    entries: [{ nonce: newRequestId(), code: card.code, collector, scannedAt: Date.now() }],
  });
  const stateOfCard = async () => {
    const { items } = await card.guardian.call('family', 'card.mine', {});
    return items[0]?.state;
  };

  it('upload no scan of a card that they may not redeem, and the card is untouched', async () => {
    await expect(other.refused('station', 'card.sync', upload(other))).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(stateOfCard()).resolves.toBe('issued');
  });

  it('with a scanner grant scan like any volunteer, and force nothing', async () => {
    await world.admin.call('staff', 'grant.scanner', {
      requestId: newRequestId(),
      openid: 'other-community',
      eventId,
      from: Date.now() - HOUR,
      until: Date.now() + HOUR,
    });
    const scan = {
      nonce: newRequestId(),
      eventId,
      stationId: 'desk-2',
      deviceId: 'phone-1',
      code: card.code,
      collector,
    };
    await expect(
      other.refused('station', 'card.redeem', { ...scan, force: true, reason: '礼物在这里' }),
    ).resolves.toBe('PERMISSION_DENIED');
    await expect(other.call('station', 'card.redeem', scan)).resolves.toMatchObject({
      reason: 'wrong_station',
    });
    await expect(other.call('station', 'card.sync', upload(other))).resolves.toMatchObject({
      results: [{ status: 'accepted' }],
    });
  });

  it('is no matter to staff of the card’s own area, who upload without a grant', async () => {
    const next = await readyCard(cloud, world, 'another-guardian');
    const entry = { nonce: newRequestId(), code: next.code, collector, scannedAt: Date.now() };
    await expect(
      world.community.call('station', 'card.sync', {
        ...upload(world.community),
        entries: [entry],
      }),
    ).resolves.toMatchObject({ results: [{ status: 'accepted' }] });
  });
});

describe('a rehearsed scan', () => {
  it('is taken back by the volunteer who made it, as at the event', async () => {
    const cloud = await openCloud();
    try {
      const { admin, volunteer } = await openWorld(cloud);
      const rehearsal = await admin.call('staff', 'event.rehearse', {
        requestId: newRequestId(),
        eventId,
      });
      const [practice] = rehearsal.cards;
      if (!practice) throw new Error('the rehearsal has no card');
      const { code, cardId } = practice;
      await expect(redeem(volunteer, code, { eventId: rehearsal.eventId })).resolves.toMatchObject({
        status: 'accepted',
      });
      await expect(
        volunteer.call('station', 'card.annul', { nonce: newRequestId(), cardId, reason: '练习' }),
      ).resolves.toMatchObject({ state: 'issued', generation: 2 });
    } finally {
      await cloud.end();
    }
  });
});
