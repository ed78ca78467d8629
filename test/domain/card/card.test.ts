import {
  canShow,
  deskOnCard,
  followWish,
  freeze,
  freshCard,
  giftOf,
  handOut,
  printedAt,
  reissue,
  stepsOf,
  unfreeze,
  voidCard,
  type Card,
  type CardCode,
  type Change,
} from '../../../cloudfunctions/domain/card/card';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';
import type { CardState } from '../../../typings/contract';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import { ready as gift } from '../wish/samples';
import { card, NOW, redemption } from './samples';

const code = (issueNo: number, carrier: CardCode['carrier']): CardCode => ({
  hash: `hash of ${carrier} ${issueNo}`,
  issueNo,
  carrier,
});

/** The state that a step leads to from a state, or 'refused'. */
const after = (step: Change, from: Partial<Card>): CardState | 'refused' => {
  const before: Card = { ...card, ...from };
  try {
    return { ...before, ...step(before) }.state;
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
};

describe('a new card', () => {
  const codes = [code(1, 'paper'), code(1, 'digital')];
  const fresh = freshCard({ cardId: 'card-9', keyNo: 3, codes, now: NOW });

  it('is approved, of the first issue, and begins its count of redemptions', () => {
    expect(fresh).toMatchObject({ state: 'issued', approved: true, keyNo: 3, issuedAt: NOW });
    expect(fresh).toMatchObject({ issueNo: 1, generation: 1, version: 1 });
    expect(fresh).toMatchObject({ redemptions: [], held: [], history: [], past: [] });
  });

  it('is found by either of its codes, and by no nonce of another card', () => {
    expect(fresh.codeHashes).toEqual(['hash of paper 1', 'hash of digital 1']);
    expect(fresh.nonces).toEqual(['card#card-9']);
  });
});

describe('what may be done to a card', () => {
  const again = reissue([code(2, 'paper')], 2);
  it.each([
    ['issued', 'handed_out', 'frozen', 'refused', 'void', 'issued'],
    ['handed_out', 'handed_out', 'frozen', 'refused', 'void', 'handed_out'],
    ['frozen', 'refused', 'refused', 'issued', 'void', 'frozen'],
    ['redeemed', 'refused', 'refused', 'refused', 'refused', 'refused'],
    ['expired', 'refused', 'refused', 'refused', 'void', 'expired'],
    ['void', 'refused', 'refused', 'refused', 'refused', 'refused'],
  ] as const)(
    'that is %s: 发放 %s, 冻结 %s, 解冻 %s, 作废 %s, 补发 %s',
    (state, handedOut, frozen, unfrozen, voided, reissued) => {
      expect(after(handOut, { state })).toBe(handedOut);
      expect(after(freeze, { state })).toBe(frozen);
      expect(after(unfreeze, { state })).toBe(unfrozen);
      expect(after(voidCard, { state })).toBe(voided);
      expect(after(again, { state })).toBe(reissued);
    },
  );

  it.each(['issued', 'handed_out'] as const)('a card unfrozen is %s again', (state) => {
    const frozen = { ...card, state, ...freeze({ ...card, state }) };
    expect(unfreeze(frozen)).toEqual({ state, stateBefore: null });
  });

  it('a card that is handed out a second time stays as it is', () => {
    expect(handOut({ ...card, state: 'handed_out' })).toEqual({});
  });

  it('a reissue counts on, and keeps the old codes, which answer that they are revoked', () => {
    const fresh = [code(3, 'paper'), code(3, 'digital')];
    const before = { ...card, issueNo: 2 };
    expect(reissue(fresh, 5)(before)).toEqual({
      issueNo: 3,
      keyNo: 5,
      codes: [...card.codes, ...fresh],
      codeHashes: ['hash-1', 'hash of paper 3', 'hash of digital 3'],
    });
  });

  it('a refusal says what the card is', () => {
    expect(() => freeze({ ...card, state: 'redeemed' })).toThrow('「已兑换」，不能冻结');
    expect(() => voidCard({ ...card, state: 'void' })).toThrow('「已作废」，不能作废');
  });
});

describe('a card on paper', () => {
  it.each([
    ['was printed', { issueNo: 2, printed: { at: NOW, issueNo: 2 } }, NOW],
    ['was reissued since', { issueNo: 2, printed: { at: NOW, issueNo: 1 } }, undefined],
    ['was never printed', { issueNo: 2 }, undefined],
  ])('that %s', (_, of, at) => {
    expect(printedAt(of)).toBe(at);
  });
});

describe('the code on a family’s phone', () => {
  it.each<[CardState, boolean]>([
    ['issued', true],
    ['handed_out', true],
    ['frozen', false],
    ['redeemed', false],
    ['expired', false],
    ['void', false],
  ])('of a card that is %s is shown: %s', (state, shown) => {
    expect(canShow({ ...card, state })).toBe(shown);
    expect(canShow({ ...card, state, approved: false })).toBe(false);
  });
});

describe('what a card says of its gift', () => {
  it('is the thing, its details and its shelf', () => {
    expect(giftOf({ ...gift, details: { size: '36' } })).toEqual({
      title: '一双球鞋',
      category: 'sport',
      details: { size: '36' },
      shelf: 'A-1',
    });
  });

  it.each([
    ['before the gift has come', null],
    ['where it lies on no shelf', { supplier: '', invoiceNo: '', shelf: '', stockId: null }],
  ])('is the thing alone %s', (_, there) => {
    expect(giftOf({ ...gift, gift: there })).toStrictEqual({
      title: '一双球鞋',
      category: 'sport',
    });
  });
});

describe('the desk on a card', () => {
  it.each([
    ['of its own event', 'event-1', 'desk-1'],
    ['of an event that nobody said', null, 'desk-1'],
    ['of the same name at another event', 'event-2', null],
  ])('is one %s', (_, deskEventId, desk) => {
    expect(deskOnCard({ stationId: 'desk-1', deskEventId }, 'event-1')).toBe(desk);
  });
});

describe('a card after its wish changed', () => {
  const follow = (state: Wish['state']) => followWish(card, { ...gift, state });

  it.each<[Wish['state'], boolean, boolean]>([
    ['submitted', false, false],
    ['returned', false, false],
    ['rejected', false, false],
    ['approved', true, false],
    ['funded', true, false],
    ['ready', true, true],
  ])('that is %s: approved %s, its gift there %s', (state, approved, ready) => {
    expect(follow(state)).toMatchObject({ approved, ready });
    expect(follow(state)).not.toHaveProperty('state');
  });

  it.each<Wish['state']>(['withdrawn', 'expired'])(
    'that is %s is void, and has no gift',
    (state) => {
      expect(follow(state)).toMatchObject({
        state: 'void',
        approved: false,
        ready: false,
        stationId: null,
        giftId: null,
      });
    },
  );

  it('knows which gift it is once that has come', () => {
    expect(follow('ready')).toMatchObject({ giftId: 'stock#wish#1', stationId: 'desk-1' });
    expect(follow('funded').giftId).toBeNull();
  });
});

describe('what the story of a wish owes to its card', () => {
  const issued = { at: card.issuedAt, state: 'funded', event: 'card_issued' };
  const redeemed = (at: number) => ({ at, state: 'fulfilled', event: 'redeemed' });
  const annulled = { at: NOW + 1, by: 's', reason: '', disposition: 'returned' as const };

  it.each([
    ['that was issued', [], [issued]],
    ['that was redeemed', [redemption('n-1')], [issued, redeemed(NOW)]],
    [
      'that was redeemed and taken back',
      [{ ...redemption('n-1'), status: 'annulled' as const, annulled }],
      [issued, redeemed(NOW), { at: NOW + 1, state: 'ready', event: 'annulled' }],
    ],
    [
      'that was handed out twice: the first alone',
      [redemption('n-1'), { ...redemption('n-2'), status: 'superseded' as const }],
      [issued, redeemed(NOW)],
    ],
  ])('%s', (_, redemptions, steps) => {
    expect(stepsOf({ ...card, redemptions })).toEqual(steps);
  });
});
