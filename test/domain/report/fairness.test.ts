import { fairnessOf, type TreatedWish } from '../../../cloudfunctions/domain/report/fairness';

const DAY = 24 * 3_600_000;
const communities = [
  { communityId: 'c-1', name: '海岸社区' },
  { communityId: 'c-2', name: '山脚社区' },
];

/** A wish of day 0, decided and fetched so many days later. */
const wish = (
  decided?: { days: number; as: 'approved' | 'rejected' },
  got?: number,
  communityId = 'c-1',
): TreatedWish => ({
  communityId,
  submittedAt: 0,
  timeline: [
    { at: 0, state: 'submitted' },
    ...(decided ? [{ at: decided.days * DAY, state: decided.as }] : []),
  ],
  gotAt: got === undefined ? undefined : got * DAY,
});

const approvedAfter = (days: number, got?: number) => wish({ days, as: 'approved' }, got);

describe('fairness', () => {
  it('is the middle of the waiting times, not their mean', () => {
    const wishes = [approvedAfter(1, 10), approvedAfter(2, 11), approvedAfter(30, 90)];
    const [row] = fairnessOf(communities, wishes, []).byCommunity;
    expect(row).toEqual({
      communityId: 'c-1',
      name: '海岸社区',
      wishes: 3,
      decided: 3,
      approved: 3,
      fulfilled: 3,
      decisionDays: 2,
      giftDays: 11,
    });
  });

  it('of an even number is the mean of the two in the middle', () => {
    const wishes = [1, 2, 5, 30].map((days) => approvedAfter(days, days + 10));
    const [row] = fairnessOf(communities, wishes, []).byCommunity;
    expect(row).toMatchObject({ decisionDays: 3.5, giftDays: 13.5 });
  });

  it('keeps waiting times of fewer than three back', () => {
    const [row] = fairnessOf(
      communities,
      [approvedAfter(1, 3), approvedAfter(2, 3)],
      [],
    ).byCommunity;
    expect(row).not.toHaveProperty('decisionDays');
    expect(row).not.toHaveProperty('giftDays');
  });

  it('names the communities without a wish', () => {
    expect(fairnessOf(communities, [approvedAfter(1)], []).unserved).toEqual([communities[1]]);
  });

  it('counts the last word: an approval that was taken back is none, and waiting is no decision', () => {
    const takenBack: TreatedWish = {
      ...approvedAfter(1),
      timeline: [
        { at: 0, state: 'submitted' },
        { at: DAY, state: 'approved' },
        { at: 2 * DAY, state: 'rejected' },
      ],
    };
    const { all } = fairnessOf(communities, [takenBack, wish(), approvedAfter(1)], []);
    expect(all).toMatchObject({ wishes: 3, decided: 2, approved: 1 });
  });

  it('gives no sum that is the price of one child’s gift', () => {
    const paid = (category: 'study' | 'toy', count: number, priceFen: number) => ({
      category,
      ageBand: '7-12' as const,
      state: 'ready' as const,
      count,
      priceFen: priceFen as never,
    });
    const { spent } = fairnessOf(communities, [], [paid('study', 3, 900), paid('toy', 1, 123)]);
    expect(spent).toEqual([{ category: null, gifts: 4, spentFen: 1023 }]);
  });

  it('waits from the day on which a wish was handed in, in whatever order they were', () => {
    const later = (days: number, waited: number): TreatedWish => ({
      communityId: 'c-1',
      submittedAt: days * DAY,
      timeline: [{ at: (days + waited) * DAY, state: 'approved' }],
      gotAt: (days + 2 * waited) * DAY,
    });
    const { all } = fairnessOf(communities, [later(10, 9), later(20, 1), later(30, 4)], []);
    expect(all).toMatchObject({ decisionDays: 4, giftDays: 8 });
  });

  it('says days to a tenth', () => {
    const wishes = [1.04, 1.04, 1.06].map((days) => approvedAfter(days, days + 1));
    expect(fairnessOf(communities, wishes, []).all).toMatchObject({ decisionDays: 1 });
  });

  it('counts a gift where it was handed over', () => {
    const wishes = [approvedAfter(1, 2), approvedAfter(1), wish()];
    expect(fairnessOf(communities, wishes, []).all).toMatchObject({ wishes: 3, fulfilled: 1 });
  });

  it('shows a community from its first wish on, and each its own', () => {
    const wishes = [approvedAfter(1), wish(undefined, undefined, 'c-2'), approvedAfter(1)];
    const { byCommunity, unserved } = fairnessOf(communities, wishes, []);
    expect(byCommunity.map(({ name, wishes: count }) => [name, count])).toEqual([
      ['海岸社区', 2],
      ['山脚社区', 1],
    ]);
    expect(unserved).toEqual([]);
    const alone = fairnessOf(communities, [approvedAfter(1)], []);
    expect(alone.byCommunity.map(({ communityId }) => communityId)).toEqual(['c-1']);
  });
});
