import type { CollectorType, Input, Station } from '../../../../../typings/contract';
import type { GiftView } from './view';

/**
 * A redemption under way. It is on the device before it is sent, and sent again with its nonce
 * after no answer, so that it happens once however often it is tried.
 */
export interface Pending {
  request: Input<'station', 'card.redeem'> & { collector: { type: CollectorType } };
  gift: GiftView;
  /** The desks of its event, to name them in the answer. */
  stations: Station[];
}

/** The redemption of this code that still has no answer. */
export const pendingOf = (pending: readonly Pending[], code: string): Pending | undefined =>
  pending.find(({ request }) => request.code === code);

/** What is left once one of them is answered. */
export const without = (pending: readonly Pending[], { request }: Pending): Pending[] =>
  pending.filter((other) => other.request.nonce !== request.nonce);
