import type { Card } from '../../../cloudfunctions/domain/card/card';
import { manifestOf, shortHash } from '../../../cloudfunctions/domain/card/manifest';
import { packCard, packEvent, passCard } from './other-kinds';
import { card, event, redemption } from './samples';

const HASH = '00112233445566778899aabbccddeeff';
const SHORT = 'ABEiM0RVZnc';

const rowOf = (more: Partial<Card>, of: Card = card, at = event) =>
  manifestOf([{ ...of, ...more }], at).cards[0];

it('a device knows a code by the first 8 bytes of its hash', () => {
  expect(shortHash(HASH)).toBe(SHORT);
  expect(Buffer.from(SHORT, 'base64url').toString('hex')).toBe(HASH.slice(0, 16));
});

describe('a card as a device takes it along', () => {
  it('is its codes, gift, alias, desk, standing, age band, number and details', () => {
    const codes = [
      { hash: HASH, issueNo: 1, carrier: 'paper' as const },
      { hash: 'ff'.repeat(16), issueNo: 1, carrier: 'digital' as const },
    ];
    expect(rowOf({ codes, gift: { ...card.gift, details: '蓝色' } })).toEqual([
      SHORT,
      '__________8',
      0,
      '蓝色风筝',
      0,
      0,
      1,
      'K00000001',
      0,
    ]);
  });

  it('has the codes of its last issue alone', () => {
    const codes = [
      { hash: 'aa'.repeat(16), issueNo: 1, carrier: 'paper' as const },
      { hash: 'aa'.repeat(16), issueNo: 1, carrier: 'digital' as const },
      { hash: HASH, issueNo: 2, carrier: 'paper' as const },
    ];
    expect(rowOf({ codes, issueNo: 2 })?.slice(0, 2)).toEqual([SHORT, '']);
  });

  it.each([
    ['the first desk', 'desk-1', 0],
    ['the second desk', 'desk-2', 1],
    ['a desk of another event', 'desk-9', -1],
    ['no desk yet', null, -1],
  ])('lies at %s', (_, stationId, place) => {
    expect(rowOf({ stationId })?.[4]).toBe(place);
  });

  it.each([
    ['0-6', 0],
    ['13-17', 2],
    [null, -1],
  ] as const)('is for a child of %s', (ageBand, place) => {
    expect(rowOf({ ageBand })?.[6]).toBe(place);
  });

  it.each([
    ['with no details', card.gift, [-1]],
    ['with details', { ...card.gift, details: { size: '36' } }, [0]],
    ['on a shelf', { ...card.gift, shelf: 'A-1' }, [-1, 'A-1']],
  ])('%s', (_, gift, last) => {
    expect(rowOf({ gift })?.slice(8)).toStrictEqual(last);
  });
});

describe('what stands against a card', () => {
  const redeemed = { redemptions: [redemption('n-1')] };
  it.each<[string, Partial<Card>, unknown]>([
    ['nothing', {}, 0],
    ['that it was redeemed', { ...redeemed, state: 'void' }, 'already_redeemed'],
    ['that it is void', { state: 'void', approved: false }, 'void'],
    ['that it is frozen', { state: 'frozen', approved: false }, 'blocked'],
    ['that its approval was taken back', { approved: false, ready: false }, 'unapproved'],
    ['that its gift has not come', { ready: false }, 'not_ready'],
  ])('is %s', (_, more, standing) => {
    expect(rowOf(more)?.[5]).toBe(standing);
  });

  it.each([
    [1, 0],
    [0, 'not_ready'],
  ])('is, of a pack, whether its batch of %d has one for it', (packs, standing) => {
    expect(rowOf({}, packCard(), packEvent(packs))?.[5]).toBe(standing);
  });

  it('is no scan of a pass: that is one of many', () => {
    expect(rowOf(redeemed, passCard)?.[5]).toBe(0);
  });
});

describe('the scans of a pass', () => {
  const scanned = (stationId: string, more: Partial<Card['redemptions'][number]> = {}) => ({
    ...redemption('n-1'),
    stationId,
    ...more,
  });
  it.each([
    ['in at the first session', scanned('desk-1', { direction: 'in' }), [0]],
    ['out of the first session', scanned('desk-1', { direction: 'out' }), [1]],
    ['in at the second session', scanned('desk-2', { direction: 'in' }), [2]],
    ['out of the second session', scanned('desk-2', { direction: 'out' }), [3]],
    ['at a session that is no more', scanned('desk-9'), []],
    ['taken back', scanned('desk-1', { status: 'annulled' }), []],
  ])('%s', (_, one, visits) => {
    expect(rowOf({ redemptions: [one] }, passCard)?.slice(9)).toEqual(['', visits]);
  });

  it('stand behind its shelf', () => {
    const gift = { ...card.gift, shelf: 'A-1' };
    expect(rowOf({ gift }, passCard)?.slice(9)).toEqual(['A-1', []]);
  });
});

describe('the cards of an event', () => {
  it('name what is alike once', () => {
    const bag = { title: '书包', category: 'study' as const, details: { colour: '红' } };
    const ball = { title: '足球', category: 'sport' as const, details: '5 号' };
    const manifest = manifestOf(
      [bag, ball, { ...bag, details: '5 号' }, ball].map((gift) => ({ ...card, gift })),
      event,
    );
    expect(manifest.stationIds).toEqual(['desk-1', 'desk-2']);
    expect(manifest.gifts).toEqual([
      { title: '书包', category: 'study' },
      { title: '足球', category: 'sport' },
    ]);
    expect(manifest.details).toEqual([{ colour: '红' }, '5 号']);
    expect(manifest.cards.map((row) => [row[2], row[8]])).toEqual([
      [0, 0],
      [1, 1],
      [0, 1],
      [1, 1],
    ]);
  });
});
