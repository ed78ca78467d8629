import { join } from 'node:path';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import { Engine } from '../../../tools/local-cloud/database/engine';
import { readManifest } from '../../../tools/local-cloud/manifest';
import type { Output } from '../../../typings/contract';
import { arrivalSheet, PRICE, savedSheet, type SheetRow } from '../../support/arrivals';
import { dump } from '../../support/fingerprint';
import { manifestFile } from '../../support/build';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { arriveAt, figuresOf, fundedWish, orderOf, seenBy, type Wanted } from '../../support/gifts';
import { uploadRoster } from '../../support/roster';
import {
  campaignId,
  issue,
  keepWorld,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

/** Adds wishes like one to the data of a cloud that is closed, each with ¥1 reserved. */
const addCopies = (dataDir: string, wishId: string, count: number): void => {
  const { collections } = readManifest(manifestFile);
  const indexes = new Map(Object.entries(collections).map(([name, one]) => [name, one.indexes]));
  const engine = new Engine(join(dataDir, 'cloud.db'), indexes, { requireIndexes: true });
  const wish = engine.read('wishes', wishId) as Wish | null;
  if (!wish) throw new Error(`wish ${wishId} is not there`);
  const copies = Array.from({ length: count }, (_, place) => ({
    ...wish,
    _id: `wish_${place}`,
    wishNo: `W9${String(place).padStart(7, '0')}`,
    wallKey: `${wish.wallKey}-${String(place).padStart(4, '0')}`,
    reservedFen: 100,
  }));
  engine.load('wishes', copies);
  engine.close();
};

describe('arrivals by Excel', () => {
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

  const wanted = async (count: number): Promise<Wanted[]> => {
    const all: Wanted[] = [];
    for (let place = 0; place < count; place += 1) all.push(await fundedWish(cloud, world));
    return all;
  };

  const sheet = () => arrivalSheet(world.community);

  const upload = (content: Buffer) => uploadRoster(cloud, world.community.openid, content);

  const saved = async (rows: readonly SheetRow[], titles?: readonly string[]): Promise<string> =>
    upload(await savedSheet(titles ?? (await sheet()).titles, rows));

  const check = (fileId: string) =>
    world.community.call('staff', 'arrival.check', { campaignId, fileId });

  /** Goes on until the end, as the page does. */
  const book = async (fileId: string): Promise<Output<'staff', 'arrival.import'>> => {
    let cursor = 0;
    let [arrived, known] = [0, 0];
    const left: Output<'staff', 'arrival.import'>['left'] = [];
    for (;;) {
      const input = { requestId: newRequestId(), campaignId, fileId, cursor };
      const answer = await world.community.call('staff', 'arrival.import', input);
      arrived += answer.arrived;
      known += answer.known;
      left.push(...answer.left);
      if (answer.next === undefined) return { ...answer, arrived, known, left };
      cursor = answer.next;
    }
  };

  const came = (row: SheetRow | undefined, more: SheetRow = {}): SheetRow => ({
    ...row,
    [PRICE]: 150,
    领取点: '一号台',
    ...more,
  });

  const colleague = async (): Promise<Person> => {
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'colleague',
      level: 'community',
      areaId: 'c-2',
    });
    return cloud.as('colleague');
  };

  it('the sheet has what is on its way in the own areas, what it is and whom it comes from', async () => {
    const first = await fundedWish(cloud, world, {
      title: '一加=1+1',
      details: { size: '36 码', colour: '蓝' },
    });
    const here = await fundedWish(cloud, world);
    await arriveAt(world, here.wishId, 15_000);
    await world.community.call('staff', 'order.save', orderOf([first.wishId]));
    const other = await colleague();
    await fundedWish(cloud, { ...world, community: other }, { communityId: 'c-2' });

    const { rows, more } = await sheet();
    const { wishNo } = await seenBy(first);
    expect(more).toBe(false);
    expect(rows).toEqual([
      {
        心愿编号: wishNo,
        礼物: '一加=1+1',
        规格: '36 码 蓝',
        代号: expect.any(String) as string,
        社区: '海岸社区',
        店家: '晨光文体',
        '预留（元）': 200,
        [PRICE]: null,
        领取点: null,
        货架: null,
        发票号: null,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('豆豆');
    await expect(arrivalSheet(other)).resolves.toMatchObject({ rows: [{ 社区: '山脚社区' }] });
    const { items } = await world.admin.call('staff', 'audit.list', { action: 'list.export' });
    expect(items[0]).toMatchObject({ subject: 'arrivals', note: `${campaignId} 1` });
  });

  it('is tried first: how many come and what they cost, every mistake by row and column', async () => {
    await wanted(7);
    const gone = await fundedWish(cloud, world);
    const { rows } = await sheet();
    const request = { requestId: newRequestId(), wishId: gone.wishId };
    await gone.guardian.call('family', 'wish.withdraw', request);
    const [one, two, three, four, five, six, seven, left] = rows;
    const other = await colleague();
    await fundedWish(cloud, { ...world, community: other }, { communityId: 'c-2' });
    const [elsewhere] = (await arrivalSheet(other)).rows;
    const fileId = await saved([
      came(one, { [PRICE]: 168.5, 货架: 'A-03' }),
      came(two, { [PRICE]: '很贵' }),
      came(three, { [PRICE]: 220 }),
      came(four, { 领取点: '九号台' }),
      came(five),
      came(five, { [PRICE]: 140 }),
      came(six, { 发票号: '0012' }),
      seven ?? {},
      came({ 心愿编号: 'W00000000' }),
      came(elsewhere),
      came(left),
      { 货架: 'A-04' },
    ]);
    const before = ['wishes', 'fundEntries', 'audit'].map((name) => dump(cloud.dataDir, name));
    const answer = await check(fileId);
    expect(answer).toMatchObject({ ready: 1, totalFen: 16_850, known: 0, waiting: 1, wrong: 10 });
    expect(
      answer.problems.map(({ row, column, message }) => `${row} ${column} ${message}`),
    ).toEqual([
      '3 实际价格 应填大于 0 的数，现在是「很贵」',
      '4 实际价格 比预留的 200.00 元多 20.00 元，要先追加善款',
      '5 领取点 没有「九号台」这个领取点，请从列表里选',
      '6 心愿编号 和第 7 行是同一个编号，请只留一行',
      '7 心愿编号 和第 6 行是同一个编号，请只留一行',
      '8 店家 填了发票号，也请填店家',
      '10 心愿编号 没有 W00000000 这个编号，请核对',
      `11 心愿编号 没有 ${String(elsewhere?.['心愿编号'])} 这个编号，请核对`,
      '12 心愿编号 这个心愿现在是「已撤回」，不能登记到货',
      '13 心愿编号 不能为空',
      '13 实际价格 没有填；还没到的，请把后面几格也留空',
      '13 领取点 没有填，请从列表里选',
    ]);
    expect(['wishes', 'fundEntries', 'audit'].map((name) => dump(cloud.dataDir, name))).toEqual(
      before,
    );
  });

  it('takes a sheet as people leave it: prices as text, columns moved, rows deleted, a formula', async () => {
    const gifts = await wanted(4);
    const { rows, titles } = await sheet();
    const moved = ['我的备注', ...titles.toReversed()];
    const filled = [
      came(rows[3], {
        [PRICE]: ' ￥ 150.50 元 ',
        领取点: ' 一号台 ',
        我的备注: '昨天到的',
        心愿编号: ` ${String(rows[3]?.['心愿编号']).toLowerCase()} `,
      }),
      {},
      came(rows[0], { [PRICE]: 168.5 }),
      came(rows[1], {
        [PRICE]: 0.1 + 0.2,
        领取点: '二号台',
        货架: 7,
        店家: '小店',
        发票号: '00123',
      }),
    ];
    const file = await savedSheet(moved, filled, { 168.5: '337/2' });
    const fileId = await upload(file);
    await expect(check(fileId)).resolves.toMatchObject({
      ready: 3,
      totalFen: 15_050 + 16_850 + 30,
      waiting: 0,
      problems: [],
    });
    await expect(book(fileId)).resolves.toMatchObject({ rows: 3, arrived: 3, left: [] });
    await expect(figuresOf(world)).resolves.toMatchObject({
      spentFen: 15_050 + 16_850 + 30,
      reservedFen: 20_000,
    });
    const states = await Promise.all(gifts.map(async (gift) => (await seenBy(gift)).state));
    expect(states).toEqual(['ready', 'ready', 'funded', 'ready']);
    await expect(sheet()).resolves.toMatchObject({ rows: [rows[2]] });
  });

  it('books each gift once, the way a single one is booked, and the same sheet again nothing', async () => {
    const gifts = await wanted(22);
    const cardId = await issue(world, gifts[0]?.wishId ?? '');
    const { rows } = await sheet();
    const filled = rows.map((row) => came(row));
    const fileId = await saved(filled);
    await expect(book(fileId)).resolves.toMatchObject({ rows: 22, arrived: 22 });
    const used = { campaignId, fileId };
    await expect(world.community.refused('staff', 'arrival.check', used)).resolves.toBe(
      'NOT_FOUND',
    );
    await expect(figuresOf(world)).resolves.toMatchObject({
      reservedFen: 0,
      spentFen: 22 * 15_000,
    });
    const { items } = await world.community.call('staff', 'card.list', { eventId: 'fair' });
    expect(items).toMatchObject([{ cardId, ready: true, stationId: 'desk-1' }]);
    const acts = await world.admin.call('staff', 'audit.list', { action: 'gift.arrive' });
    expect(acts.items[0]).toMatchObject({ note: '15000 desk-1' });

    const again = await saved([...filled.slice(1), came(rows[0], { [PRICE]: 120 })]);
    await expect(check(again)).resolves.toMatchObject({
      ready: 0,
      known: 21,
      problems: [{ row: 23, column: '实际价格', message: '已经登记过，当时是 150.00 元' }],
    });
    await expect(book(again)).resolves.toMatchObject({
      arrived: 0,
      known: 21,
      left: [{ row: 23 }],
    });
    await expect(figuresOf(world)).resolves.toMatchObject({ spentFen: 22 * 15_000 });
  });

  it('that was cut off anywhere goes on, and tells what arrived by it', async () => {
    await wanted(5);
    const { rows } = await sheet();
    const fileId = await saved(rows.map((row) => came(row)));
    await cloud.close();
    let commits = 0;
    let last = 0;
    cloud = await cloud.reopen({
      faultAt: (name, action) =>
        name === 'staff' && action === 'database.commitTransaction' && (commits += 1) === last
          ? 'after'
          : undefined,
    });
    world = { ...world, community: cloud.as('community'), admin: cloud.as('demo-admin') };
    const input = { requestId: newRequestId(), campaignId, fileId };
    for (;;) {
      commits = 0;
      last += 1;
      const reply = await world.community.send('staff', 'arrival.import', input);
      if (!reply.ok) continue;
      expect(reply.data).toMatchObject({ rows: 5, arrived: 5, known: 0, left: [] });
      break;
    }
    expect(last).toBeGreaterThan(2);
    last = 0;
    await expect(figuresOf(world)).resolves.toMatchObject({ spentFen: 5 * 15_000, reservedFen: 0 });
    await expect(world.community.call('staff', 'arrival.import', input)).resolves.toMatchObject({
      arrived: 5,
    });
  });

  it('of 2,000 gifts is written, tried and begun, each in one call; what has no room waits', async () => {
    const { wishId } = await fundedWish(cloud, world);
    await cloud.close();
    addCopies(cloud.dataDir, wishId, 2000);
    cloud = await cloud.reopen({});
    world = { ...world, community: cloud.as('community') };
    const { rows, titles, more } = await sheet();
    expect([rows.length, more]).toEqual([2000, true]);
    const filled = rows.slice(1).map((row) => came(row, { [PRICE]: 1 }));
    const fileId = await saved(filled, titles);
    await expect(check(fileId)).resolves.toMatchObject({ ready: 1999, totalFen: 199_900 });
    const input = { requestId: newRequestId(), campaignId, fileId };
    await expect(world.community.call('staff', 'arrival.import', input)).resolves.toMatchObject({
      rows: 1999,
      arrived: 20,
      next: 20,
    });
  });

  it('of another table is refused in words', async () => {
    const fileId = await saved([{ 姓名: '某人' }], ['姓名']);
    await expect(check(fileId)).resolves.toMatchObject({
      problems: [{ row: 1, column: '', message: '没有找到表头，请用下载的表格填写' }],
    });
    const input = { requestId: newRequestId(), campaignId, fileId };
    await expect(world.community.refused('staff', 'arrival.import', input)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('of two events asks each gift by the event of its card, and finds a way for one laid elsewhere', async () => {
    const library = {
      requestId: newRequestId(),
      eventId: 'library',
      campaignId,
      title: '图书馆专场',
      from: Date.now() - 1000,
      until: Date.now() + 86_400_000,
      stations: [
        { stationId: 'desk-1', label: '一号台' },
        { stationId: 'front', label: '前台' },
      ],
    };
    await world.admin.call('staff', 'event.save', library);
    const issueAt = (wishId: string, more: object = {}) =>
      world.community.call('staff', 'card.issue', {
        requestId: newRequestId(),
        eventId: 'library',
        wishIds: [wishId],
        ...more,
      });
    const [ofFair, ofLibrary, ofNone] = await wanted(3);
    if (!ofFair || !ofLibrary || !ofNone) throw new Error('three are wanted');
    await issue(world, ofFair.wishId);
    await issueAt(ofLibrary.wishId);

    // Desks are asked by the card's event, one by one and in the sheet of an event.
    await expect(
      arriveAt(world, ofLibrary.wishId, 15_000, { stationId: 'desk-2' }),
    ).rejects.toThrow('这份礼物的卡那里没有这个核销点。「图书馆专场」有 一号台、前台。');
    const forLibrary = await arrivalSheet(world.community, campaignId, { eventId: 'library' });
    expect(forLibrary.rows).toHaveLength(2);
    const fileId = await saved(
      (await sheet()).rows.map((row, place) =>
        came(row, { 领取点: ['二号台', '二号台', '一号台'][place] ?? null }),
      ),
    );
    const { problems, ready } = await check(fileId);
    expect(ready).toBe(1);
    expect(problems.map(({ row, message }) => `${row} ${message}`)).toEqual([
      '3 这份礼物的卡那一场没有「二号台」这个领取点，请从列表里选：一号台、前台',
      '4 不止一个「一号台」，请从列表里选，写明是哪一场',
    ]);

    // Laid down for one event, and its card is issued at the other: it is seen, and moved with it.
    await arriveAt(world, ofNone.wishId, 15_000, { stationId: 'desk-1', eventId: 'fair' });
    await issueAt(ofNone.wishId);
    const listed = async () => {
      const { items } = await world.community.call('staff', 'card.list', { eventId: 'library' });
      const card = items.find(({ wishId }) => wishId === ofNone.wishId);
      if (!card) throw new Error('the card is not listed');
      return card;
    };
    const lost = await listed();
    expect(lost).toMatchObject({ elsewhere: true, ready: true });
    await world.community.call('staff', 'card.move', {
      requestId: newRequestId(),
      cardIds: [lost.cardId],
      eventId: 'library',
      stationId: 'front',
    });
    expect(await listed()).toMatchObject({ stationId: 'front' });
    expect(await listed()).not.toHaveProperty('elsewhere');

    // Or in the same step as its issue.
    const [other] = await wanted(1);
    if (!other) throw new Error('one is wanted');
    await arriveAt(world, other.wishId, 15_000, { stationId: 'desk-2' });
    await issueAt(other.wishId, { stationId: 'front' });
    const { items } = await world.community.call('staff', 'card.list', { eventId: 'library' });
    expect(items.find(({ wishId }) => wishId === other.wishId)).toMatchObject({
      stationId: 'front',
    });
  });
});
