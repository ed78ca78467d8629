import type { EpochMs } from '../../../../typings/contract';
import { DurableList } from '../../../utils/durable-list';

interface Gift {
  code: string;
  at: EpochMs;
}

/**
 * Codes whose gift this device has handed over since its list was downloaded: the list does not
 * know of them, and with no network nobody else would say so, even after the app was closed. A
 * device that cannot keep them goes on: the server knows the truth.
 */
export class HandedOut {
  private readonly list = new DurableList<Gift>('scan:gone');

  get codes(): string[] {
    return this.list.items.map(({ code }) => code);
  }

  async load(): Promise<void> {
    await this.list.load().catch((error: unknown) => {
      console.warn('what was handed out cannot be read', error);
    });
  }

  add(code: string): Promise<void> {
    return this.change((gifts) => [
      ...gifts.filter((gift) => gift.code !== code),
      { code, at: Date.now() },
    ]);
  }

  /** The redemption was taken back: the card may be scanned again. */
  async remove(codes: readonly string[]): Promise<void> {
    if (this.codes.some((code) => codes.includes(code))) {
      await this.change((gifts) => gifts.filter(({ code }) => !codes.includes(code)));
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
