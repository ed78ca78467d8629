import type { EpochMs } from '../../../../typings/contract';
import { forget, keep, recall } from '../../../utils/storage';

interface Gift {
  code: string;
  at: EpochMs;
}

const KEY = 'scan:gone';

/**
 * Codes whose gift this device has handed over since its list was downloaded: the list does not
 * know of them, and with no network nobody else would say so, even after the app was closed.
 */
export class Gone {
  private gifts: Gift[] = [];

  get codes(): string[] {
    return this.gifts.map(({ code }) => code);
  }

  async load(): Promise<void> {
    this.gifts = (await recall<Gift[]>(KEY, true))?.value ?? [];
  }

  add(code: string): Promise<void> {
    return this.save([
      ...this.gifts.filter((gift) => gift.code !== code),
      { code, at: Date.now() },
    ]);
  }

  /** The redemption was taken back: the card may be scanned again. */
  async remove(code: string): Promise<void> {
    if (this.codes.includes(code)) await this.save(this.gifts.filter((gift) => gift.code !== code));
  }

  /** A list that was asked for after this moment knows of what went before. */
  async forgetBefore(at: EpochMs): Promise<void> {
    const later = this.gifts.filter((gift) => gift.at >= at);
    if (later.length < this.gifts.length) await this.save(later);
  }

  private async save(gifts: Gift[]): Promise<void> {
    this.gifts = gifts;
    await (gifts.length === 0 ? forget(KEY) : keep(KEY, gifts, true));
  }
}
