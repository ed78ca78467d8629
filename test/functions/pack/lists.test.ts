import { readSheet } from 'read-excel-file/node';
import { unpack } from '../../../cloudfunctions/excel/unpack';
import type { ListWanted } from '../../../typings/contract';
import { openCloud, type TestCloud } from '../../support/cloud';
import {
  acknowledge,
  BORN,
  deliver,
  newMember,
  newPlan,
  newUnit,
  packCard,
  send,
} from '../../support/packs';
import { readPages, unlikeLetters } from '../../support/pdf';
import { campaignId, HOUR, openWorld } from '../../support/world';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openCloud({ demo: true });
});
afterAll(() => cloud.end());

const planId = 'packs-2025';

type PackList = Extract<ListWanted, { planId: string }>['list'];

it('where each pack is: plans, units, batches and the packs of one', async () => {
  const staff = cloud.as('demo-community');
  const { items: plans } = await staff.call('staff', 'pack.plans', { campaignId: 'nanshan-2025' });
  expect(plans).toMatchObject([{ planId, title: '六一暖心包' }]);
  const { items: units } = await staff.call('staff', 'unit.list', { campaignId: 'nanshan-2025' });
  expect(units.map(({ unitId }) => unitId).sort()).toEqual(
    Array.from({ length: 6 }, (_, place) => `unit-${place + 1}`),
  );
  const { items: batches } = await staff.call('staff', 'pack.batches', { planId });
  expect(batches.map(({ batchId }) => batchId).sort()).toEqual(['batch-1', 'batch-2', 'batch-3']);
  const batch = await staff.call('staff', 'pack.batch', { batchId: 'batch-1' });
  const delivered = batch.packs.filter(({ state }) => state === 'redeemed');
  expect(delivered).toHaveLength(9);
  expect(batch.counts.reduce((sum, one) => sum + one.delivered, 0)).toBe(9);
  const third = await staff.call('staff', 'pack.batch', { batchId: 'batch-3' });
  expect(third.discrepancies).toMatchObject([{ version: '7-12', missing: 1, state: 'open' }]);
});

it('who could have a pack, and why not', async () => {
  const staff = cloud.as('demo-community');
  const { items } = await staff.call('staff', 'pack.candidates', { planId, communityId: 'c-01' });
  expect(items.some(({ version }) => version !== undefined)).toBe(true);
  expect(items.some(({ refused }) => refused === 'has_pack')).toBe(true);
  expect(Object.keys(items[0] ?? {})).not.toContain('nickname');
});

it('the slips of a batch: a cover list and a slip for each, and no name of a child', async () => {
  const { url, slips } = await cloud
    .as('demo-community')
    .call('staff', 'pack.sheet', { batchId: 'batch-2' });
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  const pages = await readPages(bytes);
  expect(pages).toHaveLength(1 + Math.ceil(slips / 10));
  expect(pages[0]?.lines[0]).toContain('交接清单');
  // Small print has few pixels: a letter that is missing or another one is far below this.
  expect(unlikeLetters(pages, 0.7)).toEqual([]);
});

describe('everything of a plan as .xlsx', () => {
  const rowsOf = async (list: PackList) => {
    const staff = cloud.as('demo-district');
    const { url } = await staff.call('staff', 'list.export', { wanted: { list, planId } });
    const content = Buffer.from(await (await fetch(url)).arrayBuffer());
    const [head = [], ...rows] = await readSheet(content);
    const named = rows.map((row) => Object.fromEntries(head.map((title, at) => [title, row[at]])));
    return { name: decodeURIComponent(url), rows: named, content };
  };

  it('goes on from no place that there is not', async () => {
    const wanted = { list: 'packPlaces', planId } as const;
    const staff = cloud.as('demo-district');
    await expect(
      staff.refused('staff', 'list.export', { wanted, cursor: 'no-such-batch' }),
    ).resolves.toBe('INVALID_ARGUMENT');
  });

  it('the four sums, with a filter, a frozen head and a name for people', async () => {
    const { name, rows, content } = await rowsOf('packSums');
    expect(name).toMatch(/\/暖心包数量-六一暖心包-\d{4}-\d{2}-\d{2}\.xlsx/u);
    for (const row of rows) {
      const places = ['已送到', '在单位', '在仓库', '报失'].map((title) => Number(row[title]));
      expect(places.reduce((sum, count) => sum + count, 0)).toBe(row['入库']);
    }
    const sheet = unpack(content).text('xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<autoFilter ref="A1:F5"/>');
    expect(sheet).toContain('state="frozen"');
  });

  it('where each pack is, batch after batch, and no name of a child', async () => {
    const { rows } = await rowsOf('packPlaces');
    const places = new Set(rows.map((row) => row['在哪里']));
    expect(places).toContain('已送到');
    expect(places).toContain('在去单位的路上');
    expect(new Set(rows.map((row) => row['单位'])).size).toBe(3);
    const delivered = rows.filter((row) => row['在哪里'] === '已送到');
    expect(delivered.every((row) => row['送到时间'] instanceof Date)).toBe(true);
    expect(Object.keys(rows[0] ?? {})).not.toContain('孩子小名');
  });

  it('units and batches, discrepancies and answers', async () => {
    const { rows: batches } = await rowsOf('packBatches');
    const sum = (title: string): number =>
      batches.map((row) => Number(row[title])).reduce((total, count) => total + count, 0);
    expect(sum('已送到')).toBe(9);
    expect(sum('签收差')).toBe(1);
    expect((await rowsOf('packDiscrepancies')).rows).toMatchObject([
      { 版本: '7–12 岁', 少了: 1, 处理: '待处理' },
    ]);
    const { rows: answers } = await rowsOf('packAnswers');
    expect(answers.map((row) => row['家长说'])).toContain('收到了');
  });

  it('a family reads that its child stood in a list that was taken out', async () => {
    const guardian = cloud.as('demo-guardian-1');
    const { items } = await guardian.call('family', 'pack.mine', {});
    expect(items.length).toBeGreaterThan(0);
    const { items: log } = await guardian.call('family', 'access.mine', {});
    expect(log.map(({ purpose }) => purpose)).toContain('导出「每份在哪里」');
  });
});

it('a loss that the second person declines is none', async () => {
  const { lossId } = await cloud.as('demo-district').call('staff', 'pack.lose', {
    requestId: 'a-loss',
    batchId: 'batch-1',
    version: '0-6',
    count: 1,
    reason: '找不到',
  });
  const input = { requestId: 'declined', approvalId: lossId, decision: 'decline', note: '找到了' };
  const admin = cloud.as('demo-admin');
  const declined = await admin.call('staff', 'approval.decide', input as never);
  expect(declined).toMatchObject({ state: 'declined' });
  expect(await admin.call('staff', 'approval.decide', input as never)).toEqual(declined);
  const batch = await admin.call('staff', 'pack.batch', { batchId: 'batch-1' });
  expect(batch.losses).toMatchObject([{ lossId, state: 'declined' }]);
  expect(batch.counts[0]?.lost).toBe(0);
});

it('anybody reads how many packs are with children, from the next day, and of no group below five', async () => {
  const planned = await openCloud();
  try {
    const world = await openWorld(planned);
    const window = { from: planned.now() - HOUR, until: planned.now() + 72 * HOUR };
    const plan = await newPlan(world);
    const unitId = await newUnit(world);
    const sent = { '0-6': 5, '7-12': 5 };
    const batchId = await send(world, plan, unitId, sent, window);
    const member = await newMember(planned, world, batchId);
    await acknowledge(member, batchId, sent);
    const hand = async (version: '0-6' | '7-12', count: number): Promise<void> => {
      for (let given = 0; given < count; given += 1) {
        const birthMonth = BORN[version];
        const { code } = await packCard(planned, world, batchId, { birthMonth });
        await deliver(member, { batchId, unitId }, code);
      }
    };
    const published = async () =>
      (await planned.as('').call('campaign', 'report', { campaignId })).packs;
    await hand('7-12', 4);
    await expect(published()).resolves.toEqual({ packs: 40, delivered: 0, byAgeBand: [] });
    await hand('7-12', 1);
    await hand('0-6', 1);
    await expect(published()).resolves.toMatchObject({ delivered: 0 });
    await planned.forward(24 * HOUR, 'daily');
    await expect(published()).resolves.toEqual({
      packs: 40,
      delivered: 6,
      byAgeBand: [{ ageBand: null, delivered: 6 }],
    });
  } finally {
    await planned.end();
  }
});
