import type { CollectorType, Input, Station } from '../../../../../typings/contract';
import { DurableList } from '../../../../utils/durable-list';
import type { GiftView } from './view';

/**
 * A redemption under way. It is on the device before it is sent, and sent again with its nonce
 * after no answer, so that it happens once however often it is tried.
 */
export interface Pending {
  request: Input<'station', 'card.redeem'> & { collector?: { type: CollectorType } };
  gift: GiftView;
  /** The desks of its event, to name them in the answer. */
  stations: Station[];
}

/** The redemption of this code that still has no answer; of a pass, at this session and this way. */
export const pendingOf = (
  pending: readonly Pending[],
  { code, stationId, direction }: Input<'station', 'card.inspect'>,
): Pending | undefined =>
  pending.find(
    ({ request }) =>
      request.code === code &&
      request.direction === direction &&
      (direction === undefined || request.stationId === stationId),
  );

/** What is left once one of them is answered. */
export const without = (pending: readonly Pending[], { request }: Pending): Pending[] =>
  pending.filter((other) => other.request.nonce !== request.nonce);

/**
 * The redemptions without an answer, oldest first; they hold codes, so they are kept encrypted. A
 * device that cannot keep them goes on with what it knows: the server is asked anyway.
 */
export class PendingRedemptions {
  private readonly list = new DurableList<Pending>('scan:pending');
  private known: Pending[] = [];

  get all(): readonly Pending[] {
    return this.known;
  }

  async load(): Promise<void> {
    try {
      this.known = [...(await this.list.load())];
    } catch (error) {
      console.warn('redemptions without an answer cannot be read', error);
    }
  }

  add(pending: Pending): Promise<void> {
    this.known = [...without(this.known, pending), pending];
    return this.keep((kept) => [...without(kept, pending), pending]);
  }

  async remove(pending: Pending): Promise<void> {
    const left = without(this.known, pending);
    if (left.length === this.known.length) return;
    this.known = left;
    await this.keep((kept) => without(kept, pending));
  }

  private async keep(next: (kept: readonly Pending[]) => readonly Pending[]): Promise<void> {
    await this.list.change(next).catch((error: unknown) => {
      console.warn('a redemption without an answer cannot be kept', error);
    });
  }
}
