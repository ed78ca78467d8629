import { openCloud, type TestCloud } from '../../support/cloud';

/** The holders and the specialist that stand in the demo under ids of their own. */
describe('the demo', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud({ demo: true });
  });
  afterAll(() => cloud.end());

  it('has two holders, and an empty list of concerns', async () => {
    const { items } = await cloud.as('demo-safe-1').call('safe', 'holder.list', {});
    expect(items.map(({ grantId }) => grantId).sort()).toEqual(['grant-safe-1', 'grant-safe-2']);
    const listed = await cloud.as('demo-safe-2').call('safe', 'concern.list', {});
    expect(listed.items).toEqual([]);
  });

  it('has a specialist with a referral that waits for an answer', async () => {
    const { items } = await cloud.as('demo-specialist-1').call('helper', 'referral.mine', {});
    expect(items).toMatchObject([{ state: 'consented', notes: [] }]);
  });
});
