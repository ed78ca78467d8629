import type { CollectorType, Input, Station } from '../../../../../typings/contract';
import { forget, keep, recall } from '../../../../utils/kept';
import type { GiftView } from './view';

const KEY = 'scan:pending';

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

export const keepPending = (pending: Pending): Promise<void> => keep(KEY, pending, true);

export const recallPending = async (): Promise<Pending | undefined> =>
  (await recall<Pending>(KEY, true))?.value;

export const forgetPending = (): Promise<void> => forget(KEY);
