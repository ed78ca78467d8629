import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { dump } from '../../support/fingerprint';
import {
  approve,
  campaignId,
  eventId,
  fundId,
  fundWish,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

const DAY = 24 * HOUR;
/** Every job there is, in the order in which they run. */
const JOBS = [
  'migrations',
  'transfers',
  'companions',
  'referrals',
  'programmes',
  'notices',
  'messages',
  'packs',
  'reminders',
  'expiry',
  'retention',
  'leftovers',
  'pages',
  'audit',
];
const ALL_DONE = { ok: true, data: Object.fromEntries(JOBS.map((job) => [job, 'done'])) };

describe('the timer', () => {
  let cloud: TestCloud;
  let world: World;

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterEach(() => cloud.end());

  const run = (at = Date.now()) => cloud.timer('jobs', at);
  const over = (): number => Date.now() + 3 * DAY;

  it('runs for nobody else, whatever they send', async () => {
    for (const openid of ['', 'guardian', 'demo-admin']) {
      const response = await fetch(`${cloud.url}/call/jobs`, {
        method: 'POST',
        headers: { 'x-openid': openid },
        body: JSON.stringify({ SOURCE: 'wx_trigger', Type: 'Timer' }),
      });
      await expect(response.json()).resolves.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });

  it('does nothing to what runs, seals the audit, and may run twice', async () => {
    const { guardian, wishId } = await readyCard(cloud, world, 'guardian');
    const first = await run();
    expect(first).toEqual(ALL_DONE);
    expect(Object.keys((first as typeof ALL_DONE).data)).toEqual(JOBS);
    expect(await run()).toEqual(ALL_DONE);
    const { items } = await guardian.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ wishId, state: 'ready' }]);
    const entries = await world.admin.call('staff', 'audit.list', {});
    expect(entries.items.every(({ seq }) => seq !== null)).toBe(true);
  });

  it('over HTTP too, for whoever runs the local cloud', async () => {
    const response = await fetch(`${cloud.url}/dev/timer/jobs`, { method: 'POST' });
    expect(await response.json()).toEqual(ALL_DONE);
  });

  it('ends what nobody could fulfil: money, card and wall follow; what came true stays', async () => {
    const done = await readyCard(cloud, world, 'lucky');
    await redeem(world.volunteer, done.code);
    const ready = await readyCard(cloud, world, 'absent');
    const { guardian, childId } = await newFamily(cloud, 'waiting');
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await fundWish(world, wishId);

    await run(over());
    await run(over());
    const { counts } = await guardian.call('campaign', 'get', { campaignId });
    expect(counts).toMatchObject({ fulfilled: 1, expired: 2, funded: 0, ready: 0 });
    const ledger = await world.admin.call('staff', 'fund.ledger', { fundId });
    // Both gifts that came were paid; what was reserved for the third is free again.
    expect(ledger).toMatchObject({ reservedFen: 0, spentFen: 30_000, availableFen: 970_000 });
    const { items } = await ready.guardian.call('family', 'wish.mine', {});
    expect(items[0]?.timeline.at(-1)).toMatchObject({ event: 'expired' });
    await expect(world.admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
  });

  it('waits for the last event of a campaign', async () => {
    const { guardian, childId } = await newFamily(cloud, 'patient');
    await submit(guardian, childId);
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      eventId: 'delivery',
      campaignId,
      title: '上门',
      from: Date.now(),
      until: Date.now() + 10 * DAY,
      stations: [{ stationId: 'home', label: '家' }],
    });
    await run(over());
    const { items } = await guardian.call('family', 'wish.mine', {});
    expect(items).toMatchObject([{ state: 'submitted' }]);
  });

  it('erases families whose data is not needed any more, and no others', async () => {
    const secrets = ['球鞋', '豆豆', 'kept-for-a-while'];
    const { code } = await readyCard(cloud, world, 'kept-for-a-while');
    await redeem(world.volunteer, code);
    await newFamily(cloud, 'kept-for-a-while-without-a-wish');
    await run(Date.now() + 170 * DAY);
    expect(findInFolder(cloud.dataDir, secrets)).not.toEqual([]);
    await run(Date.now() + 190 * DAY);
    await run(Date.now() + 191 * DAY);
    expect(findInFolder(cloud.dataDir, secrets)).toEqual([]);
    const { counts } = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(counts.fulfilled).toBe(1);
  });

  it('deletes printed sheets after an hour', async () => {
    const { cardId } = await readyCard(cloud, world, 'printed');
    const { url } = await world.community.call('staff', 'card.sheet', {
      eventId,
      cardIds: [cardId],
      format: 'csv',
    });
    await run();
    expect((await fetch(url)).status).toBe(200);
    await run(Date.now() + 2 * HOUR);
    expect((await fetch(url)).status).toBe(404);
  });

  it('goes on where it was cut off', async () => {
    const families = await Promise.all(
      ['one', 'two', 'three'].map((name) => newFamily(cloud, name)),
    );
    for (const { guardian, childId } of families) await submit(guardian, childId);
    let commits = 0;
    let last = 0;
    await cloud.close();
    cloud = await cloud.reopen({
      faultAt: (name, action) =>
        name === 'jobs' && action === 'database.commitTransaction' && (commits += 1) === last
          ? 'after'
          : undefined,
    });
    const at = Date.now() + 200 * DAY;
    for (;;) {
      commits = 0;
      last += 1;
      const whole = await cloud.timer('jobs', at).catch(() => undefined);
      if (JSON.stringify(whole) === JSON.stringify(ALL_DONE)) break;
      expect(last).toBeLessThan(100);
    }
    expect(last).toBeGreaterThan(5);
    expect(findInFolder(cloud.dataDir, ['球鞋', '豆豆'])).toEqual([]);
  });

  it('forgets what people were called, and letters that were answered, when their time is over', async () => {
    const label = '海岸社区 李';
    const { code } = await world.admin.call('staff', 'invite.make', {
      requestId: newRequestId(),
      offer: { role: 'community', areaId: 'c-1' },
      label,
    });
    const request = { requestId: newRequestId(), code };
    const { grantId } = await cloud.as('colleague').call('staff', 'invite.accept', request);
    // A family whose wish still runs by then: its other data stays.
    const {
      campaignId: _,
      consentTerms: _terms,
      ...settings
    } = await world.admin.call('staff', 'campaign.open', { campaignId });
    await world.admin.call('staff', 'campaign.save', {
      ...settings,
      campaignId,
      requestId: newRequestId(),
      until: Date.now() + 400 * DAY,
    });
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    await submit(guardian, childId);
    const words = '礼物的颜色不对。';
    const { complaintId } = await guardian.call('family', 'complaint.send', {
      requestId: newRequestId(),
      topic: 'gift',
      words,
    });
    await world.admin.call('staff', 'complaint.answer', {
      requestId: newRequestId(),
      complaintId,
      words: '已经换好。',
    });
    // Who still has the grant keeps the label, however long it is.
    await run(Date.now() + 181 * DAY);
    expect(dump(cloud.dataDir, 'complaints')).not.toMatch(/颜色|换好/);
    expect(dump(cloud.dataDir, 'children')).toContain('豆豆');
    expect(dump(cloud.dataDir, 'grants')).toContain(label);
    await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    await run(Date.now() + 100 * DAY);
    expect(dump(cloud.dataDir, 'grants')).toContain(label);
    await run(Date.now() + 182 * DAY);
    expect(dump(cloud.dataDir, 'grants')).not.toContain(label);
  });
});
