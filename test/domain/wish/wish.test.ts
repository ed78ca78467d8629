import {
  expire,
  followPublication,
  giftIdOf,
  isLive,
  loseGift,
  publicState,
  publicTextOf,
  resubmit,
  stateOf,
  withdraw,
  withoutPublicText,
  type Wish,
} from '../../../cloudfunctions/domain/wish/wish';
import type { WishState } from '../../../typings/contract';
import { fen, funded, NOW, ready, submitted } from './samples';

const by = { personId: 'family', now: NOW };
const STATES: Wish['state'][] = [
  'submitted',
  'returned',
  'approved',
  'funded',
  'ready',
  'rejected',
  'withdrawn',
  'expired',
];
const ENDED = new Set<WishState>(['rejected', 'withdrawn', 'expired']);

describe.each(STATES)('a wish that is %s', (state) => {
  const wish: Wish = { ...submitted, state, publicText: '想要球鞋' };
  const counts = !ENDED.has(state);

  it('counts against what a child may have until it has ended', () => {
    expect(isLive(state)).toBe(counts);
  });

  it('is fulfilled once its card is redeemed, if it has not ended', () => {
    expect(stateOf(wish, true)).toBe(counts ? 'fulfilled' : state);
    expect(stateOf(wish, false)).toBe(state);
  });

  it('shows its public text from its approval on, with the guardian’s consent', () => {
    const shows = ['approved', 'funded', 'ready'].includes(state);
    expect(publicTextOf(wish)).toBe(shows ? '想要球鞋' : '');
    expect(publicTextOf({ ...wish, publicTextAllowed: false })).toBe('');
  });

  it.each([
    ['withdrawn by its family', withdraw, '不需要撤回'],
    ['ended with its campaign', expire, '已经结束'],
  ])('is %s unless it has ended', (_, end, told) => {
    if (counts) expect(isLive(end(wish, false, by).state)).toBe(false);
    else expect(() => end(wish, false, by)).toThrow(told);
  });

  it('is handed in again only where it was sent back', () => {
    const words = {
      category: 'sport',
      title: '一双 37 码球鞋',
      details: null,
      reason: null,
      flagged: true,
      publicTextAllowed: false,
    } as const;
    const act = () => resubmit({ ...wish, level: 1 }, words, by);
    if (state !== 'returned') {
      expect(act).toThrow('不需要再次提交');
      return;
    }
    expect(act()).toMatchObject({ ...words, state: 'submitted', level: 0, publicText: '' });
    expect(act().timeline.at(-1)).toEqual({
      at: NOW,
      by: 'family',
      state: 'submitted',
      event: 'resubmitted',
    });
  });
});

describe('a wish that ends', () => {
  it.each([
    ['withdrawn', withdraw, '不能撤回'],
    ['expired', expire, '不会过期'],
  ] as const)('%s leaves the wall without its gift, and never once fetched', (state, end, told) => {
    const after = end({ ...ready, orderId: 'order-1' }, false, by);
    expect(after).toMatchObject({
      state,
      onWall: false,
      reservedFen: null,
      priceFen: null,
      stationId: null,
      deskEventId: null,
      orderId: null,
      gift: null,
      proposal: null,
      lastReview: null,
      formerGift: {
        giftId: 'stock#wish#1',
        priceFen: 9_000,
        stationId: 'desk-1',
        gift: ready.gift,
      },
    });
    expect(after.timeline.at(-1)).toEqual({ at: NOW, by: 'family', state, event: state });
    expect(() => end(ready, true, by)).toThrow(told);
  });

  it('without a gift remembers the one that it had before', () => {
    const formerGift = { giftId: 'stock#wish#0', priceFen: fen(1), stationId: null, gift: null };
    expect(withdraw({ ...funded, formerGift }, false, by).formerGift).toEqual(formerGift);
    expect(withdraw(funded, false, by).formerGift).toBeNull();
  });
});

it('a wish whose gift did not come back needs a new one, and goes on', () => {
  expect(loseGift(ready, by)).toMatchObject({
    state: 'funded',
    onWall: true,
    reservedFen: null,
    priceFen: null,
    gift: null,
    formerGift: { giftId: 'stock#wish#1' },
    timeline: ready.timeline,
    updatedAt: NOW,
  });
});

describe('the gift of a wish is known by', () => {
  it.each<[string, string | null, string]>([
    ['its reserve, where it was bought for it', null, 'stock#wish#1'],
    ['its reserve, where it comes from another wish', 'stock#other#4', 'stock#wish#1'],
    ['what it was in stock, where it was its own before', 'stock#wish#0', 'stock#wish#0'],
  ])('%s', (_, stockId, id) => {
    expect(giftIdOf({ ...ready, gift: { ...ready.gift!, stockId } })).toBe(id);
  });
});

describe('on the public wall', () => {
  it.each<[string, WishState, number | undefined, number, WishState]>([
    ['fetched as the window closes: hidden until then', 'fulfilled', NOW, NOW, 'ready'],
    ['fetched as the window closes: shown behind it', 'fulfilled', NOW, NOW + 1, 'fulfilled'],
    ['fetched at a time that is not known: shown', 'fulfilled', undefined, NOW, 'fulfilled'],
    ['fetched, and ended since: as it ended', 'expired', NOW, NOW, 'expired'],
  ])('a wish that was %s', (_, state, fetchedAt, now, shown) => {
    expect(publicState(state, fetchedAt, NOW, now)).toBe(shown);
  });
});

describe('the consent to a public text', () => {
  const reviewed: Wish = {
    ...submitted,
    publicText: '想要球鞋',
    lastReview: {
      by: 'community',
      at: NOW,
      level: 'community',
      before: {
        state: 'submitted',
        level: 0,
        publicText: '先前的话',
        flagged: false,
        onWall: true,
      },
    },
  };

  it('that is taken back takes the text along, out of what a review would bring back too', () => {
    expect(withoutPublicText(reviewed)).toEqual({
      ...reviewed,
      publicTextAllowed: false,
      publicText: '',
      lastReview: {
        ...reviewed.lastReview,
        before: { ...reviewed.lastReview!.before, publicText: '' },
      },
    });
    expect(withoutPublicText(submitted).lastReview).toBeNull();
  });

  it.each<[string, Wish, boolean, Wish]>([
    ['that stands changes nothing', reviewed, true, reviewed],
    [
      'that is given allows a text, and brings none back',
      { ...submitted, publicTextAllowed: false },
      true,
      { ...submitted, publicTextAllowed: true },
    ],
    ['that is taken back takes the text', reviewed, false, withoutPublicText(reviewed)],
    [
      'that is taken back before there is a text forbids one',
      submitted,
      false,
      { ...submitted, publicTextAllowed: false, lastReview: null },
    ],
  ])('%s', (_, before, allowed, after) => {
    expect(followPublication(before, allowed)).toEqual(after);
  });

  it('that was missing before leaves the wish untouched, as one that stands does', () => {
    const hidden: Wish = { ...submitted, publicTextAllowed: false };
    expect(followPublication(hidden, false)).toBe(hidden);
    expect(followPublication(reviewed, true)).toBe(reviewed);
  });

  it.each<[string, Partial<Wish>]>([
    ['stands on the wish', { publicText: '想要球鞋', lastReview: null }],
    ['would come back with a review', { publicText: '' }],
  ])('that is missing takes away a text that %s', (_, more) => {
    const left: Wish = { ...reviewed, publicTextAllowed: false, ...more };
    const after = followPublication(left, false);
    expect(after.publicText).toBe('');
    expect(after.lastReview?.before.publicText ?? '').toBe('');
  });
});
