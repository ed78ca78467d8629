import type { CollectorType, EpochMs } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { CallError, codeOf } from '../../../../utils/call-error';
import { errorState } from '../../../../utils/errors';
import { newRequestId } from '../../../../utils/request-id';
import { isNoAnswer, type Keeper } from '../../offline/offline-station';
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
import { atTheDoor, type Direction } from './pass-verdict';
import { giftOnList, giftView, passView, type Desk, type GiftView } from './view';

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

/**
 * The work at the desk: looks cards up and hands gifts over, by the server's word where there is
 * one and by the list on the device where there is none.
 */
export class Counter {
  private readonly pending = new PendingRedemptions();
  private desk: Desk | undefined;
  /** At the door of a session: whether people come or go. */
  private direction: Direction | undefined;
  private deviceId = '';

  constructor(private readonly keeper: Keeper) {}

  /** The gift of the oldest redemption that has no answer; '' where all have. */
  get unanswered(): string {
    return this.pending.all[0]?.gift.gift ?? '';
  }

  get unansweredCode(): string {
    return this.pending.all[0]?.request.code ?? '';
  }

  wake(): Promise<void> {
    return this.pending.load();
  }

  workAt(desk: Desk, deviceId: string): void {
    this.desk = desk;
    this.deviceId = deviceId;
    this.turn('in');
  }

  /** People come, or go: at a door alone. */
  turn(direction: Direction): void {
    this.direction = this.desk?.session ? direction : undefined;
    this.keeper.direction = direction;
  }

  /** A verdict in the words of what is scanned here. */
  private said(verdict: Verdict, outcome: Parameters<typeof atTheDoor>[1]): Verdict {
    return this.direction ? atTheDoor(verdict, outcome, this.direction) : verdict;
  }

  private shown(gift: GiftView): Look {
    return { gift: this.direction ? passView(gift) : gift };
  }

  /**
   * Looks a card up, changing nothing. One whose redemption got no answer is not looked up but
   * asked about again.
   */
  async look(code: string): Promise<Look> {
    const { desk } = this;
    if (!desk) return { verdict: noAnswer(false, NO_FACTS) };
    const { direction } = this;
    const unanswered = pendingOf(this.pending.all, code, direction);
    if (unanswered) return { verdict: (await this.redeem(unanswered, Date.now())).verdict };
    if (this.keeper.isWaiting(code)) {
      return { verdict: this.said(alreadyHeld(this.keeper.cardOf(code)), 'already_redeemed') };
    }
    if (!this.keeper.online && this.keeper.hasList) return this.lookOnList(code, desk);
    try {
      const { eventId, stationId } = desk;
      const asked = call('station', 'card.inspect', {
        eventId,
        stationId,
        code,
        ...(direction ? { direction } : {}),
      });
      const answer = await (this.keeper.hasList ? within(LOOK_PATIENCE_MS, asked) : asked);
      this.keeper.noticed(true);
      if (answer.status === 'accepted') return this.shown(giftView(answer));
      // An adult's pass needs nobody beside it: what is early would be in a moment later.
      if (!direction || answer.reason !== 'too_early') void this.recordRefusal(desk, code);
      return { verdict: this.said(verdictOf(answer, desk.stations), answer.reason) };
    } catch (error) {
      if (!isNoAnswer(error)) return { verdict: this.verdictOfFailure(error, NO_FACTS) };
      this.keeper.noticed(false);
      return this.lookOnList(code, desk);
    }
  }

  private lookOnList(code: string, desk: Desk): Look {
    const judged = this.keeper.judge(code);
    if (!judged) return { verdict: noAnswer(true, NO_FACTS) };
    if (judged.status === 'pending') return this.shown(giftOnList(judged.card));
    const verdict = refusedOffline(judged, this.keeper.listFacts, desk.stations);
    // What the list does not know may be known to the server.
    return { verdict: judged.reason === 'not_found' ? verdict : this.said(verdict, judged.reason) };
  }

  /**
   * Puts a refused card on the event's record of failed scans: a redeem without a collector is
   * judged and logged, and can never redeem.
   */
  private async recordRefusal({ eventId, stationId }: Desk, code: string): Promise<void> {
    const { direction } = this;
    const way = direction ? { direction } : {};
    const request = { nonce: newRequestId(), eventId, stationId, code, ...way };
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
      ...(this.direction ? { direction: this.direction } : {}),
      ...(passing === '' ? {} : { force: true, reason: passing }),
    };
    return this.redeem({ request, gift, stations: desk.stations }, Date.now());
  }

  /** The nonce is on the device before it is sent. */
  private async redeem(pending: Pending, scannedAt: EpochMs): Promise<HandedOver> {
    const { request, gift } = pending;
    const mayBeHeld =
      request.force !== true && this.keeper.judge(request.code)?.status === 'pending';
    if (!this.keeper.online && mayBeHeld) return this.hold(pending, scannedAt);
    await this.pending.add(pending);
    try {
      const asked = call('station', 'card.redeem', request);
      const answer = await (mayBeHeld ? within(REDEEM_PATIENCE_MS, asked) : asked);
      this.keeper.noticed(true);
      if (answer.status === 'accepted') await this.keeper.handedOver(request.code);
      await this.settle(pending);
      const judged = verdictOf(answer, pending.stations);
      if (answer.status !== 'accepted') return { verdict: this.said(judged, answer.reason) };
      const verdict = this.said(judged, 'accepted');
      const { cardId, cardNo, alias, redeemedAt: at } = answer;
      const { nonce, code } = request;
      const undoable = { cardId, nonce, code, gift: gift.gift, alias, cardNo, at };
      return { verdict, undoable };
    } catch (error) {
      if (isNoAnswer(error)) {
        this.keeper.noticed(false);
        if (mayBeHeld) return this.hold(pending, scannedAt);
      }
      const verdict = this.verdictOfFailure(error, gift);
      if (verdict.retry === '') await this.settle(pending);
      return { verdict };
    }
  }

  /** With no network: it is on the device before the volunteer is told to hand it over. */
  private async hold(pending: Pending, scannedAt: EpochMs): Promise<HandedOver> {
    const { nonce, eventId, stationId, code, collector, direction } = pending.request;
    const how = { ...(collector ? { collector } : {}), ...(direction ? { direction } : {}) };
    const { gift, alias, cardNo } = pending.gift;
    const { clockOffsetMs } = this.keeper;
    try {
      const place = { eventId, stationId, clockOffsetMs };
      await this.keeper.hold({ nonce, code, ...how, scannedAt, ...place, gift, alias });
    } catch {
      return { verdict: notKept(pending.gift) };
    }
    await this.settle(pending);
    const undoable = { cardId: '', nonce, code, gift, alias, cardNo, at: Date.now() };
    return { verdict: this.said(heldVerdict(pending.gift), 'held'), undoable };
  }

  private settle(pending: Pending): Promise<void> {
    return this.pending.remove(pending);
  }

  private verdictOfFailure(error: unknown, facts: KnownFacts): Verdict {
    const code = codeOf(error);
    return code === 'PERMISSION_DENIED' || code === 'NOT_FOUND' || code === 'INVALID_ARGUMENT'
      ? notAllowed(errorState(error).hint, facts)
      : noAnswer(code === 'OFFLINE', facts);
  }
}
