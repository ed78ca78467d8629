import type { EpochMs } from '../../../../typings/contract';
import { DurableList } from '../../../utils/durable-list';

interface Gift {
  code: string;
  /** Of a pass: the visit; missing where a gift went. */
  visit?: string;
  at: EpochMs;
}

/**
 * Codes whose gift this device has handed over since its list was downloaded: the list does not
 * know of them, and with no network nobody else would say so, even after the app was closed. A
 * device that cannot keep them goes on: the server knows the truth.
 */
export class HandedOut {
  private readonly list = new DurableList<Gift>('scan:gone');

  get gifts(): readonly Gift[] {
    return this.list.items;
  }

  async load(): Promise<void> {
    await this.list.load().catch((error: unknown) => {
      console.warn('what was handed out cannot be read', error);
    });
  }

  add(code: string, visit: string): Promise<void> {
    return this.change((gifts) => [
      ...gifts.filter((gift) => gift.code !== code || (gift.visit ?? '') !== visit),
      { code, at: Date.now(), ...(visit === '' ? {} : { visit }) },
    ]);
  }

  /** The redemption was taken back: the card may be scanned again. */
  async remove(isTaken: (gift: Gift) => boolean): Promise<void> {
    if (this.gifts.some(isTaken)) {
      await this.change((gifts) => gifts.filter((gift) => !isTaken(gift)));
    }
  }

  /** A list that was asked for after this moment knows of what went before. */
  async forgetBefore(at: EpochMs): Promise<void> {
    if (this.list.items.some((gift) => gift.at < at)) {
      await this.change((gifts) => gifts.filter((gift) => gift.at >= at));
    }
  }

  private async change(next: (gifts: readonly Gift[]) => readonly Gift[]): Promise<void> {
    await this.list.change(next).catch((error: unknown) => {
      console.warn('what was handed out cannot be kept', error);
    });
  }
}
