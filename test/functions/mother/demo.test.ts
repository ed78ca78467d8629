import { openCloud, type TestCloud } from '../../support/cloud';

const campaignId = 'nanshan-2025';

/** The team and its pairs that stand in the demo under ids of their own. */
describe('the demo of the 爱心妈妈 team', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud({ demo: true });
  });
  afterAll(() => cloud.end());

  it('has six mothers in every state, of every kind and team', async () => {
    const states = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (no) => {
        const { state } = await cloud.as(`demo-mother-${no}`).call('helper', 'mother.me', {});
        return state;
      }),
    );
    expect([...new Set(states)].sort()).toEqual(
      ['applied', 'approved', 'ended', 'paused', 'rejected'].sort(),
    );
    const { items } = await cloud.as('demo-district').call('staff', 'mother.list', { campaignId });
    expect(new Set(items.map(({ kind }) => kind)).size).toBe(5);
    expect(new Set(items.map(({ team }) => team)).size).toBe(3);
    expect(new Set(items.map(({ level }) => level)).size).toBe(3);
  });

  it('has the first of them as lead of a child of the first guardian, with both who supervise', async () => {
    const { items } = await cloud.as('demo-mother-1').call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ role: 'lead', state: 'active' }]);
    const pairId = items[0]?.pairId ?? '';
    const family = await cloud.as('demo-guardian-1').call('family', 'pair.mine', {});
    expect(family.items.map((pair) => pair.pairId)).toContain(pairId);
    const listed = async (openid: string) => {
      const page = await cloud.as(openid).call('staff', 'pair.list', { campaignId });
      return page.items.find((pair) => pair.pairId === pairId)?.as;
    };
    await expect(listed('demo-community')).resolves.toBe('supervisor');
    await expect(listed('demo-district')).resolves.toBe('deputy');
  });
});
