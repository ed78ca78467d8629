import type { EpochMs, EventView, SyncResult } from '../../../../typings/contract';
import { call } from '../../../services/client';
import { codeOf, isNoAnswer, isPassing } from '../../../utils/call-error';
import { keepWaitingScans } from '../../../utils/desk-storage';
import { errorCopy } from '../../../utils/errors';
import {
  closesAt,
  downloadList,
  forgetList,
  recallList,
  windowOf,
  type CardList,
} from './card-list';
import { Connection } from './connection';
import { HandedOut } from './handed-out';
import {
  cardOf,
  forgetHandOut,
  judgeOffline,
  rememberHandOut,
  visitOf,
  type OfflineCard,
  type OfflineVerdict,
} from './manifest';
import { keepNotes, notesOf, recallNotes, withNotes, type SyncNote } from './notes';
import { ScanQueue, type QueuedScan } from './queue';
import { entryOf, sendAll, type Upload } from './uploads';

/** Where and with what the scans are made. */
export interface Place {
  eventId: string;
  stationId: string;
  deviceId: string;
  /** How the organiser tells this device from others. */
  deviceLabel: string;
}

/** A code, and where and which way it was scanned: at the door of a session alone it has a way. */
type Scan = Pick<QueuedScan, 'code' | 'stationId' | 'direction'>;

/** What the volunteer sees of the network at all times. */
export interface KeeperStatus {
  online: boolean;
  /** Scans on this device that the server does not know yet. */
  waiting: number;
  /** The device cannot read what waits on it; it is not lost. */
  isUnreadable: boolean;
  /** When the list was taken along; 0 = there is none. */
  listAt: EpochMs;
  cards: number;
  /** Why the server takes no uploads of this person; '' while it does. */
  barred: string;
  notes: SyncNote[];
}

/** Between two turns, in ms: usually, and while something waits to go up. */
const REFRESH_MS = 60_000;
const UPLOAD_MS = 2_000;

/**
 * Keeps a desk going with no network: the list of cards, the queue of scans, and their way to the
 * server as soon as there is one. It works by itself between `start` and `stop`; `changed` is told
 * whatever the volunteer should see.
 */
export class Keeper {
  private readonly queue = new ScanQueue();
  private readonly gone = new HandedOut();
  private place: Place | undefined;
  private list: CardList | undefined;
  private notes: SyncNote[] = [];
  private barred = '';
  private refreshedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awake = false;
  private working: Promise<void> | undefined;
  private deviceId = '';
  private readonly sending = new Set<string>();
  private readonly connection = new Connection((isConnected) => {
    this.tell();
    if (isConnected) this.hurry();
  });
  /** What the way in to this page says of it. */
  private toldWaiting = -1;

  /** `changed` is told what the volunteer should see, `answered` what the server said to uploads. */
  constructor(
    private readonly changed: (status: KeeperStatus) => void,
    private readonly answered: (results: readonly SyncResult[]) => void = () => undefined,
  ) {}

  get online(): boolean {
    return this.connection.online;
  }

  get hasList(): boolean {
    return this.list !== undefined;
  }

  /** Server − device, as far as it is known. */
  get clockOffsetMs(): number {
    return this.list?.clockOffsetMs ?? 0;
  }

  /** The event whose list is on the device. */
  get event(): EventView | undefined {
    return this.list?.event;
  }

  /** What a refusal from the list rests on. */
  listFacts(scan: Scan): { at: EpochMs; window: { from: EpochMs; until: EpochMs } } {
    return { at: this.list?.at ?? 0, window: windowOf(this.event, scan) };
  }

  /** The card of a code, where the list has it. */
  cardOf(code: string): OfflineCard | undefined {
    return this.list && cardOf(this.list.index, code);
  }

  status(): KeeperStatus {
    return {
      online: this.online,
      waiting: this.queue.scans.length,
      isUnreadable: !this.queue.isRead,
      listAt: this.list?.at ?? 0,
      cards: this.list?.cards ?? 0,
      barred: this.barred,
      notes: this.notes,
    };
  }

  /** Reads what the device has kept. Once, before anything else. */
  async wake(deviceId: string): Promise<void> {
    this.deviceId = deviceId;
    const [notes] = await Promise.all([recallNotes(), this.queue.load(), this.gone.load()]);
    this.notes = notes;
    this.tell();
  }

  /** Nobody works at a desk here any more; what waits still goes up. */
  async leave(): Promise<void> {
    this.place = undefined;
    this.list = undefined;
    await forgetList();
    this.hurry();
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
    this.connection.listen();
  }

  /** The page is hidden: nothing runs on. What waits is on the device. */
  stop(): void {
    this.awake = false;
    this.connection.ignore();
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Judges a code from the list and from what this device has handed out since. */
  judge(scan: Scan): OfflineVerdict | undefined {
    if (!this.list || !this.place) return undefined;
    const { index, clockOffsetMs } = this.list;
    return judgeOffline(index, {
      code: scan.code,
      // A gift goes out where it lies, which is at the desk of now; a pass is bound to its session.
      stationId: this.place.stationId,
      visit: visitOf(scan),
      window: windowOf(this.event, scan),
      now: Date.now() + clockOffsetMs,
    });
  }

  /** This device has handed the card's gift over, by either carrier, and the server is not told. */
  isWaiting(scan: Scan): boolean {
    const visit = visitOf(scan);
    return this.queue.scans.some(
      (one) => this.isSameCard(one.code, scan.code) && (visit === '' || visitOf(one) === visit),
    );
  }

  /** Puts a hand-over on the device. @throws where that failed: then no gift may go. */
  async hold(scan: QueuedScan): Promise<void> {
    await this.queue.add(scan);
    await this.handedOver(scan);
    this.tell();
    this.schedule();
  }

  /**
   * Takes a hand-over back that the server does not know of. `sending`: it is on its way, and is
   * taken back once it is answered. @throws where the device cannot write it down
   */
  async takeBackWaiting(nonce: string): Promise<'done' | 'sending' | 'unknown'> {
    const scan = this.queue.scans.find((one) => one.nonce === nonce);
    if (!scan) return 'unknown';
    if (this.sending.has(nonce)) return 'sending';
    await this.queue.strike(new Set([nonce]));
    await this.takenBack(scan);
    return 'done';
  }

  /** This device has handed the gift over: neither carrier of its card is let through again. */
  async handedOver(scan: Scan): Promise<void> {
    const visit = visitOf(scan);
    if (this.list) rememberHandOut(this.list.index, scan.code, visit);
    await this.gone.add(scan.code, visit);
  }

  /** The hand-over was taken back: the card may be scanned again, by either carrier. */
  async takenBack(scan: Scan): Promise<void> {
    const visit = visitOf(scan);
    await this.gone.remove(
      (gift) => this.isSameCard(gift.code, scan.code) && (gift.visit ?? '') === visit,
    );
    if (this.list && !this.isWaiting(scan)) forgetHandOut(this.list.index, scan.code, visit);
    this.tell();
    this.hurry();
  }

  /** A call outside got an answer, or none: the same network is meant. */
  noticed(answered: boolean): void {
    if (!this.connection.noticed(answered)) return;
    this.tell();
    this.schedule();
  }

  /** Uploads and refreshes now, rather than at the next turn. */
  hurry(): void {
    this.connection.forgetFailures();
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
      if (!this.queue.isRead) await this.queue.load();
      await this.upload();
      // With nothing to upload the list is what tells whether the network is back.
      const isDue = Date.now() - this.refreshedAt >= REFRESH_MS;
      if (this.place && (isDue || !this.online)) {
        await this.refresh(this.place);
        this.connection.proved();
      }
      this.connection.forgetFailures();
    } catch (error) {
      this.connection.failed(error);
      if (!isNoAnswer(error))
        console.warn('the desk could not be brought up to date', codeOf(error));
    }
    this.tell();
  }

  /** What the server does not take stays here and holds nothing else up. */
  private async upload(): Promise<void> {
    if (this.queue.scans.length === 0) return;
    const [refusal] = await sendAll(this.queue.scans, (part) => this.send(part));
    this.barred = refusal === undefined ? '' : errorCopy(refusal).hint;
    if (isPassing(refusal)) throw refusal;
  }

  /** An entry leaves the queue after its answer alone, and its note is on the device before. */
  private async send({ eventId, stationId, clockOffsetMs, scans }: Upload): Promise<void> {
    // What was taken back since is not sent.
    const left = new Set(this.queue.scans.map(({ nonce }) => nonce));
    const sent = scans.filter(({ nonce }) => left.has(nonce));
    if (sent.length === 0) return;
    for (const { nonce } of sent) this.sending.add(nonce);
    try {
      const { deviceId } = this;
      const waiting = this.queue.scans.length - sent.length;
      const entries = sent.map(entryOf);
      const place = { eventId, stationId, deviceId };
      const results = (
        await call('station', 'card.sync', { ...place, clockOffsetMs, waiting, entries })
      ).results;
      await this.settle(sent, results);
    } finally {
      for (const { nonce } of sent) this.sending.delete(nonce);
    }
  }

  private async settle(
    scans: readonly QueuedScan[],
    results: readonly SyncResult[],
  ): Promise<void> {
    const answers = new Map(results.map((result) => [result.nonce, result]));
    const notes = notesOf(scans, answers);
    if (notes.length > 0) {
      this.notes = withNotes(this.notes, notes);
      await keepNotes(this.notes);
    }
    await this.queue.strike(new Set(answers.keys()));
    this.refreshedAt = 0;
    this.answered(results);
    this.tell();
  }

  private async refresh(place: Place): Promise<void> {
    const askedAt = Date.now();
    try {
      const list = await downloadList(
        (cursor) =>
          call('station', 'open', {
            ...place,
            deviceTime: Date.now(),
            waiting: this.queue.scans.length,
            ...(cursor ? { cursor } : {}),
          }),
        this.list,
      );
      if (this.place !== place) return;
      this.list = list;
      await this.dropEndedList();
      await this.gone.forgetBefore(askedAt);
      this.markHandedOut();
      this.refreshedAt = Date.now();
      if (this.queue.scans.length === 0) this.barred = '';
    } catch (error) {
      if (codeOf(error) !== 'PERMISSION_DENIED') throw error;
      // Staff may work with no grant of a desk; what they do not get is a list to take along.
      const depends = this.list !== undefined || this.queue.scans.length > 0;
      this.barred = depends ? errorCopy(error).hint : '';
      this.list = undefined;
      await forgetList();
      this.refreshedAt = Date.now();
    }
  }

  /** Once the event is over, its cards are nobody's business here. */
  private async dropEndedList(): Promise<void> {
    if (!this.list || Date.now() + this.list.clockOffsetMs <= closesAt(this.list.event)) return;
    this.list = undefined;
    await forgetList();
  }

  private markHandedOut(): void {
    if (!this.list) return;
    const { index } = this.list;
    for (const scan of this.queue.scans) rememberHandOut(index, scan.code, visitOf(scan));
    for (const { code, visit } of this.gone.gifts) rememberHandOut(index, code, visit);
  }

  private schedule(): void {
    if (!this.awake) return;
    if (this.timer !== undefined) clearTimeout(this.timer);
    const waits = this.queue.scans.length > 0 && this.barred === '';
    const pause = this.connection.pause(waits ? UPLOAD_MS : REFRESH_MS);
    this.timer = setTimeout(() => void this.work(), pause);
  }

  private tell(): void {
    if (this.queue.isRead && this.toldWaiting !== this.queue.scans.length) {
      this.toldWaiting = this.queue.scans.length;
      void keepWaitingScans(this.toldWaiting);
    }
    this.changed(this.status());
  }
}
