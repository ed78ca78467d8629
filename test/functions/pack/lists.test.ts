import { openCloud, type TestCloud } from '../../support/cloud';
import { readPages, unlikeLetters } from '../../support/pdf';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openCloud({ demo: true });
});
afterAll(() => cloud.end());

const planId = 'packs-2025';

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
