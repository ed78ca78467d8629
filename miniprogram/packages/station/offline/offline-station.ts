import type { EpochMs } from '../../../../typings/contract';
import { openStation, syncScans } from '../../../services/station';
import { codeOf } from '../../../utils/call-error';
import { errorCopy } from '../../../utils/errors';
import { downloadList, recallList, type CardList } from './card-list';
import { Gone } from './handed-out';
import {
  cardOf,
  judgeOffline,
  rememberHandOut,
  type OfflineCard,
  type OfflineVerdict,
} from './manifest';
import { keepNotes, noteOf, recallNotes, withNotes, type SyncNote } from './notes';
import { entryOf, ScanQueue, uploadsOf, type QueuedScan, type Upload } from './queue';

/** Where and with what the scans are made. */
export interface Place {
  eventId: string;
  stationId: string;
  deviceId: string;
  /** How the organiser tells this device from others. */
  deviceLabel: string;
}

/** What the volunteer sees of the network at all times. */
export interface KeeperStatus {
  online: boolean;
  /** Scans on this device that the server does not know yet. */
  waiting: number;
  /** When the list was taken along; 0 = there is none. */
  listAt: EpochMs;
  cards: number;
  /** Why the server takes no uploads of this person; '' while it does. */
  barred: string;
  notes: SyncNote[];
}

const REFRESH_MS = 60_000;

/** Pauses after failures in a row, in ms; the last one repeats. */
const BACKOFF_MS = [2_000, 5_000, 10_000, 20_000, 40_000, 60_000];

/** No answer came: the network is gone, or the cloud is as good as gone. */
export const isNoAnswer = (error: unknown): boolean =>
  ['OFFLINE', 'UNAVAILABLE'].includes(codeOf(error));

/**
 * Keeps a desk going with no network: the list of cards, the queue of scans, and their way to the
 * server as soon as there is one. It works by itself between `start` and `stop`; `changed` is told
 * whatever the volunteer should see.
 */
export class Keeper {
  private readonly queue = new ScanQueue();
  private readonly gone = new Gone();
  private place: Place | undefined;
  private list: CardList | undefined;
  private notes: SyncNote[] = [];
  private connected = true;
  private reachable = true;
  private barred = '';
  private failures = 0;
  private refreshedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awake = false;
  private working: Promise<void> | undefined;

  constructor(private readonly changed: (status: KeeperStatus) => void) {}

  get online(): boolean {
    return this.connected && this.reachable;
  }

  get hasList(): boolean {
    return this.list !== undefined;
  }

  /** Server − device, as far as it is known. */
  get clockOffsetMs(): number {
    return this.list?.clockOffsetMs ?? 0;
  }

  /** What a refusal from the list rests on. */
  get listFacts(): { at: EpochMs; window: { from: EpochMs; until: EpochMs } } {
    const { from = 0, until = 0 } = this.list?.event ?? {};
    return { at: this.list?.at ?? 0, window: { from, until } };
  }

  /** The card of a code, where the list has it. */
  cardOf(code: string): OfflineCard | undefined {
    return this.list && cardOf(this.list.index, code);
  }

  status(): KeeperStatus {
    return {
      online: this.online,
      waiting: this.queue.scans.length,
      listAt: this.list?.at ?? 0,
      cards: this.list?.cards ?? 0,
      barred: this.barred,
      notes: this.notes,
    };
  }

  /** Reads what the device has kept. Once, before anything else. */
  async wake(): Promise<void> {
    const [notes] = await Promise.all([recallNotes(), this.queue.load(), this.gone.load()]);
    this.notes = notes;
    this.tell();
  }

  /** Works at this desk from now on; resolves when the kept list is ready to judge by. */
  async settleAt(place: Place): Promise<void> {
    if (this.list?.event.eventId !== place.eventId) {
      this.list = await recallList(place.eventId);
      this.markHandedOut();
    }
    this.place = place;
    this.refreshedAt = 0;
    this.tell();
    this.hurry();
  }

  /** The page is shown: listens to the network and works by itself. */
  start(): void {
    if (this.awake) return;
    this.awake = true;
    wx.onNetworkStatusChange(this.networkChanged);
    wx.getNetworkType({
      success: ({ networkType }) => this.networkChanged({ isConnected: networkType !== 'none' }),
    });
  }

  /** The page is hidden: nothing runs on. What waits is on the device. */
  stop(): void {
    this.awake = false;
    wx.offNetworkStatusChange(
      this.networkChanged as unknown as WechatMiniprogram.OffNetworkStatusChangeCallback,
    );
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Judges a code from the list and from what this device has handed out since. */
  judge(code: string): OfflineVerdict | undefined {
    if (!this.list || !this.place) return undefined;
    const { index, event, clockOffsetMs } = this.list;
    const { from, until } = event;
    return judgeOffline(index, {
      code,
      stationId: this.place.stationId,
      window: { from, until },
      now: Date.now() + clockOffsetMs,
    });
  }

  /** This device has handed the card's gift over, by either carrier, and the server is not told. */
  isWaiting(code: string): boolean {
    return this.queue.scans.some((scan) => this.isSameCard(scan.code, code));
  }

  /** Puts a hand-over on the device. @throws where that failed: then no gift may go. */
  async hold(scan: QueuedScan): Promise<void> {
    await this.queue.add(scan);
    await this.handedOver(scan.code);
    this.tell();
    this.schedule();
  }

  /** This device has handed the gift over: neither carrier of its card is let through again. */
  async handedOver(code: string): Promise<void> {
    if (this.list) rememberHandOut(this.list.index, code);
    await this.gone.add(code);
  }

  /** The hand-over was taken back: the next list says how the card stands. */
  async takenBack(code: string): Promise<void> {
    await this.gone.remove(code);
    this.hurry();
  }

  /** A call outside got an answer, or none: the same network is meant. */
  noticed(answered: boolean): void {
    if (this.reachable === answered) return;
    this.reachable = answered;
    if (answered) this.failures = 0;
    this.tell();
    this.schedule();
  }

  /** Uploads and refreshes now, rather than at the next turn. */
  hurry(): void {
    this.failures = 0;
    this.refreshedAt = 0;
    void this.work();
  }

  /** The volunteer has read them. */
  async dismissNotes(): Promise<void> {
    this.notes = [];
    this.tell();
    await keepNotes([]);
  }

  private isSameCard(one: string, other: string): boolean {
    if (one === other) return true;
    const card = this.cardOf(one);
    return card !== undefined && card === this.cardOf(other);
  }

  private readonly networkChanged = ({ isConnected }: { isConnected: boolean }): void => {
    this.connected = isConnected;
    if (isConnected) this.reachable = true;
    this.tell();
    if (isConnected) this.hurry();
  };

  private work(): Promise<void> {
    this.working ??= this.turn().finally(() => {
      this.working = undefined;
      this.schedule();
    });
    return this.working;
  }

  /** One turn: what waits goes up, then the list comes down. */
  private async turn(): Promise<void> {
    try {
      await this.upload();
      // With nothing to upload the list is what tells whether the network is back.
      const isDue = Date.now() - this.refreshedAt >= REFRESH_MS;
      if (this.place && (isDue || !this.online)) {
        await this.refresh(this.place);
        this.connected = true;
        this.reachable = true;
      }
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      if (isNoAnswer(error)) this.reachable = false;
      else console.warn('the desk could not be brought up to date', codeOf(error));
    }
    this.tell();
  }

  private async upload(): Promise<void> {
    for (const part of uploadsOf(this.queue.scans)) {
      try {
        await this.send(part);
        this.barred = '';
        this.refreshedAt = 0;
      } catch (error) {
        if (codeOf(error) !== 'PERMISSION_DENIED') throw error;
        this.barred = errorCopy(error).hint;
      }
    }
  }

  /** An entry leaves the queue after its answer alone, and its note is on the device before. */
  private async send({ eventId, stationId, clockOffsetMs, scans }: Upload): Promise<void> {
    const results = await syncScans({
      eventId,
      stationId,
      deviceId: this.place?.deviceId ?? '',
      clockOffsetMs,
      entries: scans.map(entryOf),
    });
    const answers = new Map(results.map((result) => [result.nonce, result]));
    const notes = scans.flatMap((scan) => {
      const answer = answers.get(scan.nonce);
      const note = answer && noteOf(scan, answer);
      return note ? [note] : [];
    });
    if (notes.length > 0) {
      this.notes = withNotes(this.notes, notes);
      await keepNotes(this.notes);
    }
    await this.queue.strike(new Set(answers.keys()));
    this.tell();
  }

  private async refresh(place: Place): Promise<void> {
    const askedAt = Date.now();
    try {
      const list = await downloadList(
        (cursor) =>
          openStation({ ...place, deviceTime: Date.now(), ...(cursor ? { cursor } : {}) }),
        this.list,
      );
      if (this.place !== place) return;
      this.list = list;
      await this.gone.forgetBefore(askedAt);
      this.markHandedOut();
      this.refreshedAt = Date.now();
      if (this.queue.scans.length === 0) this.barred = '';
    } catch (error) {
      if (codeOf(error) !== 'PERMISSION_DENIED') throw error;
      // Staff may work with no grant of a desk; what they do not get is a list to take along.
      const depends = this.list !== undefined || this.queue.scans.length > 0;
      this.barred = depends ? errorCopy(error).hint : '';
      this.refreshedAt = Date.now();
    }
  }

  private markHandedOut(): void {
    if (!this.list) return;
    const queued = this.queue.scans.map(({ code }) => code);
    for (const code of [...queued, ...this.gone.codes]) rememberHandOut(this.list.index, code);
  }

  private schedule(): void {
    if (!this.awake) return;
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), this.pause());
  }

  private pause(): number {
    if (!this.online || this.failures > 0) {
      return BACKOFF_MS[Math.min(this.failures, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0] ?? 0;
    }
    const waits = this.queue.scans.length > 0 && this.barred === '';
    return waits ? (BACKOFF_MS[0] ?? 0) : REFRESH_MS;
  }

  private tell(): void {
    this.changed(this.status());
  }
}
