import desk from '../../../cloudfunctions/demo/desk.json';
import app from '../../../miniprogram/app.json';
import { openCloud, type TestCloud } from '../../support/cloud';

const pagesOf = ({ root, pages }: { root: string; pages: string[] }): string[] =>
  pages.map((page) => `${root}/${page}`);

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openCloud({ demo: true });
});
afterAll(() => cloud.end());

it('the second story of the desk is of one child, whose pack is on its way', async () => {
  const { stories } = desk;
  const { subject, steps } = stories[1] ?? { steps: [] };
  expect(subject).toMatchObject({ function: 'family', action: 'pack.mine' });
  const { items } = await cloud.as(subject?.openid ?? '').call('family', 'pack.mine', {});
  expect(items).toMatchObject([{ state: 'issued', ready: false, place: '木棉社区图书角' }]);
  const [pack] = items;
  const { packs } = await cloud
    .as('demo-community')
    .call('staff', 'pack.batch', { batchId: 'batch-2' });
  expect(packs.map(({ alias }) => alias)).toContain(pack?.alias);
  const fields = JSON.stringify(steps).match(/\{\w+\}/g) ?? [];
  for (const field of fields) expect(Object.keys(pack ?? {})).toContain(field.slice(1, -1));
  const pages = new Set([...app.pages, ...app.subPackages.flatMap(pagesOf)]);
  for (const { path } of steps) expect(pages).toContain(path.split('?')[0]);
});

it('360 packs stand where the demo says, and a family waits for one', async () => {
  const { versions } = await cloud
    .as('demo-community')
    .call('staff', 'pack.sums', { planId: 'packs-2025' });
  expect(versions.map(({ version, received }) => [version, received])).toEqual([
    ['0-6', 100],
    ['7-12', 100],
    ['13-17', 100],
    ['family', 60],
  ]);
  for (const { received, inStore, withUnits, delivered, lost } of versions) {
    expect(received).toBe(inStore + withUnits + delivered + lost);
  }
  expect(versions.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(9);
  const { items } = await cloud.as('demo-member-1').call('helper', 'batch.mine', {});
  expect(items).toMatchObject([{ batchId: 'batch-1', unitId: 'unit-1', state: 'acknowledged' }]);
  const second = await cloud.as('demo-member-2').call('helper', 'batch.mine', {});
  expect(second.items).toMatchObject([{ batchId: 'batch-2', state: 'sent' }]);
  const guardian = cloud.as('demo-guardian-1');
  const { items: packs } = await guardian.call('family', 'pack.mine', {});
  expect(packs).toMatchObject([{ state: 'issued', ready: true, place: '荔枝社区文化广场' }]);
  const { code } = await guardian.call('family', 'card.show', { cardId: packs[0]?.cardId ?? '' });
  const verdict = await cloud.as('demo-member-1').call('station', 'card.redeem', {
    nonce: 'a-pack-at-the-door',
    eventId: 'batch-1',
    stationId: 'unit-1',
    deviceId: 'phone',
    code,
    collector: { type: 'guardian' },
  });
  expect(verdict).toMatchObject({ status: 'accepted' });
});

it('families have answered, and two of them wait for staff', async () => {
  const { items } = await cloud.as('demo-guardian-1').call('family', 'pack.mine', {});
  expect(items[0]?.state).toBe('redeemed');
  const answered = await cloud
    .as('demo-district')
    .call('staff', 'pack.answers', { planId: 'packs-2025' });
  expect(answered.items.map(({ state }) => state).sort()).toEqual(['closed', 'open', 'open']);
});
