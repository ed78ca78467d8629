import type { Input, Output } from '../../typings/contract';
import { collector, eventId, newRequestId } from '../support/world';
import type { StoredCard, Store } from './store';
import { volunteerOf } from './store';

/** Scans a card at desk-1 by this device's volunteer, each time with a nonce of its own. */
export const scan = (
  store: Store,
  { code }: StoredCard,
  device = 0,
): Promise<Output<'station', 'card.redeem'>> => {
  const input: Input<'station', 'card.redeem'> = {
    nonce: newRequestId(),
    eventId,
    stationId: 'desk-1',
    deviceId: `phone-${device}`,
    code,
    collector,
  };
  return store.as(volunteerOf(device)).call('station', 'card.redeem', input);
};

/** @throws Error where the card was not redeemed by this scan */
export const redeem = async (store: Store, card: StoredCard, device = 0): Promise<void> => {
  const verdict = await scan(store, card, device);
  if (verdict.status !== 'accepted') throw new Error(`${card.cardId}: ${verdict.reason}`);
};

/** Takes a redemption back, so that the card can be redeemed again. */
export const annul = async (store: Store, { cardId }: StoredCard): Promise<void> => {
  await store.as('demo-admin').call('station', 'card.annul', {
    nonce: newRequestId(),
    cardId,
    reason: 'bench',
    disposition: 'returned',
  });
};
