import { unpack } from '../../../cloudfunctions/excel/unpack';
import { readSheet } from 'read-excel-file/node';
import type { Fen, ListWanted } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fundedWish, handedOver } from '../../support/gifts';
import { enter } from '../../support/paper';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  submit,
  type World,
} from '../../support/world';

describe('a list as .xlsx', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    await readyCard(cloud, world, 'a-family');
    await enter(world.community, 'F-1', { title: '一本 1+1=2' });
    const elsewhere = { requestId: 'elsewhere', openid: 'elsewhere', level: 'community' as const };
    await world.admin.call('staff', 'grant.staff', { ...elsewhere, areaId: 'c-2' });
    await enter(cloud.as('elsewhere'), 'F-2', { communityId: 'c-2' });
  });
  afterAll(() => cloud.end());

  const rowsOf = async (person: Person, wanted: ListWanted) => {
    const { url } = await person.call('staff', 'list.export', { wanted });
    const sheet = await readSheet(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const [head = [], ...rows] = sheet;
    return rows.map((row) => Object.fromEntries(head.map((title, at) => [title, row[at]])));
  };

  it('has the rows that its caller sees, money as numbers, times as dates of Shanghai', async () => {
    const wanted = { list: 'wishes', campaignId } as const;
    const rows = await rowsOf(world.community, wanted);
    expect(rows.map((row) => row['社区'])).toEqual(['海岸社区', '海岸社区']);
    const [first] = rows;
    expect(first).toMatchObject({ '价格（元）': 150, 想要的礼物: '一双球鞋' });
    const { items } = await world.community.call('staff', 'wish.list', { campaignId });
    const at = (items[0]?.submittedAt ?? 0) + 8 * HOUR;
    expect(Math.abs(Number(first?.['提交时间']) - at)).toBeLessThan(1000);
    await expect(rowsOf(world.district, wanted)).resolves.toHaveLength(3);
  });

  it('has the words of the screen, a name of its own, and is ready to be printed', async () => {
    const { url } = await world.community.call('staff', 'list.export', {
      wanted: { list: 'cards', eventId },
    });
    expect(decodeURIComponent(url)).toMatch(/\/领取名单-领取日-\d{4}-\d{2}-\d{2}\.xlsx/u);
    const rows = await rowsOf(world.community, { list: 'cards', eventId });
    expect(rows).toMatchObject([{ 状态: '可使用', 核销点: '一号台' }]);
    const wishes = await world.community.call('staff', 'list.export', {
      wanted: { list: 'wishes', campaignId },
    });
    const content = Buffer.from(await (await fetch(wishes.url)).arrayBuffer());
    const parts = unpack(content);
    const sheet = parts.text('xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/ySplit="1"[^>]*state="frozen"/u);
    expect(sheet).toContain('<autoFilter ref="A1:M3"/>');
    expect(sheet).toContain('orientation="landscape"');
    expect(parts.text('xl/workbook.xml')).toContain("'心愿'!$1:$1");
  });

  it.each<[ListWanted, number]>([
    [{ list: 'cards', eventId }, 1],
    [{ list: 'absentees', eventId }, 1],
    [{ list: 'attempts', eventId }, 0],
    [{ list: 'calls', campaignId }, 0],
  ])('is there for %j', async (wanted, count) => {
    await expect(rowsOf(world.community, wanted)).resolves.toHaveLength(count);
  });

  it('of the ledger has the balance after each entry, right through its pages', async () => {
    const wanted = { list: 'ledger', fundId } as const;
    const rows = await rowsOf(world.admin, wanted);
    expect(rows.map((row) => [row['类型'], row['金额（元）'], row['余额（元）']])).toEqual([
      ['到账', 10_000, 10_000],
      ['预留', 200, 9800],
      ['支出', 150, 9800],
      ['释放', 50, 9850],
    ]);
    for (let place = 0; place < 120; place += 1) {
      const donation = { requestId: `a-donation-${place}`, donor: '=邻居', amountFen: 100 as Fen };
      await world.admin.call('staff', 'fund.donate', { ...donation, fundId });
    }
    const all = await rowsOf(world.admin, wanted);
    expect(all).toHaveLength(124);
    expect(all.at(-1)).toMatchObject({ 捐方: '=邻居', '余额（元）': 9970 });
  });

  it('of gifts: what is to be bought, orders, stock and defects', async () => {
    const toBuy = await fundedWish(cloud, world);
    await world.community.call('staff', 'order.save', {
      requestId: 'an-order',
      campaignId,
      supplier: '-1+1 文具店',
      lines: [{ wishId: toBuy.wishId, priceFen: 100 as Fen }],
    });
    await expect(rowsOf(world.community, { list: 'purchase', campaignId })).resolves.toMatchObject([
      { 礼物: '一双球鞋', 已下单: '是', '预留（元）': 200 },
    ]);
    await expect(rowsOf(world.community, { list: 'orders', campaignId })).resolves.toMatchObject([
      { 供应商: '-1+1 文具店', 状态: '草稿', 份数: 1, 已到: 0, '合计（元）': 1 },
    ]);
    await world.admin.call('staff', 'stock.add', {
      requestId: 'a-lot',
      campaignId,
      title: '@跳绳',
      category: 'sport',
      details: { colour: '+红' },
      quantity: 3,
      priceFen: 1250 as Fen,
      supplier: '某店',
    });
    await expect(rowsOf(world.community, { list: 'stock', campaignId })).resolves.toMatchObject([
      { 物品: '@跳绳', 颜色: '+红', 来源: '批量采购', '单价（元）': 12.5, 入库: 3, 剩余: 3 },
    ]);
    const broken = await handedOver(cloud, world);
    const report = { requestId: 'broken', wishId: broken.wishId, reason: '轮子掉了' };
    await broken.guardian.call('family', 'gift.defect', report);
    await expect(
      rowsOf(world.community, { list: 'defects', campaignId, state: 'open' }),
    ).resolves.toMatchObject([{ 问题: '轮子掉了', 谁报的: '家长', 处理: null }]);
  });

  it('of approvals says what was asked for and what became of it', async () => {
    const rules = { fundId, dualControlAboveFen: 100_000 as Fen, reason: '谨慎' };
    await world.admin.call('staff', 'fund.rules', { requestId: 'rules', ...rules });
    const donation = { fundId, donor: '工厂', amountFen: 200_000 as Fen, reason: '二期' };
    await world.admin.call('staff', 'fund.donate', { requestId: 'large', ...donation });
    await expect(
      rowsOf(world.admin, { list: 'approvals', fundId, open: true }),
    ).resolves.toMatchObject([
      { 事项: '登记到账', '金额（元）': 2000, 捐方: '工厂', 原因: '二期', 状态: '等待批准' },
    ]);
  });

  it('of people and of the audit names nobody by openid', async () => {
    const people = await rowsOf(world.admin, { list: 'people', state: 'active' });
    expect(people.map((row) => row['角色'])).toEqual(
      expect.arrayContaining(['社区审核', '区审核', '核销员']),
    );
    const audit = await rowsOf(world.admin, { list: 'audit' });
    expect(audit.length).toBeGreaterThan(100);
    expect(JSON.stringify([people, audit])).not.toMatch(
      /"(demo-admin|community|district|volunteer|elsewhere|a-family)"/,
    );
    expect(people.every((row) => /^[0-9a-f]{8}$/.test(String(row['人员编号'])))).toBe(true);
  });

  it('of the audit is narrowed as on its page', async () => {
    const { items } = await world.admin.call('staff', 'audit.list', { action: 'order.save' });
    const wanted = { list: 'audit', action: 'order.save' } as const;
    await expect(rowsOf(world.admin, wanted)).resolves.toMatchObject(
      items.map(({ about }) => ({ 做了什么: '保存订单', 操作: 'order.save', 对象: about })),
    );
    expect(items[0]?.about).toMatch(/^订单 D\d+$/);
    const [{ at } = { at: 0 }] = items;
    await expect(rowsOf(world.admin, { ...wanted, until: at - 1 })).resolves.toEqual([]);
    await expect(rowsOf(world.admin, { ...wanted, since: at, until: at })).resolves.toHaveLength(1);
  });

  it('of complaints is without their words', async () => {
    const family = await newFamily(cloud, 'a-family-that-complains');
    const complaint = { requestId: 'words', topic: 'gift', words: '礼物还没有到。' } as const;
    await family.guardian.call('family', 'complaint.send', complaint);
    const rows = await rowsOf(world.admin, { list: 'complaints', state: 'open' });
    expect(rows).toMatchObject([{ 主题: '礼物', 超期: '否' }]);
    expect(JSON.stringify(rows)).not.toContain('还没有到');
  });

  it('goes with the data of a family in it, and with nobody else’s', async () => {
    const { guardian, childId } = await newFamily(cloud, 'a-family-that-leaves');
    await submit(guardian, childId);
    const { url } = await world.district.call('staff', 'list.export', {
      wanted: { list: 'wishes', campaignId },
    });
    const status = async () => (await fetch(url)).status;
    const erase = (person: Person) =>
      person.call('family', 'data.erase', { requestId: newRequestId() });
    await erase((await newFamily(cloud, 'a-stranger')).guardian);
    expect(await status()).toBe(200);
    await erase(guardian);
    expect(await status()).toBe(404);
  });

  it('is on record, and goes in an hour', async () => {
    const { items } = await world.admin.call('staff', 'audit.list', { action: 'list.export' });
    expect(items.map(({ subject, note }) => `${subject} ${note}`)).toContain('wishes spring 2');
    const { url } = await world.community.call('staff', 'list.export', {
      wanted: { list: 'cards', eventId },
    });
    await cloud.timer('jobs', Date.now() + 61 * 60 * 1000);
    expect((await fetch(url)).status).toBe(404);
  });
});
