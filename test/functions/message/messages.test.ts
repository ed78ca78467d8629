import type { Fen } from '../../../typings/contract';
import { openCloud, type TestCloud } from '../../support/cloud';
import { fundedWish, handedOver } from '../../support/gifts';
import { acknowledge, deliver, openPacks, packCard } from '../../support/packs';
import {
  arrive,
  approve,
  campaignId,
  eventId,
  fundWish,
  HOUR,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  redeem,
  submit,
  type World,
} from '../../support/world';

const DAY = 24 * HOUR;
/** A review is told once it can no longer be taken back. */
const UNDO = 10 * 60 * 1000;
const KINDS = ['REVIEWED', 'RETURNED', 'READY', 'EVENT', 'REDEEMED', 'REISSUED', 'ANSWERED'];
const TEMPLATES = KINDS.map((kind) => `local-${kind.toLowerCase()}`);

describe('families are told', () => {
  let cloud: TestCloud;
  let world: World;

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterEach(() => cloud.end());

  const accept = async (openid: string, tmplIds = TEMPLATES): Promise<void> => {
    await fetch(`${cloud.url}/client/subscribe`, {
      method: 'POST',
      headers: { 'x-openid': openid },
      body: JSON.stringify({ tmplIds }),
    });
  };
  const run = (at = Date.now()) => cloud.timer('jobs', at);
  /** What reached the phones since the last look. */
  let seen = 0;
  beforeEach(() => {
    seen = 0;
  });
  const news = (): string[] => {
    const fresh = cloud.inbox().slice(seen);
    seen += fresh.length;
    return fresh.map(({ openid, templateId }) => `${openid} ${templateId.replace('local-', '')}`);
  };

  it('each thing once, from the review to the hand-over, with no word of the child', async () => {
    const { guardian, childId } = await newFamily(cloud, 'family');
    await accept('family');
    await accept('family');
    const { wishId } = await submit(guardian, childId);
    await run();
    expect(news()).toEqual([]);
    await world.community.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '请写明尺码',
    });
    await run();
    expect(news()).toEqual([]);
    const later = Date.now() + UNDO;
    await Promise.all([run(later), run(later)]);
    expect(news()).toEqual(['family returned']);
    await submit(guardian, childId, '一双球鞋 36 码');
    await approve(world, wishId);
    await run();
    expect(news()).toEqual([]);
    await run(Date.now() + UNDO);
    expect(news()).toEqual(['family reviewed']);
    await fundWish(world, wishId);
    const cardId = await issue(world, wishId);
    await arrive(world, wishId);
    await run();
    expect(news()).toEqual(['family ready']);
    await world.community.call('staff', 'card.reissue', {
      requestId: newRequestId(),
      cardId,
      reason: '丢了',
    });
    await run();
    expect(news()).toEqual(['family reissued']);
    const { code } = await guardian.call('family', 'card.show', { cardId });
    await redeem(world.volunteer, code);
    await run();
    await run();
    expect(news()).toEqual(['family redeemed']);

    const sent = cloud.inbox();
    expect(JSON.stringify(sent)).not.toMatch(/豆豆|球鞋|尺码|child/);
    const { wishNo } = (await guardian.call('family', 'wish.mine', {})).items[0] ?? {};
    for (const { data } of sent) expect(data['character_string1']).toBe(wishNo);
    const held = await guardian.call('family', 'data.export', {});
    expect(held.messages.map(({ kind }) => kind).sort()).toEqual([
      'ready',
      'redeemed',
      'reissued',
      'returned',
      'reviewed',
    ]);
  });

  it('only where they accepted, one message for one accept; a refusal fails nothing', async () => {
    const family = await newFamily(cloud, 'silent');
    const other = await newFamily(cloud, 'asked-once');
    await accept('asked-once', ['local-reviewed']);
    for (const { guardian, childId } of [family, other]) {
      const { wishId } = await submit(guardian, childId);
      await approve(world, wishId);
    }
    await expect(run(Date.now() + UNDO)).resolves.toMatchObject({
      ok: true,
      data: { messages: 'done' },
    });
    expect(news()).toEqual(['asked-once reviewed']);
    const { messages } = await family.guardian.call('family', 'data.export', {});
    expect(messages).toEqual([]);
  });

  it('of tomorrow’s event by day, of a change and of its end, while they hold a card', async () => {
    const { guardian, childId } = await newFamily(cloud, 'holder');
    for (let times = 0; times < 5; times += 1) await accept('holder', ['local-event']);
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    await fundWish(world, wishId);
    await issue(world, wishId);
    // Noon in Shanghai, two days from now.
    const noon = Math.floor(Date.now() / DAY) * DAY + 2 * DAY + 4 * HOUR;
    const plan = (from: number, location?: { latitude: number; longitude: number }) =>
      world.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        eventId,
        campaignId,
        title: '领取日',
        from,
        until: from + 4 * HOUR,
        ...(location ? { location } : {}),
        stations: [{ stationId: 'desk-1', label: '一号台' }],
      });
    await run();
    await plan(noon + DAY);
    await run();
    await run();
    expect(news()).toEqual(['holder event']);
    // A point of the map that is added is no news; where it moves, they would go to the wrong place.
    await plan(noon + DAY, { latitude: 22.5, longitude: 113.9 });
    await run();
    expect(news()).toEqual([]);
    await plan(noon + DAY, { latitude: 22.6, longitude: 113.9 });
    await run();
    await run();
    expect(news()).toEqual(['holder event']);
    await run(noon - 9 * HOUR);
    expect(news()).toEqual([]);
    await run(noon);
    await run(noon + HOUR);
    expect(news()).toEqual(['holder event']);
    expect(cloud.inbox().at(-1)?.data['thing2']).toContain('明天');
    await world.admin.call('staff', 'event.cancel', {
      requestId: newRequestId(),
      eventId,
      reason: '台风',
    });
    await run();
    await run();
    expect(news()).toEqual(['holder event']);
    expect(cloud.inbox().at(-1)?.data['thing2']).toContain('取消');
  });

  it('of an answer to a complaint, of another gift that is proposed, and of a settled defect', async () => {
    const broken = await handedOver(cloud, world);
    const { openid } = broken.guardian;
    const toBuy = await fundedWish(cloud, world);
    const offered = toBuy.guardian.openid;
    for (let times = 0; times < 3; times += 1) await accept(openid, ['local-answered']);
    await accept(offered, ['local-answered']);
    const report = { requestId: newRequestId(), wishId: broken.wishId, reason: '轮子掉了' };
    const { defectId } = await broken.guardian.call('family', 'gift.defect', report);
    const { complaintId } = await broken.guardian.call('family', 'complaint.send', {
      requestId: newRequestId(),
      topic: 'other',
      words: '豆豆很难过。',
    });
    await run();
    news();
    await world.community.call('staff', 'defect.settle', {
      requestId: newRequestId(),
      defectId,
      outcome: 'repaired',
      words: '轮子装好了',
    });
    const answer = { requestId: newRequestId(), complaintId, words: '很抱歉，轮子装好了。' };
    await world.admin.call('staff', 'complaint.answer', answer);
    await world.community.call('staff', 'substitution.propose', {
      requestId: newRequestId(),
      wishId: toBuy.wishId,
      title: '一双雨靴',
      priceFen: 100 as Fen,
      reason: '买不到',
    });
    await Promise.all([run(), run()]);
    await run();
    expect(news().sort()).toEqual(
      [`${offered} answered`, `${openid} answered`, `${openid} answered`].sort(),
    );
    const sent = cloud.inbox().filter(({ templateId }) => templateId === 'local-answered');
    for (const { data } of sent) expect(Object.keys(data).sort()).toEqual(['thing2', 'time3']);
    expect(JSON.stringify(sent)).not.toMatch(/豆豆|轮子|雨靴|球鞋|child/);
    const held = await broken.guardian.call('family', 'data.export', {});
    const kinds = held.messages.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['answered', 'settled']));
  });

  it('nothing at all where no template is set', async () => {
    const off = Object.fromEntries(KINDS.map((kind) => [`TMPL_${kind}`, '']));
    cloud = await cloud.restart(off);
    const { guardian, childId } = await newFamily(cloud, 'unasked');
    await accept('unasked');
    const { wishId } = await submit(guardian, childId);
    await approve(
      { ...world, community: cloud.as('community'), district: cloud.as('district') },
      wishId,
    );
    await run(Date.now() + UNDO);
    expect(cloud.inbox()).toEqual([]);
  });

  it('nothing of a review that was taken back, and once what was decided instead', async () => {
    const { guardian, childId } = await newFamily(cloud, 'family');
    await accept('family');
    const { wishId } = await submit(guardian, childId);
    const review = (decision: 'reject' | 'return') =>
      world.community.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision,
        reason: '请写明尺码',
      });
    const undo = () =>
      world.community.call('staff', 'wish.undoReview', {
        requestId: newRequestId(),
        wishIds: [wishId],
      });
    await review('reject');
    await run();
    await undo();
    await run(Date.now() + UNDO);
    expect(news()).toEqual([]);
    await review('return');
    await run(Date.now() + UNDO);
    await run(Date.now() + UNDO + 60_000);
    expect(news()).toEqual(['family returned']);
  });

  it('of a pack, for which gift is agreement enough: to be had, handed over, written of', async () => {
    const packs = await openPacks(cloud, world, { '7-12': 1 }, { acknowledged: false });
    const child = { scopes: ['gift' as const] };
    const { guardian, cardId, code } = await packCard(cloud, world, packs.batchId, child);
    for (let time = 0; time < 3; time += 1) await accept(guardian.openid);
    await run();
    expect(news()).toEqual([]);
    await acknowledge(packs.member, packs.batchId, { '7-12': 1 });
    await Promise.all([run(), run()]);
    expect(news()).toEqual([`${guardian.openid} ready`]);
    await deliver(packs.member, packs, code);
    await run();
    await run();
    expect(news()).toEqual([`${guardian.openid} redeemed`]);
    const request = { requestId: newRequestId(), cardId };
    await guardian.call('family', 'pack.answer', { ...request, answer: 'not_received' });
    await run();
    expect(news()).toEqual([]);
    await world.community.call('staff', 'pack.answer', { ...request, words: '我们马上核实' });
    await run();
    await run();
    expect(news()).toEqual([`${guardian.openid} answered`]);
    expect(JSON.stringify(cloud.inbox())).not.toContain('豆豆');
  });
});
