import type { CollectorType, Direction, EpochMs, Input } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { CallError, codeOf, isNoAnswer } from '../../../../utils/call-error';
import { errorState } from '../../../../utils/errors';
import { newRequestId } from '../../../../utils/request-id';
import type { Keeper } from '../../offline/offline-station';
import { pendingOf, PendingRedemptions, type Pending } from './pending';
import {
  alreadyHeld,
  heldVerdict,
  noAnswer,
  notAllowed,
  notKept,
  refusedOffline,
  verdictOf,
  type KnownFacts,
  type Verdict,
} from './verdict';
import { whatIsScanned, type Scanned } from './scanned-words';
import { giftOnList, giftView, inHand, type Desk, type GiftView } from './view';

/** With a list on the device nobody waits longer than this for a server, in ms. */
const LOOK_PATIENCE_MS = 3_000;
const REDEEM_PATIENCE_MS = 5_000;

const NO_FACTS: KnownFacts = { gift: '', category: '', alias: '', cardNo: '' };

/** A card that was looked at: its gift, to be handed over, or why not. */
export type Look = { gift: GiftView } | { verdict: Verdict };

/** A hand-over that the volunteer may take back. */
export interface Undoable {
  /** '' while the server does not know of it. */
  cardId: string;
  /** Of the scan that waits on the device, or waited. */
  nonce: string;
  code: string;
  stationId: string;
  /** Of a pass. */
  direction?: Direction;
  gift: string;
  alias: string;
  cardNo: string;
  at: EpochMs;
}

export interface HandedOver {
  verdict: Verdict;
  undoable?: Undoable;
}

const within = <T>(ms: number, answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallError('OFFLINE', '等待超时')), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** What is scanned: of a pass, which way it goes. */
type Scan = Input<'station', 'card.inspect'>;

const shown = (gift: GiftView, scanned: Scanned): Look => ({
  gift: scanned === 'gift' ? gift : inHand(gift),
});

/** Names a scan on this device and tells which visit it was. */
const scanOf = ({ nonce, code, stationId, direction }: Pending['request']) => ({
  nonce,
  code,
  stationId,
  ...(direction ? { direction } : {}),
});

/**
 * The work at the desk: looks cards up and hands gifts over, by the server's word where there is
 * one and by the list on the device where there is none.
 */
export class Counter {
  private readonly pending = new PendingRedemptions();
  private desk: Desk | undefined;
  /** Whether people come or go; it counts at the door of a session alone. */
  direction: Direction = 'in';
  private deviceId = '';

  constructor(private readonly keeper: Keeper) {}

  /** The gift of the oldest redemption that has no answer; '' where all have. */
  get unanswered(): string {
    return this.oldest?.gift.gift ?? '';
  }

  /** The oldest redemption that has no answer. */
  get oldest(): Pending | undefined {
    return this.pending.all[0];
  }

  wake(): Promise<void> {
    return this.pending.load();
  }

  workAt(desk: Desk, deviceId: string): void {
    this.desk = desk;
    this.deviceId = deviceId;
    this.direction = 'in';
  }

  private get way(): { direction?: Direction } {
    return this.desk?.session ? { direction: this.direction } : {};
  }

  /**
   * Looks a card up, changing nothing. One whose redemption got no answer is not looked up but
   * asked about again; `again`: the one that is meant, which may be of another desk or direction.
   */
  async look(code: string, again?: Pending): Promise<Look> {
    const { desk, way } = this;
    if (!desk) return { verdict: noAnswer(false, NO_FACTS) };
    const { eventId, stationId, stations } = desk;
    const scan = { eventId, stationId, code, ...way };
    const scanned = whatIsScanned(stations, scan);
    const unanswered = again ?? pendingOf(this.pending.all, scan);
    if (unanswered) return { verdict: (await this.redeem(unanswered, Date.now())).verdict };
    if (this.keeper.isWaiting(scan)) {
      return { verdict: alreadyHeld(this.keeper.cardOf(code), scanned) };
    }
    if (!this.keeper.online && this.keeper.hasList) return this.lookOnList(scan, stations);
    try {
      const asked = call('station', 'card.inspect', scan);
      const answer = await (this.keeper.hasList ? within(LOOK_PATIENCE_MS, asked) : asked);
      this.keeper.noticed(true);
      if (answer.status === 'accepted') return shown(giftView(answer), scanned);
      // An adult's pass needs nobody beside it: what is early would be in a moment later.
      if (!way.direction || answer.reason !== 'too_early') void this.recordRefusal(scan);
      return { verdict: verdictOf(answer, stations, scanned) };
    } catch (error) {
      if (!isNoAnswer(error)) return { verdict: this.verdictOfFailure(error, NO_FACTS, scanned) };
      this.keeper.noticed(false);
      return this.lookOnList(scan, stations);
    }
  }

  private lookOnList(scan: Scan, stations: Desk['stations']): Look {
    const scanned = whatIsScanned(stations, scan);
    const judged = this.keeper.judge(scan);
    if (!judged) return { verdict: noAnswer(true, NO_FACTS, scanned) };
    if (judged.status === 'pending') return shown(giftOnList(judged.card), scanned);
    return {
      verdict: refusedOffline(judged, this.keeper.listFacts(scan), stations, scanned),
    };
  }

  /**
   * Puts a refused card on the event's record of failed scans: a redeem without a collector is
   * judged and logged, and can never redeem.
   */
  private async recordRefusal(scan: Scan): Promise<void> {
    const request = { nonce: newRequestId(), ...scan };
    try {
      await call('station', 'card.redeem', { ...request, deviceId: this.deviceId });
    } catch (error) {
      console.warn('a refused scan is not on the record', codeOf(error));
    }
  }

  /** Hands the gift over once. `passing`: staff let it pass, for this reason. */
  async handOver(
    code: string,
    gift: GiftView,
    collector: CollectorType | '',
    passing = '',
  ): Promise<HandedOver> {
    const { desk } = this;
    if (!desk) return { verdict: noAnswer(false, gift) };
    const request: Pending['request'] = {
      nonce: newRequestId(),
      eventId: desk.eventId,
      stationId: desk.stationId,
      deviceId: this.deviceId,
      code,
      ...(collector === '' ? {} : { collector: { type: collector } }),
      ...this.way,
      ...(passing === '' ? {} : { force: true, reason: passing }),
    };
    return this.redeem({ request, gift, stations: desk.stations }, Date.now());
  }

  /** The nonce is on the device before it is sent. */
  private async redeem(pending: Pending, scannedAt: EpochMs): Promise<HandedOver> {
    const { request, gift, stations } = pending;
    const scanned = whatIsScanned(stations, request);
    const mayBeHeld = request.force !== true && this.keeper.judge(request)?.status === 'pending';
    if (!this.keeper.online && mayBeHeld) return this.hold(pending, scannedAt);
    await this.pending.add(pending);
    try {
      const asked = call('station', 'card.redeem', request);
      const answer = await (mayBeHeld ? within(REDEEM_PATIENCE_MS, asked) : asked);
      this.keeper.noticed(true);
      if (answer.status === 'accepted') await this.keeper.handedOver(request);
      await this.settle(pending);
      const verdict = verdictOf(answer, stations, scanned);
      if (answer.status !== 'accepted') return { verdict };
      const { cardId, cardNo, alias, redeemedAt: at } = answer;
      const undoable = { ...scanOf(request), cardId, gift: gift.gift, alias, cardNo, at };
      return { verdict, undoable };
    } catch (error) {
      if (isNoAnswer(error)) {
        this.keeper.noticed(false);
        if (mayBeHeld) return this.hold(pending, scannedAt);
      }
      const verdict = this.verdictOfFailure(error, gift, scanned);
      if (verdict.retry === '') await this.settle(pending);
      return { verdict };
    }
  }

  /** With no network: it is on the device before the volunteer is told to hand it over. */
  private async hold(pending: Pending, scannedAt: EpochMs): Promise<HandedOver> {
    const { eventId, collector } = pending.request;
    const scan = scanOf(pending.request);
    const scanned = whatIsScanned(pending.stations, scan);
    const who = collector ? { collector } : {};
    const { gift, alias, cardNo } = pending.gift;
    const { clockOffsetMs } = this.keeper;
    try {
      await this.keeper.hold({ ...scan, ...who, scannedAt, eventId, clockOffsetMs, gift, alias });
    } catch {
      return { verdict: notKept(pending.gift, scanned) };
    }
    await this.settle(pending);
    const undoable = { ...scan, cardId: '', gift, alias, cardNo, at: Date.now() };
    return { verdict: heldVerdict(pending.gift, scanned), undoable };
  }

  private settle(pending: Pending): Promise<void> {
    return this.pending.remove(pending);
  }

  private verdictOfFailure(error: unknown, facts: KnownFacts, scanned: Scanned): Verdict {
    const code = codeOf(error);
    return code === 'PERMISSION_DENIED' || code === 'NOT_FOUND' || code === 'INVALID_ARGUMENT'
      ? notAllowed(errorState(error).hint, facts)
      : noAnswer(code === 'OFFLINE', facts, scanned);
  }
}
