import { openCloud, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  collector,
  eventId,
  HOUR,
  keepWorld,
  newRequestId,
  readyCard,
  redeem,
  type World,
  type WorldAnew,
} from '../../support/world';

describe('when things change', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
  });
  afterAll(() => cloud.end());

  it("the point on a map is the family's too: kept where nothing is said, gone where it is taken away", async () => {
    const { guardian } = await readyCard(cloud, world, 'map-family');
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    const { title, from, until, stations } = items.find((each) => each.eventId === eventId) ?? {};
    const save = (location?: { latitude: number; longitude: number } | null) =>
      world.admin.send('staff', 'event.save', {
        requestId: newRequestId(),
        eventId,
        campaignId,
        title: title ?? '',
        from: from ?? 0,
        until: until ?? 0,
        stations: stations ?? [],
        ...(location === undefined ? {} : { location }),
      });
    const seen = async () => {
      const { items: cards } = await guardian.call('family', 'card.mine', {});
      return cards[0]?.event.location;
    };
    const point = { latitude: 22.53, longitude: 113.92 };
    await save(point);
    await expect(seen()).resolves.toEqual(point);
    await save();
    await expect(seen()).resolves.toEqual(point);
    await expect(save({ latitude: 91, longitude: 0 })).resolves.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    await save(null);
    await expect(seen()).resolves.toBeUndefined();
  });

  it('a postponed or cancelled event takes its cards along', async () => {
    const { code } = await readyCard(cloud, world, 'guardian');
    await world.admin.call('staff', 'event.cancel', {
      requestId: newRequestId(),
      eventId,
      reason: '台风',
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'too_late' });
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    expect(items[0]?.cancelled).toMatchObject({ reason: '台风' });
    const event = {
      eventId,
      campaignId,
      title: '改期的领取日',
      stations: items[0]?.stations ?? [],
    };
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      ...event,
      from: Date.now() + HOUR,
      until: Date.now() + 2 * HOUR,
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'too_early' });
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      ...event,
      from: Date.now() - HOUR,
      until: Date.now() + HOUR,
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('one tap ends the grants of one device, and another those of all', async () => {
    const { code } = await readyCard(cloud, world, 'guardian');
    await world.second.call('station', 'open', {
      eventId,
      stationId: 'desk-2',
      deviceId: 'lost-phone',
      deviceLabel: '丢失的手机',
      deviceTime: Date.now(),
    });
    const scan = {
      nonce: newRequestId(),
      eventId,
      stationId: 'desk-2',
      deviceId: 'lost-phone',
      code,
      collector,
    };
    await expect(
      world.admin.call('staff', 'grant.endAll', {
        requestId: newRequestId(),
        eventId,
        deviceId: 'lost-phone',
      }),
    ).resolves.toEqual({ ended: 1 });
    await expect(world.second.refused('station', 'card.redeem', scan)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(redeem(world.volunteer, code, { stationId: 'desk-2' })).resolves.toMatchObject({
      reason: 'wrong_station',
    });
    await world.admin.call('staff', 'grant.endAll', { requestId: newRequestId(), eventId });
    await expect(
      world.volunteer.refused('station', 'card.redeem', { ...scan, nonce: newRequestId() }),
    ).resolves.toBe('PERMISSION_DENIED');
  });
});
