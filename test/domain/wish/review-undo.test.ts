import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import fc from 'fast-check';
import type { StaffGrant } from '../../../cloudfunctions/domain/common/access';
import { noticesOf } from '../../../cloudfunctions/domain/message/notice';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';
import {
  standingSteps,
  toldState,
  undoReview,
  waitingSince,
} from '../../../cloudfunctions/domain/wish/review-undo';
import { resubmit, withdraw, type Wish } from '../../../cloudfunctions/domain/wish/wish';
import { review, type Reviewer } from '../../../cloudfunctions/domain/wish/review';
import { arrive, fund } from '../../../cloudfunctions/domain/wish/reserve';
import type { Fen, ReviewDecision, StaffLevel } from '../../../typings/contract';

const rules = {
  reviewLevels: ['community', 'district'] as StaffLevel[],
  capFen: 1000 as Fen,
  maxWishesPerChild: 1,
};

const grant = (level: StaffLevel, areaId: string): StaffGrant => ({
  _id: `grant-${level}`,
  kind: 'staff',
  personId: level,
  level,
  areaId,
  areaName: areaId,
  grantedAt: 0,
  grantedBy: 'admin',
  endedAt: null,
});

const reviewer = (level: 'community' | 'district', now: number): Reviewer => ({
  personId: level,
  rights: {
    admin: false,
    auditor: false,
    grants: [grant(level, level === 'community' ? 'c-1' : 'd-1')],
  },
  ownChild: false,
  now,
});

const submitted: Wish = {
  _id: 'wish',
  wishNo: 'W1',
  campaignId: 'spring',
  fundId: 'fund',
  childId: 'child',
  guardianIds: ['family'],
  areaPath: ['d-1', 'c-1'],
  communityId: 'c-1',
  communityName: '海岸社区',
  paper: null,
  alias: '小海豚',
  ageBand: '7-12',
  category: 'sport',
  title: '一双球鞋',
  details: null,
  reason: null,
  publicTextAllowed: true,
  publicText: '',
  flagged: true,
  state: 'submitted',
  level: 0,
  fundings: 0,
  reservedFen: null,
  priceFen: null,
  stationId: null,
  deskEventId: null,
  cardId: null,
  orderId: null,
  gift: null,
  proposal: null,
  formerGift: null,
  onWall: true,
  wallKey: '1',
  submittedAt: 1,
  updatedAt: 1,
  timeline: [{ at: 1, state: 'submitted', event: 'submitted', by: 'family' }],
};

type Act = (wish: Wish, now: number) => Wish;

const REVIEWERS = ['community', 'district'] as const;
const DECISIONS: ReviewDecision[] = ['approve', 'return', 'reject'];
const family = (now: number) => ({ personId: 'family', now });

const undo =
  (level: 'community' | 'district'): Act =>
  (wish, now) =>
    undoReview(wish, reviewer(level, now));

const act: fc.Arbitrary<{ name: string; act: Act; takes: number }> = fc
  .oneof(
    fc
      .tuple(
        fc.constantFrom(...REVIEWERS),
        fc.constantFrom(...DECISIONS),
        fc.option(fc.constantFrom('想要一双球鞋', ''), { nil: undefined }),
      )
      .map(([level, decision, publicText]) => ({
        name: `${level} ${decision}`,
        act: ((wish, now) =>
          review(
            wish,
            false,
            rules,
            { decision, reason: '请写明尺码', publicText },
            reviewer(level, now),
          )) as Act,
      })),
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...REVIEWERS)
        .map((level) => ({ name: `${level} undo`, act: undo(level) })),
    },
    fc.constantFrom(
      {
        name: 'resubmit',
        act: ((wish, now) =>
          resubmit(
            wish,
            {
              category: 'sport',
              title: '一双球鞋',
              details: null,
              reason: null,
              flagged: false,
              publicTextAllowed: true,
            },
            family(now),
          )) as Act,
      },
      { name: 'withdraw', act: ((wish, now) => withdraw(wish, false, family(now))) as Act },
      {
        name: 'fund',
        act: ((wish, now) =>
          fund(wish, rules, 500 as Fen, { personId: 'admin', ownChild: false, now })) as Act,
      },
      {
        name: 'arrive',
        act: ((wish, now) =>
          arrive(
            wish,
            { priceFen: 400 as Fen, stationId: 'desk-1' },
            { personId: 'community', now },
          )) as Act,
      },
    ),
  )
  .chain((one) => fc.constantFrom(1, REVIEW_UNDO_MS + 1).map((takes) => ({ ...one, takes })));

/** All of a wish but the record of how it came to be so. */
const standing = ({ timeline: _steps, updatedAt: _at, lastReview: _trace, ...rest }: Wish) => rest;

const LEVEL_AFTER = { community_approved: 1, district_approved: 1 } as const;

describe('any order of reviews, undoing, withdrawals and funding', () => {
  it('leaves a wish that its timeline explains, and undoing restores exactly what stood', () => {
    let undone = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 24 }), (acts) => {
        let wish = submitted;
        let now = 1;
        /** What stood before the step that the timeline ends with. */
        let before = wish;
        for (const { name, act: doIt, takes } of acts) {
          now += takes;
          let next: Wish;
          try {
            next = doIt(wish, now);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            continue;
          }
          if (name.endsWith('undo')) {
            undone += 1;
            expect(standing(next)).toEqual(standing(before));
            expect(wish.timeline.at(-1)?.by).toBe(name.split(' ')[0]);
            expect(wish.reservedFen ?? wish.priceFen).toBeNull();
          }
          expect(next.timeline.slice(0, -1)).toEqual(wish.timeline);
          before = wish;
          wish = next;

          const last = standingSteps(wish.timeline).at(-1);
          expect(wish.state).toBe(last?.state);
          if (last && last.event in LEVEL_AFTER) expect(wish.level).toBe(1);
          expect(wish.onWall).toBe(wish.state !== 'rejected' && wish.state !== 'withdrawn');
          expect(wish.reservedFen !== null).toBe(wish.state === 'funded');
          expect(wish.priceFen !== null).toBe(wish.state === 'ready');
          expect(waitingSince(wish)).toBe(last?.at);
        }
        const told = noticesOf(wish, undefined).map(({ key }) => key);
        expect(new Set(told).size).toBe(told.length);
        for (const key of told) {
          const place = Number(key.split('#')[1]);
          expect(wish.timeline[place + 1]?.event).not.toBe('review_undone');
        }
      }),
      { numRuns: 2000 },
    );
    // The property would hold of nothing.
    expect(undone).toBeGreaterThan(20);
  });
});

describe('a review', () => {
  const rejected = review(
    submitted,
    false,
    rules,
    { decision: 'reject', reason: '不在范围内' },
    reviewer('community', 10),
  );

  it('is taken back up to ten minutes after it, and not later', () => {
    expect(undo('community')(rejected, 10 + REVIEW_UNDO_MS).state).toBe('submitted');
    expect(() => undo('community')(rejected, 11 + REVIEW_UNDO_MS)).toThrow(Refusal);
  });

  it('is told to nobody while it can be taken back, and to the family then', () => {
    expect(noticesOf(rejected, undefined)).toEqual([
      { kind: 'reviewed', key: 'reviewed#1', at: 10, from: 10 + REVIEW_UNDO_MS },
    ]);
    expect(toldState(rejected, 10 + REVIEW_UNDO_MS)).toBe('submitted');
    expect(toldState(rejected, 11 + REVIEW_UNDO_MS)).toBeNull();
    expect(toldState(submitted, 10)).toBeNull();
  });

  it('is not taken back where a card follows the wish', () => {
    const carded = review(
      { ...submitted, cardId: 'card' },
      false,
      rules,
      { decision: 'return', reason: '请写明尺码' },
      reviewer('community', 10),
    );
    expect(() => undo('community')(carded, 11)).toThrow(Refusal);
  });

  it('is not taken back for an own child', () => {
    expect(() => undoReview(rejected, { ...reviewer('community', 11), ownChild: true })).toThrow(
      Refusal,
    );
  });
});

describe('a timeline', () => {
  const at = (event: Wish['timeline'][number]['event'], moment: number) => ({ event, at: moment });
  const handedIn = at('submitted', 1);
  const passed = at('community_approved', 2);

  it.each([
    ['that nothing was taken back of', [handedIn, passed], [handedIn, passed]],
    ['whose review was taken back', [handedIn, passed, at('review_undone', 3)], [handedIn]],
    [
      'that was reviewed anew since',
      [handedIn, at('rejected', 2), at('review_undone', 3), at('returned', 4)],
      [handedIn, at('returned', 4)],
    ],
  ])('%s', (_, timeline, standingOnes) => {
    expect(standingSteps(timeline)).toEqual(standingOnes);
  });

  it('says since when a wish waits: since it was handed in, where its review was taken back', () => {
    const rest = { by: 'x', state: 'submitted' } as const;
    const timeline = [handedIn, passed, at('review_undone', 3)].map((one) => ({ ...one, ...rest }));
    expect(waitingSince({ timeline, submittedAt: 0 })).toBe(1);
    expect(waitingSince({ timeline: [], submittedAt: 7 })).toBe(7);
  });
});
