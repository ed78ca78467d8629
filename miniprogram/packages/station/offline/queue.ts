import type { EpochMs, SyncEntry } from '../../../../typings/contract';

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

const KEY = 'scan:queue';

interface Stored {
  scans: QueuedScan[];
  writtenAt: EpochMs;
}

const read = async (): Promise<QueuedScan[]> => {
  try {
    const { data } = await wx.getStorage<Stored>({ key: KEY, encrypt: true });
    return Array.isArray(data.scans) ? data.scans : [];
  } catch {
    return [];
  }
};

/** Codes are in it, so it is kept encrypted. @throws where the device cannot keep it. */
const write = async (scans: readonly QueuedScan[]): Promise<void> => {
  await wx.setStorage({ key: KEY, data: { scans, writtenAt: Date.now() }, encrypt: true });
};

/**
 * The scans that wait for a network, oldest first. What `add` has resolved is on the device and
 * outlives the app; it leaves by `strike` alone, after the server's answer.
 */
export class ScanQueue {
  private held: QueuedScan[] = [];
  private writing: Promise<void> = Promise.resolve();

  get scans(): readonly QueuedScan[] {
    return this.held;
  }

  async load(): Promise<void> {
    this.held = await read();
  }

  /** @throws where the device could not keep it: then no gift may go. */
  async add(scan: QueuedScan): Promise<void> {
    if (this.held.some(({ nonce }) => nonce === scan.nonce)) return;
    this.held = [...this.held, scan];
    try {
      await this.save();
    } catch (error) {
      this.held = this.held.filter((one) => one !== scan);
      throw error;
    }
  }

  /** Takes out what was answered. Kept once more where the device fails: it is answered again. */
  async strike(nonces: ReadonlySet<string>): Promise<void> {
    this.held = this.held.filter(({ nonce }) => !nonces.has(nonce));
    await this.save();
  }

  /** One write after the other, so that an older one never lands on a newer one. */
  private save(): Promise<void> {
    const saved = this.writing.catch(() => undefined).then(() => write(this.held));
    this.writing = saved;
    return saved;
  }
}

/** Entries of one upload. */
const PART = 100;

/** One upload: scans of one desk that share a measured clock. */
export interface Upload {
  eventId: string;
  stationId: string;
  clockOffsetMs: number;
  scans: QueuedScan[];
}

/** The queue as uploads of at most 100 scans, oldest first. */
export const uploadsOf = (scans: readonly QueuedScan[]): Upload[] => {
  const uploads: Upload[] = [];
  for (const scan of scans) {
    const { eventId, stationId, clockOffsetMs } = scan;
    const open = uploads.find(
      (one) =>
        one.eventId === eventId &&
        one.stationId === stationId &&
        one.clockOffsetMs === clockOffsetMs &&
        one.scans.length < PART,
    );
    if (open) open.scans.push(scan);
    else uploads.push({ eventId, stationId, clockOffsetMs, scans: [scan] });
  }
  return uploads;
};

/** What the server is sent of a queued scan. */
export const entryOf = ({ nonce, code, collector, scannedAt }: QueuedScan): SyncEntry => ({
  nonce,
  code,
  collector,
  scannedAt,
});
