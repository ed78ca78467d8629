import { levelOf, review, type Review } from '../../../cloudfunctions/domain/wish/review';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import type { ReviewDecision, StaffLevel } from '../../../typings/contract';
import {
  fen,
  funded,
  NOW,
  ready,
  refusal,
  reviewer,
  rightsOf,
  staffGrant,
  submitted,
} from './samples';

const rulesOf = (...reviewLevels: StaffLevel[]) => ({
  reviewLevels,
  capFen: fen(15_000),
  maxWishesPerChild: 1,
});
const TWO = rulesOf('community', 'district');
const THREE = rulesOf('community', 'street', 'district');

const OK: Review = { decision: 'approve' };
const RETURN: Review = { decision: 'return', reason: '请写明尺码' };
const REJECT: Review = { decision: 'reject', reason: '不在范围内' };

const community = reviewer('community', 'c-1');
const street = reviewer('street', 's-1');
const district = reviewer('district', 'd-1');

const wish: Wish = { ...submitted, areaPath: ['d-1', 's-1', 'c-1'], flagged: true };
const halfway: Wish = { ...wish, level: 1 };
const approved: Wish = { ...wish, state: 'approved', level: 1 };
const inState = (state: Wish['state'], level = 0): Wish => ({ ...wish, state, level });

describe('a review that approves', () => {
  it('at the first of two levels passes the wish on, which stays marked', () => {
    const next = review(wish, false, TWO, { decision: 'approve', reason: '好' }, community);
    expect(next).toMatchObject({ state: 'submitted', level: 1, flagged: true, onWall: true });
    expect(next.timeline.at(-1)).toEqual({
      at: NOW,
      by: 'community',
      state: 'submitted',
      event: 'community_approved',
      reason: '好',
    });
  });

  it('at the last level approves it, and whoever marked it has been heard', () => {
    const next = review(halfway, false, TWO, OK, district);
    expect(next).toMatchObject({ state: 'approved', level: 1, flagged: false });
    expect(next.timeline.at(-1)).toEqual({
      at: NOW,
      by: 'district',
      state: 'approved',
      event: 'district_approved',
    });
  });

  it('goes through the street where the campaign has three levels', () => {
    const next = review(halfway, false, THREE, OK, street);
    expect(next).toMatchObject({ state: 'submitted', level: 2 });
    expect(next.timeline.at(-1)?.event).toBe('street_approved');
  });

  it.each<[string, string | undefined, boolean, string]>([
    ['is written where the guardian agreed', '想要球鞋', true, '想要球鞋'],
    ['is not kept where the guardian did not', '想要球鞋', false, '先前的话'],
    ['stays where nothing was said of it', undefined, true, '先前的话'],
    ['is emptied where it was', '', true, ''],
  ])('a public text %s', (_, publicText, publicTextAllowed, kept) => {
    const before = { ...halfway, publicText: '先前的话', publicTextAllowed };
    const next = review(before, false, TWO, { ...OK, publicText }, district);
    expect(next.publicText).toBe(kept);
  });
});

describe('a review that does not approve', () => {
  it.each<[string, Review, Wish['state'], boolean]>([
    ['sends it back, and it stays on the wall', RETURN, 'returned', true],
    ['ends it, and it leaves the wall', REJECT, 'rejected', false],
  ])('%s', (_, said, state, onWall) => {
    const next = review(halfway, false, TWO, said, district);
    expect(next).toMatchObject({ state, level: 0, onWall });
    expect(next.timeline.at(-1)).toEqual({
      at: NOW,
      by: 'district',
      state,
      event: state,
      reason: said.reason,
    });
  });

  it.each<[ReviewDecision, string | undefined, string]>([
    ['return', undefined, 'INVALID_ARGUMENT'],
    ['return', '', 'INVALID_ARGUMENT'],
    ['reject', undefined, 'INVALID_ARGUMENT'],
    ['reject', '不在范围内', 'allowed'],
    ['approve', undefined, 'allowed'],
  ])('says why: %s because of %j is %s', (decision, reason, outcome) => {
    expect(refusal(() => review(wish, false, TWO, { decision, reason }, community))).toBe(outcome);
  });

  it.each<[string, Wish]>([
    ['approved', approved],
    ['that has money', { ...funded, areaPath: wish.areaPath }],
    ['whose gift is there', { ...ready, areaPath: wish.areaPath }],
  ])('at the last level takes the approval of one %s back', (_, standing) => {
    for (const said of [RETURN, REJECT]) {
      expect(review(standing, false, TWO, said, district)).toMatchObject({
        state: said === RETURN ? 'returned' : 'rejected',
        reservedFen: null,
        priceFen: null,
        stationId: null,
        gift: null,
      });
    }
    expect(() => review(standing, false, TWO, OK, district)).toThrow('现在不需要审核');
    expect(refusal(() => review(standing, false, TWO, RETURN, community))).toBe(
      'PERMISSION_DENIED',
    );
  });
});

describe('nobody reviews', () => {
  it.each<Wish['state']>(['returned', 'rejected', 'withdrawn', 'expired'])(
    'what is %s, and every reviewer of the campaign is told so',
    (state) => {
      for (const by of [community, district]) {
        for (const said of [OK, REJECT]) {
          const act = () => review(inState(state), false, TWO, said, by);
          expect(act).toThrow('现在不需要审核');
        }
      }
    },
  );

  it('what was fetched', () => {
    expect(() => review(inState('ready', 1), true, TWO, REJECT, district)).toThrow('不能再审核');
  });

  it('for an own child', () => {
    const parent = reviewer('community', 'c-1', { ownChild: true });
    expect(() => review(wish, false, TWO, OK, parent)).toThrow('自己孩子');
  });

  it('where the campaign has no levels', () => {
    expect(refusal(() => review(wish, false, rulesOf(), OK, community))).toBe('PERMISSION_DENIED');
  });
});

describe('whoever is not asked', () => {
  it.each<[string, Wish, typeof community, ReturnType<typeof rulesOf>, string]>([
    ['before the own turn waits', wish, district, TWO, '上一级还没有审核'],
    ['two levels before the own turn waits', wish, district, THREE, '上一级还没有审核'],
    ['a level before the own turn waits', wish, street, THREE, '上一级还没有审核'],
    ['after the own turn has had it', halfway, community, TWO, '你没有审核这个心愿的授权'],
    ['at a level that does not review', wish, street, TWO, '你没有审核这个心愿的授权'],
    [
      'at a level that does not review what came back',
      inState('returned'),
      street,
      TWO,
      '你没有审核这个心愿的授权',
    ],
    ['once it was approved', approved, community, TWO, '你没有审核这个心愿的授权'],
    [
      'for an approval of when there were fewer levels',
      inState('approved', 0),
      street,
      THREE,
      '你没有审核这个心愿的授权',
    ],
    ['in another community', wish, reviewer('community', 'c-9'), TWO, '不在你负责的区域'],
    ['in another district', wish, reviewer('district', 'd-9'), TWO, '不在你负责的区域'],
  ])('%s', (_, of, by, rules, told) => {
    expect(() => review(of, false, rules, OK, by)).toThrow(told);
  });

  it('is an admin without a grant of that level', () => {
    const admin = { ...district, rights: { ...rightsOf(), admin: true } };
    expect(() => review(wish, false, TWO, OK, admin)).toThrow('你没有审核这个心愿的授权');
  });

  it('may be the one who is, by another grant', () => {
    const both = {
      ...district,
      rights: rightsOf(staffGrant('district', 'd-1'), staffGrant('community', 'c-1')),
    };
    expect(review(wish, false, TWO, OK, both).level).toBe(1);
  });
});

describe('whose turn it is', () => {
  it.each<[number, StaffLevel[], StaffLevel | undefined]>([
    [0, ['community', 'district'], 'community'],
    [1, ['community', 'district'], 'district'],
    [2, ['community', 'district'], 'district'],
    [1, ['community'], 'community'],
    [0, [], undefined],
  ])('at level %d of %j: %s', (level, levels, turn) => {
    expect(levelOf({ ...wish, level }, levels)).toBe(turn);
  });
});

describe('a review', () => {
  it('keeps what stood before it, to be taken back', () => {
    const next = review(halfway, false, TWO, { ...OK, publicText: '想要球鞋' }, district);
    expect(next.lastReview).toEqual({
      by: 'district',
      at: NOW,
      level: 'district',
      before: { state: 'submitted', level: 1, publicText: '', flagged: true, onWall: true },
    });
  });

  it.each<[string, Partial<Wish>]>([
    ['a card', { cardId: 'card-1' }],
    ['money', { state: 'funded', reservedFen: fen(1) }],
    ['a gift', { state: 'ready', priceFen: fen(1) }],
  ])('that moves %s with the wish cannot be taken back', (_, more) => {
    expect(review({ ...approved, ...more }, false, TWO, RETURN, district).lastReview).toBeNull();
  });
});
