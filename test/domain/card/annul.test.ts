import { annul } from '../../../cloudfunctions/domain/card/scan';
import type { Card, Redemption } from '../../../cloudfunctions/domain/card/card';
import { passCard } from './other-kinds';
import { card, MINUTE, NOW, redemption } from './samples';

const byStaff = {
  personId: 's',
  asStaff: true,
  now: NOW + MINUTE,
  reason: '扫错了',
  disposition: 'returned' as const,
};

const statesOf = (redemptions: readonly Redemption[] | undefined) =>
  redemptions?.map(({ nonce, status }) => `${nonce} ${status}`);

const annulled = (nonce: string): Redemption => ({ ...redemption(nonce), status: 'annulled' });

describe('taking back a redemption', () => {
  it.each<[string, Redemption[], string]>([
    ['that never was', [], '这张卡没有核销过，不需要撤销。'],
    ['that was taken back', [annulled('n-1')], '这次核销已经撤销过了。'],
    ['that was taken back each time', [annulled('n-1'), annulled('n-2')], '已经撤销过了'],
  ])('%s is refused', (_, redemptions, words) => {
    expect(() => annul({ ...card, redemptions }, byStaff)).toThrow(words);
  });

  it('writes down who, when, why and what became of the gift', () => {
    const redeemed: Card = { ...card, state: 'redeemed', redemptions: [redemption('n-1')] };
    expect(annul(redeemed, byStaff).redemptions?.[0]?.annulled).toEqual({
      at: NOW + MINUTE,
      by: 's',
      reason: '扫错了',
      disposition: 'returned',
    });
  });

  it.each([
    ['issued', 'issued'],
    ['handed_out', 'handed_out'],
    ['frozen', 'frozen'],
    [null, 'issued'],
  ] as const)('frees a card that was %s before', (stateBefore, state) => {
    const redeemed: Card = {
      ...card,
      state: 'redeemed',
      stateBefore,
      redemptions: [redemption('n-1')],
    };
    expect(annul(redeemed, byStaff)).toMatchObject({ state, stateBefore: null, generation: 2 });
  });

  it.each([
    ['the earliest first', [1, 2, 3]],
    ['the earliest last', [3, 2, 1]],
    ['the earliest between', [2, 1, 3]],
  ])('makes the earliest of the others effective, however they came: %s', (_, offsets) => {
    const others = offsets.map((offset): Redemption => ({
      ...redemption(`${offset} ms later`, { at: NOW + offset }),
      status: 'superseded',
    }));
    const { redemptions } = annul(
      { ...card, state: 'redeemed', redemptions: [redemption('first'), ...others] },
      byStaff,
    );
    expect(redemptions?.find(({ status }) => status === 'effective')?.nonce).toBe('1 ms later');
  });
});

describe('taking back a scan of a pass', () => {
  const scanned = (nonce: string, receivedAt: number, more: Partial<Redemption> = {}) => ({
    ...redemption(nonce, { receivedAt }),
    direction: 'in' as const,
    ...more,
  });
  const takenBack = (...redemptions: Redemption[]) =>
    statesOf(annul({ ...passCard, redemptions }, byStaff).redemptions);

  it.each([
    [
      'the one that came last',
      [scanned('in', NOW), scanned('out', NOW + 1)],
      ['in effective', 'out annulled'],
    ],
    [
      'in whatever order they are kept',
      [scanned('out', NOW + 1), scanned('in', NOW)],
      ['out annulled', 'in effective'],
    ],
    [
      'the last one of an upload',
      [scanned('in', NOW), scanned('out', NOW)],
      ['in effective', 'out annulled'],
    ],
    [
      'the one before, once the last was taken back',
      [scanned('in', NOW), scanned('out', NOW + 1, { status: 'annulled' })],
      ['in annulled', 'out annulled'],
    ],
  ])('is of %s', (_, redemptions, states) => {
    expect(takenBack(...redemptions)).toEqual(states);
  });

  it('leaves the pass in force', () => {
    const change = annul({ ...passCard, redemptions: [scanned('in', NOW)] }, byStaff);
    expect(change.generation).toBe(2);
    expect(change).not.toHaveProperty('state');
  });
});
