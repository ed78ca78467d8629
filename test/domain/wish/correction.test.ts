import { followChild } from '../../../cloudfunctions/domain/wish/correction';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import { NOW, submitted } from './samples';

const home = { _id: 'c-1', name: '海岸社区', path: ['d-1', 'c-1'] };
const other = { _id: 'c-2', name: '山脚社区', path: ['d-1', 'c-2'] };

/** 2025-06-15: half reviewed, and the review can still be taken back. */
const half: Wish = {
  ...submitted,
  submittedAt: NOW,
  level: 1,
  lastReview: {
    by: 'community',
    at: NOW,
    level: 'community',
    before: { state: 'submitted', level: 0, publicText: '', flagged: false, onWall: true },
  },
};

describe('a wish of a child that was corrected', () => {
  it.each([
    ['2018-07', '0-6'],
    ['2018-06', '7-12'],
    ['2012-06', '13-17'],
  ])('is of the age that a child born in %s had as it was handed in: %s', (birthMonth, ageBand) => {
    expect(followChild(half, { birthMonth }, home)).toEqual({ ...half, ageBand });
  });

  it('is decided anew by whoever reviews for the new community', () => {
    expect(followChild(half, { birthMonth: '2016-05' }, other)).toEqual({
      ...half,
      communityId: 'c-2',
      communityName: '山脚社区',
      areaPath: ['d-1', 'c-2'],
      level: 0,
      lastReview: null,
    });
  });

  it.each<Wish['state']>(['approved', 'funded', 'ready', 'returned'])(
    'that is %s moves as it stands',
    (state) => {
      expect(followChild({ ...half, state }, { birthMonth: '2016-05' }, other)).toMatchObject({
        state,
        level: 1,
        communityId: 'c-2',
      });
    },
  );
});
