import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import { cancelProposal, propose } from '../../../cloudfunctions/domain/gift/gift';
import {
  guardianNews,
  isStillNews,
  mayTell,
  noticesOf,
} from '../../../cloudfunctions/domain/message/notice';
import { type Wish } from '../../../cloudfunctions/domain/wish/wish';
import { review } from '../../../cloudfunctions/domain/wish/review';
import {
  mayUndo,
  undoableUntil,
  undoReview,
} from '../../../cloudfunctions/domain/wish/review-undo';
import { card, redemption } from '../card/samples';
import { fen, funded, NOW, ready, refusal, reviewer, submitted } from '../wish/samples';

const rules = {
  reviewLevels: ['community'] as const,
  capFen: funded.reservedFen!,
  maxWishesPerChild: 1,
};
const community = reviewer('community', 'c-1');
const approved = review(submitted, false, rules, { decision: 'approve' }, community);
const returned = review(submitted, false, rules, { decision: 'return', reason: '尺码' }, community);
const END = NOW + REVIEW_UNDO_MS;

describe('taking a review back', () => {
  it.each([
    ['at once', NOW, true],
    ['at the last moment of ten minutes', END, true],
    ['a millisecond later', END + 1, false],
  ])('%s', (_, now, may) => {
    expect(mayUndo(approved, 'community', now)).toBe(may);
    const outcome = may ? 'allowed' : 'FAILED_PRECONDITION';
    expect(refusal(() => undoReview(approved, { ...community, now }))).toBe(outcome);
  });

  it('is for its reviewer, while there is a review to take back', () => {
    expect(mayUndo(approved, 'other', NOW)).toBe(false);
    expect(mayUndo(submitted, 'community', NOW)).toBe(false);
    expect(undoableUntil(submitted)).toBeNull();
    const other = { ...community, personId: 'other' };
    expect(refusal(() => undoReview(approved, other))).toBe('PERMISSION_DENIED');
    expect(refusal(() => undoReview(approved, { ...community, ownChild: true }))).toBe(
      'PERMISSION_DENIED',
    );
    expect(refusal(() => undoReview(submitted, community))).toBe('FAILED_PRECONDITION');
    const moved = reviewer('community', 'c-2');
    expect(refusal(() => undoReview(approved, moved))).toBe('PERMISSION_DENIED');
  });
});

describe('what a family is told', () => {
  const kindsOf = (wish: Wish): string[] => noticesOf(wish, undefined).map(({ kind }) => kind);

  it('of a review, once it can no longer be taken back', () => {
    expect(noticesOf(approved, undefined)).toEqual([
      { kind: 'reviewed', key: 'reviewed#1', at: NOW, from: END },
    ]);
    expect(noticesOf(returned, undefined)).toEqual([
      { kind: 'returned', key: 'returned#1', at: NOW, from: END },
    ]);
  });

  it('at once of a review that something followed: it can no longer be taken back', () => {
    const sent = { at: NOW, state: 'submitted', event: 'resubmitted', by: 'family' } as const;
    const again = { ...returned, state: 'submitted' as const };
    const wish = review(
      { ...again, timeline: [...again.timeline, sent] },
      false,
      rules,
      { decision: 'approve' },
      community,
    );
    expect(noticesOf(wish, undefined)).toEqual([
      { kind: 'returned', key: 'returned#1', at: NOW, from: NOW },
      { kind: 'reviewed', key: 'reviewed#3', at: NOW, from: END },
    ]);
  });

  it('of another thing that is proposed, unless that was taken back', () => {
    const staff = { personId: 'staff', now: NOW };
    const thing = { title: '足球', details: null, priceFen: fen(1), reason: '缺货' };
    const proposed = propose(funded, thing, staff);
    expect(noticesOf(proposed, undefined)).toEqual([
      { kind: 'proposed', key: 'proposed#1', at: NOW, from: NOW },
    ]);
    expect(kindsOf(cancelProposal(proposed, 1, staff))).toEqual([]);
  });

  it('nothing of a review that was taken back', () => {
    expect(kindsOf(undoReview(approved, community))).toEqual([]);
  });

  it('that the gift is there, when it and its card are', () => {
    const arrived = { at: NOW, state: 'ready', event: 'arrived', by: 'staff' } as const;
    const wish = { ...ready, timeline: [...ready.timeline, arrived] };
    expect(noticesOf(wish, { ...card, issuedAt: NOW - 1 })).toEqual([
      { kind: 'ready', key: 'ready#card-1#1', at: NOW, from: NOW },
    ]);
    expect(noticesOf(wish, { ...card, issuedAt: NOW + 1 })[0]?.at).toBe(NOW + 1);
    const later = { ...arrived, at: NOW + 5, event: 'handed_over' } as const;
    const changed = { ...wish, timeline: [...wish.timeline, later] };
    expect(noticesOf(changed, { ...card, issuedAt: NOW - 1 })[0]?.at).toBe(NOW);
    expect(noticesOf(wish, { ...card, ready: false })).toEqual([]);
    expect(noticesOf(wish, { ...card, state: 'void' })).toEqual([]);
  });

  it('that it was fetched, and that a card was renewed', () => {
    const redeemed = { ...card, state: 'redeemed' as const, redemptions: [redemption('n-1')] };
    expect(noticesOf(ready, redeemed).map(({ kind, key }) => [kind, key])).toContainEqual([
      'redeemed',
      'redeemed#card-1#1',
    ]);
    const renewed = { at: 7, event: 'card.reissue', by: 'staff', reason: '' } as never;
    expect(noticesOf(funded, { ...card, history: [renewed] })).toEqual([
      { kind: 'reissued', key: 'reissued#card-1#0', at: 7, from: 7 },
    ]);
    const frozen = { at: 7, event: 'card.freeze', by: 'staff', reason: '' } as never;
    expect(noticesOf(funded, { ...card, history: [frozen] })).toEqual([]);
  });

  it.each([
    ['returned', 'returned', true],
    ['returned', 'submitted', false],
    ['reviewed', 'approved', true],
    ['reviewed', 'withdrawn', false],
    ['settled', 'ready', true],
    ['settled', 'withdrawn', false],
    ['ready', 'ready', true],
    ['ready', 'funded', true],
    ['ready', 'returned', false],
    ['proposed', 'funded', false],
    ['guardian', 'withdrawn', true],
    ['transfer', 'withdrawn', true],
  ] as const)('%s is news while the wish is %s: %s', (kind, state, news) => {
    expect(isStillNews(kind, { state, proposal: null })).toBe(news);
  });

  it('a proposal is news while it is open', () => {
    const proposal = { no: 1 } as NonNullable<Wish['proposal']>;
    expect(isStillNews('proposed', { state: 'funded', proposal })).toBe(true);
  });
});

describe('a guardian is told what one of their consents covers', () => {
  it.each([
    ['ready', ['review'], true],
    ['ready', ['gift', 'pairing'], false],
    ['packReady', ['gift'], true],
    ['packReady', ['review', 'pairing'], false],
    ['outing', ['pairing'], true],
    ['outing', ['review', 'gift'], false],
    ['transfer', ['gift'], true],
    ['transfer', ['review'], true],
    ['programme', ['pairing', 'photo', 'publicText'], false],
    ['answered', [], false],
  ] as const)('%s with %j: %s', (kind, scopes, told) => {
    expect(mayTell(kind, scopes)).toBe(told);
  });
});

describe('what guardians are told of each other', () => {
  it.each([
    ['transferAsked', { kind: 'transfer', mustReach: true }],
    ['transferDone', { kind: 'guardian', mustReach: true }],
    ['guardianAttested', { kind: 'guardian', mustReach: true }],
    ['guardianJoined', { kind: 'guardian', mustReach: false }],
    ['reviewed', undefined],
    ['toString', undefined],
  ])('%s', (kind, news) => {
    expect(guardianNews(kind)).toEqual(news);
  });
});
