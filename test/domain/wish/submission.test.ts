import { requireRoomForWish, submittedWish } from '../../../cloudfunctions/domain/wish/submission';
import { submitted } from './samples';

const DAY = 24 * 60 * 60 * 1000;
/** 2025-06-01 00:00 in Shanghai. */
const JUNE = Date.UTC(2025, 4, 31, 16);

const rules = { maxWishesPerChild: 2 };
const asked = (birthMonth: string, live: number, now: number) => () => {
  requireRoomForWish({ birthMonth }, Array(live).fill(submitted), rules, now);
};

describe('a child may have another wish', () => {
  it.each([
    [0, true],
    [1, true],
    [2, false],
    [3, false],
  ])('with %i of two: %s', (live, may) => {
    if (may) expect(asked('2016-05', live, JUNE)).not.toThrow();
    else expect(asked('2016-05', live, JUNE)).toThrow('最多 2 个心愿');
  });

  it('until the month in which it is 18', () => {
    expect(asked('2007-06', 0, JUNE - 1)).not.toThrow();
    expect(asked('2007-06', 0, JUNE + 30 * DAY)).toThrow('未满 18 岁');
  });
});

it('a wish as it is handed in has nothing decided', () => {
  const { _id, wishNo, wallKey, alias, paper, category, title, details, reason } = submitted;
  const wish = submittedWish(
    { wishId: _id, wishNo, wallKey, wallPlace: 'p', alias, paper },
    {
      child: { _id: 'child', guardianIds: ['family'], birthMonth: '2016-05' },
      campaign: { _id: 'spring', fundId: 'fund' },
      community: { _id: 'c-1', name: '海岸社区', path: ['d-1', 'c-1'] },
    },
    { category, title, details, reason, publicTextAllowed: true, flagged: false },
    { personId: 'family', now: JUNE },
  );
  expect(wish).toEqual({
    ...submitted,
    wallPlace: 'p',
    formerGuardianIds: [],
    submittedAt: JUNE,
    updatedAt: JUNE,
    timeline: [{ at: JUNE, state: 'submitted', event: 'submitted', by: 'family' }],
  });
});
