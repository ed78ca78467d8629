import { campaignId, inOwnWorld, newFamily, readyCard, redeem, submit } from '../../support/world';

test('fairness counts what happened, by community, from wishes and cards', () =>
  inOwnWorld(async (cloud, world) => {
    for (const openid of ['one', 'two', 'three']) {
      const { code } = await readyCard(cloud, world, openid);
      await redeem(world.volunteer, code);
    }
    const waiting = await newFamily(cloud, 'waiting');
    await submit(waiting.guardian, waiting.childId);
    const fairness = await world.admin.call('staff', 'report.fairness', { campaignId });
    expect(fairness).toMatchObject({
      all: { wishes: 4, decided: 3, approved: 3, fulfilled: 3, decisionDays: 0, giftDays: 0 },
      byCommunity: [{ communityId: 'c-1', name: '海岸社区', wishes: 4, approved: 3 }],
      unserved: [{ communityId: 'c-2', name: '山脚社区' }],
      spent: [{ category: 'sport', gifts: 3, spentFen: 45_000 }],
    });
    expect(JSON.stringify(fairness)).not.toMatch(/wish_|p_|豆豆|球鞋/);
  }));
