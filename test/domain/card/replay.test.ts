import type { Card, Redemption, ScanPayload } from '../../../cloudfunctions/domain/card/card';
import { factsOf, isConflict, replay } from '../../../cloudfunctions/domain/card/scan';
import { decideScan } from '../../../cloudfunctions/domain/card/upload';
import { act, card, MINUTE, NOW, redemption, scan } from './samples';

const bearing = (...redemptions: Redemption[]): Card => ({ ...card, redemptions });
const again = (of: Card, nonce = 'n-1', payload = act(nonce).payload) => replay(of, nonce, payload);

describe('a nonce is bound to what was sent with it', () => {
  const desk = (more: Partial<ScanPayload> = {}): ScanPayload => ({
    kind: 'redeem',
    scan: 'card at desk-1',
    extras: 'no force',
    ...more,
  });
  it.each([
    ['the same again', desk(), false],
    ['the same with force', desk({ extras: 'forced' }), true],
    ['another card or desk', desk({ scan: 'card at desk-2' }), true],
    ['an upload of the same scan', desk({ kind: 'sync', extras: 'its moment' }), false],
    ['an upload of another scan', desk({ kind: 'sync', scan: 'card at desk-2' }), true],
  ])('%s', (_, later, conflict) => {
    expect(isConflict(desk(), later)).toBe(conflict);
  });
});

describe('a scan that is sent again', () => {
  const facts = factsOf(card);
  const first = redemption('n-1');
  const second: Redemption = { ...redemption('n-2', { at: NOW + 1 }), status: 'superseded' };

  it('with a nonce that no scan has used is judged', () => {
    expect(again(bearing(first), 'n-9')).toBeUndefined();
  });

  it('is accepted again, with the moment of the first time', () => {
    expect(again({ ...bearing({ ...first, generation: 2 }), generation: 3 })).toEqual({
      status: 'accepted',
      verdict: { ...facts, status: 'accepted', generation: 2, redeemedAt: NOW },
    });
  });

  it('with something else under its nonce is refused, and told nothing of the child', () => {
    expect(again(bearing(first), 'n-1', act('n-2').payload)).toEqual({
      status: 'rejected',
      verdict: { status: 'rejected', reason: 'nonce_conflict', cardId: 'card-1' },
    });
  });

  it('after it was taken back is never good again', () => {
    expect(again(bearing({ ...first, status: 'annulled' }))).toEqual({
      status: 'rejected',
      verdict: { ...facts, status: 'rejected', reason: 'annulled' },
    });
  });

  it('where another handed the gift out before is told when and where', () => {
    expect(again(bearing(first, second), 'n-2')).toEqual({
      status: 'conflict',
      verdict: {
        ...facts,
        status: 'rejected',
        reason: 'already_redeemed',
        first: { at: NOW, stationId: 'desk-1', deviceId: 'device-of-n-1' },
      },
    });
  });

  it('at a desk, while its upload waits for staff, is judged anew', () => {
    const upload = act('n-1');
    const waiting = {
      ...card,
      ...decideScan(card, { ...scan, handedOut: true }, upload, () => []).change,
    };
    expect(again(waiting)).toEqual({ status: 'held' });
    expect(again(waiting, 'n-1', { ...upload.payload, kind: 'redeem' })).toBeUndefined();
  });
});

describe('a gift handed out by two devices without network', () => {
  const uploaded = (of: Card, nonce: string, more: object) => {
    const { outcome, change } = decideScan(of, { ...scan, handedOut: true, ...more }, act(nonce));
    return { outcome: outcome.status, after: { ...of, ...change } };
  };
  const { after: once } = uploaded(card, 'n-2', { personId: 'p_two' });

  it.each([
    ['a millisecond before is the first, though it comes later', 'n-9', -1, 'n-9'],
    ['at the same moment: the lesser nonce is the first', 'n-1', 0, 'n-1'],
    ['at the same moment: the greater nonce is not', 'n-3', 0, 'n-2'],
    ['a millisecond later is not', 'n-1', 1, 'n-2'],
  ])('%s', (_, nonce, offset, winner) => {
    const { outcome, after } = uploaded(once, nonce, { at: NOW + offset });
    expect(outcome).toBe(nonce === winner ? 'accepted' : 'conflict');
    expect(after.redemptions.map((one) => [one.nonce, one.status])).toEqual([
      ['n-2', winner === 'n-2' ? 'effective' : 'superseded'],
      [nonce, nonce === winner ? 'effective' : 'superseded'],
    ]);
    expect(after.conflictEventIds).toEqual(['event-1']);
  });

  it('displaces another person’s hand-over, and an own one only if that did', () => {
    const { after: own } = uploaded(once, 'n-3', { personId: 'p_two', at: NOW - 1 });
    expect(own.redemptions.at(-1)).toMatchObject({ nonce: 'n-3', displaced: false });
    const { after: other } = uploaded(once, 'n-3', { at: NOW - 1 });
    expect(other.redemptions.at(-1)).toMatchObject({ nonce: 'n-3', displaced: true });
    const { after: third } = uploaded(other, 'n-4', { at: NOW - MINUTE });
    expect(third.redemptions.at(-1)).toMatchObject({ nonce: 'n-4', displaced: true });
  });

  it('is no conflict where there was one device', () => {
    expect(once.conflictEventIds).toEqual([]);
    expect(once.redemptions).toHaveLength(1);
    expect(once.redemptions[0]).not.toHaveProperty('since');
  });
});
