import Database from 'libsql';
import { join } from 'node:path';
import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import {
  arriveAt,
  fen,
  figuresOf,
  fundedWish,
  orderOf,
  seenBy,
  type Wanted,
} from '../../support/gifts';
import {
  campaignId,
  eventId,
  issue,
  keepWorld,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

describe('替换: another thing in place of one that cannot be had', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;
  let wanted: Wanted;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
    wanted = await fundedWish(cloud, world, { title: '红色滑板', details: { size: '小号' } });
  });
  afterAll(() => cloud.end());

  const proposal = (more: object = {}) => ({
    requestId: newRequestId(),
    wishId: wanted.wishId,
    title: '一副轮滑鞋',
    details: { size: '34' },
    priceFen: fen(12_000),
    reason: '滑板停产了',
    ...more,
  });
  const propose = (more: object = {}) =>
    world.community.call('staff', 'substitution.propose', proposal(more));
  const answer = (no: number, agree: boolean) => ({
    requestId: newRequestId(),
    wishId: wanted.wishId,
    no,
    agree,
  });

  it('is asked of the guardian, and changes nothing before the answer', async () => {
    const before = await figuresOf(world);
    await propose();
    const wish = await seenBy(wanted);
    expect(wish).toMatchObject({
      title: '红色滑板',
      state: 'funded',
      substitution: { no: 1, title: '一副轮滑鞋', details: { size: '34' }, reason: '滑板停产了' },
    });
    await expect(figuresOf(world)).resolves.toEqual(before);
  });

  it('agreed to, the wish is for it, its price is what is reserved, and card and list follow', async () => {
    const cardId = await issue(world, wanted.wishId);
    const { availableFen } = await figuresOf(world);
    const { no } = await propose();
    await wanted.guardian.call('family', 'substitution.answer', answer(no, true));
    const wish = await seenBy(wanted);
    expect(wish).toMatchObject({ title: '一副轮滑鞋', details: { size: '34' }, state: 'funded' });
    expect(wish).not.toHaveProperty('substitution');
    expect(wish.timeline).toContainEqual(
      expect.objectContaining({ event: 'substituted', reason: '原来的心愿：红色滑板' }),
    );
    await expect(figuresOf(world)).resolves.toMatchObject({
      availableFen: availableFen + 8_000,
      reservedFen: 12_000,
    });
    await arriveAt(world, wanted.wishId, 11_000);
    await expect(figuresOf(world)).resolves.toMatchObject({ reservedFen: 0, spentFen: 11_000 });
    const { code } = await wanted.guardian.call('family', 'card.show', { cardId });
    const at = { eventId, stationId: 'desk-1' };
    await expect(
      world.volunteer.call('station', 'card.inspect', { ...at, code }),
    ).resolves.toMatchObject({ gift: { title: '一副轮滑鞋', details: { size: '34' } } });
    const { manifest } = await world.volunteer.call('station', 'open', {
      ...at,
      deviceId: 'phone',
      deviceLabel: '手机',
      deviceTime: Date.now(),
    });
    expect(manifest.gifts).toEqual([{ title: '一副轮滑鞋', category: 'sport' }]);
  });

  it('declined, the wish stays as it is, and another thing may be proposed', async () => {
    const before = await figuresOf(world);
    const { no } = await propose();
    await wanted.guardian.call('family', 'substitution.answer', answer(no, false));
    await expect(seenBy(wanted)).resolves.toMatchObject({ title: '红色滑板', state: 'funded' });
    await expect(figuresOf(world)).resolves.toEqual(before);
    const { items } = await world.community.call('staff', 'gift.wanted', { campaignId });
    expect(items[0]).toMatchObject({ title: '红色滑板', declined: true });
    await expect(propose({ title: '一个足球' })).resolves.toEqual({ no: 2 });
  });

  it('is answered as it was read: an answer to an earlier one is refused', async () => {
    const { no } = await propose();
    await world.community.call('staff', 'substitution.cancel', {
      requestId: newRequestId(),
      wishId: wanted.wishId,
      no,
    });
    await propose({ title: '一个足球' });
    await expect(
      wanted.guardian.refused('family', 'substitution.answer', answer(no, true)),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(seenBy(wanted)).resolves.toMatchObject({ title: '红色滑板' });
  });

  it('is one at a time, within the reserve, and for a wish that waits for its gift', async () => {
    const refused = (more: object = {}) =>
      world.community.refused('staff', 'substitution.propose', proposal(more));
    await expect(refused({ priceFen: fen(20_001) })).resolves.toBe('FAILED_PRECONDITION');
    await propose();
    await expect(refused()).resolves.toBe('FAILED_PRECONDITION');
    // The thing came after all: nothing is asked any more.
    await arriveAt(world, wanted.wishId, 15_000);
    expect(await seenBy(wanted)).not.toHaveProperty('substitution');
    await expect(
      wanted.guardian.refused('family', 'substitution.answer', answer(1, true)),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(refused()).resolves.toBe('FAILED_PRECONDITION');
  });

  it('agreed to, takes the wish out of the order for the first thing', async () => {
    const order = orderOf([wanted.wishId]);
    const { orderId } = await world.community.call('staff', 'order.save', order);
    const { no } = await propose();
    await wanted.guardian.call('family', 'substitution.answer', answer(no, true));
    const { lines, state } = await world.community.call('staff', 'order.open', { orderId });
    expect(lines).toMatchObject([{ state: 'dropped' }]);
    expect(state).toBe('cancelled');
  });

  it('leaves no words of a family that is erased: neither asked, agreed to, nor the old ones', async () => {
    const { no } = await propose();
    await wanted.guardian.call('family', 'substitution.answer', answer(no, true));
    await propose({ title: '一个陀螺', reason: '轮滑鞋也没有', priceFen: fen(1_000) });
    const words = ['红色滑板', '一副轮滑鞋', '滑板停产了', '一个陀螺', '轮滑鞋也没有'];
    expect(findInFolder(cloud.dataDir, words).length).toBeGreaterThanOrEqual(words.length);
    await wanted.guardian.call('family', 'data.erase', { requestId: newRequestId() });
    expect(findInFolder(cloud.dataDir, words)).toEqual([]);
  });

  it('by phone is for a family that is not in the app, and is kept with its note', async () => {
    const { no } = await propose();
    const record = { ...answer(no, true), note: '下午与奶奶通话' };
    await expect(world.community.refused('staff', 'substitution.record', record)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await cloud.close();
    withoutGuardians(cloud.dataDir, wanted.wishId);
    cloud = await cloud.reopen({});
    await cloud.as('community').call('staff', 'substitution.record', record);
    const { timeline, title } = await cloud
      .as('community')
      .call('staff', 'wish.open', { wishId: wanted.wishId, purpose: '核对' });
    expect(title).toBe('一副轮滑鞋');
    expect(timeline.at(-1)?.reason).toBe('原来的心愿：红色滑板；电话确认：下午与奶奶通话');
  });
});

/** Makes a wish one of a family on paper, as the store keeps it. */
const withoutGuardians = (dataDir: string, wishId: string): void => {
  const db = new Database(join(dataDir, 'cloud.db'));
  try {
    db.prepare(
      `UPDATE documents SET body = json_set(body, '$.guardianIds', json('[]'))
       WHERE collection = 'wishes' AND json_extract(body, '$._id') = ?`,
    ).run(wishId);
  } finally {
    db.close();
  }
};
