import type { SyncEntry } from '../../../../typings/contract';
import { DurableList } from '../../../utils/durable-list';

/** A gift that was handed over with no network: what is uploaded, and where it happened. */
export interface QueuedScan extends SyncEntry {
  eventId: string;
  stationId: string;
  /** Server − device, as it was measured before the scan. */
  clockOffsetMs: number;
  /** For the volunteer's eyes, should the upload be refused. */
  gift: string;
  alias: string;
}

/**
 * The scans that wait for a network, oldest first. What `add` has resolved is on the device and
 * outlives the app; it leaves by the server's answer, or by being taken back before it was sent.
 */
export class ScanQueue {
  private readonly list = new DurableList<QueuedScan>('scan:queue');

  get scans(): readonly QueuedScan[] {
    return this.list.items;
  }

  /** Whether what waits on this device is known. */
  get isRead(): boolean {
    return this.list.isRead;
  }

  /** What cannot be read is not lost, and not known: nothing is written over it. */
  async load(): Promise<void> {
    await this.list.load().catch((error: unknown) => {
      console.warn('the scans that wait cannot be read', error);
    });
  }

  /** @throws where the device could not keep it: then no gift may go. */
  add(scan: QueuedScan): Promise<void> {
    return this.list.change((scans) =>
      scans.some(({ nonce }) => nonce === scan.nonce) ? scans : [...scans, scan],
    );
  }

  /** Takes out what was answered or taken back. Kept where the device fails: it is answered again. */
  strike(nonces: ReadonlySet<string>): Promise<void> {
    return this.list.change((scans) => scans.filter(({ nonce }) => !nonces.has(nonce)));
  }
}
