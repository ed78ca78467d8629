import type { EpochMs } from '../../../typings/contract';
import { effectiveRedemption, isLive, type Card } from '../card/card';
import type { Notice } from '../message/notice';

/**
 * What a family is told of a pack: that it can be had, and that it was handed over. `since` is when a
 * pack came to the card, null where none is there.
 */
export const packNews = (card: Card, since: EpochMs | null): Notice[] => {
  const redemption = effectiveRedemption(card);
  if (redemption) {
    const key = `packDelivered#${card._id}#${redemption.generation}`;
    const at = redemption.receivedAt;
    return [{ kind: 'packDelivered', key, at, from: at }];
  }
  return since !== null && isLive(card)
    ? [{ kind: 'packReady', key: `packReady#${card._id}`, at: since, from: since }]
    : [];
};
