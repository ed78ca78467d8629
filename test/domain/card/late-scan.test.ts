import { freeze, unfreeze, type Card } from '../../../cloudfunctions/domain/card/card';
import { remember } from '../../../cloudfunctions/domain/card/card-history';
import { decideScan } from '../../../cloudfunctions/domain/card/upload';
import { passCard, passEvent } from './other-kinds';
import { act, card, NOW, scan } from './samples';

const NOBODY = () => [];

describe('a scan at a desk', () => {
  // The clock of the instance that froze the card may run ahead of this one.
  const frozen = remember(card, { ...card, ...freeze(card) }, 'card.freeze', NOW + 10);
  const free = remember(frozen, { ...frozen, ...unfreeze(frozen) }, 'card.unfreeze', NOW + 20);

  it('is judged by the card as it stands, and never waits for staff', () => {
    expect(decideScan(card, scan, act('n-1'), NOBODY).outcome.status).toBe('accepted');
    expect(decideScan(frozen, scan, act('n-1')).outcome).toMatchObject({
      verdict: { reason: 'blocked' },
    });
  });

  it('came after every change of the card: there is nothing to settle', () => {
    const { change, late } = decideScan(free, scan, act('n-1'));
    expect(change?.redemptions).toMatchObject([{ status: 'effective' }]);
    expect(change?.redemptions?.[0]).not.toHaveProperty('since');
    expect(late).toBeUndefined();
  });
});

describe('an upload', () => {
  const upload = { ...scan, handedOut: true };

  it('of somebody whose grants are not asked for is judged', () => {
    expect(decideScan(card, upload, act('n-1')).outcome.status).toBe('accepted');
  });

  it('of an unchanged card leaves nothing to settle', () => {
    const { change, late } = decideScan(card, upload, act('n-1'));
    expect(change?.conflictEventIds).toEqual([]);
    expect(late).toBeUndefined();
  });

  it.each([
    ['who was fetched', passCard, { direction: 'out' as const }, 'out', { type: 'child' }],
    ['who was brought', passCard, { direction: 'in' as const }, undefined, { type: 'child' }],
    ['that nobody took the gift', card, { collector: undefined }, undefined, null],
  ])('that is held keeps %s', (_, of, more, direction, collector) => {
    const { change } = decideScan(of, { ...upload, ...more }, act('n-1'), NOBODY);
    const [held] = change?.held ?? [];
    expect(held).toMatchObject({ nonce: 'n-1', cause: 'outside_grant', collector });
    expect(held?.direction).toBe(direction);
  });
});

describe('who was let in with a pass without network', () => {
  const upload = { ...scan, event: passEvent, handedOut: true, at: NOW };
  const cancelled = (at: number, of: Card = passCard): Card =>
    remember(of, { ...of, state: 'void' }, 'enrolment.cancelled', at);
  const again = remember(cancelled(NOW), passCard, 'enrolment.joined', NOW + 1);

  it.each([
    ['was enrolled', passCard, undefined],
    ['had cancelled before', cancelled(NOW), true],
    ['cancelled later', cancelled(NOW + 1), true],
    ['had cancelled, and joined again later', { ...again, state: 'issued' as const }, true],
  ])('and %s is there: flagged %s', (_, of, flagged) => {
    const { outcome, change, late } = decideScan(of, upload, act('n-1'));
    expect(outcome.status).toBe('accepted');
    expect(change?.redemptions?.[0]?.flagged).toBe(flagged);
    expect(change?.redemptions?.[0]).not.toHaveProperty('since');
    expect(late).toBeUndefined();
  });

  it('is no flag on a gift', () => {
    const gone = remember(card, { ...card, state: 'void' }, 'card.void', NOW + 1);
    const { change } = decideScan(gone, { ...upload, event: scan.event }, act('n-1'));
    expect(change?.redemptions?.[0]).not.toHaveProperty('flagged');
  });

  it('by two devices is one attendance, and each scan is kept', () => {
    const once = { ...passCard, ...decideScan(passCard, upload, act('n-1')).change };
    const twice = { ...once, ...decideScan(once, upload, act('n-2')).change };
    expect(twice.redemptions.map(({ nonce, status }) => [nonce, status])).toEqual([
      ['n-1', 'effective'],
      ['n-2', 'effective'],
    ]);
    expect(twice).toMatchObject({ state: 'issued', conflictEventIds: [] });
  });
});
