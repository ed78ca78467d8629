import type { CollectorType } from '../../../../../typings/contract';
import { inspectCard, redeemCard } from '../../../../services/station';
import { codeOf } from '../../../../utils/call-error';
import { errorState } from '../../../../utils/errors';
import { keep, recall } from '../../../../utils/kept';
import { newRequestId } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { codeInScan, groupedCode, missingCharacters } from './code';
import { deviceId, keepPending, recallPending } from './device';
import { openEvents } from './open-events';
import { pendingOf, without, type Pending } from './pending';
import { logOfToday, withScan, type ScanLog } from './recent';
import { signal, silence, tuneUp } from './signal';
import { noAnswer, notAllowed, verdictOf, type KnownFacts, type Verdict } from './verdict';
import {
  COLLECTOR_CHOICES,
  deskStillOpen,
  eventChoices,
  giftView,
  type Desk,
  type EventChoice,
  type GiftView,
} from './view';

const DESK_KEY = 'scan:desk';
const LOG_KEY = 'scan:log';

/** What the volunteer has in front of her. */
type Stage = 'state' | 'desk' | 'ready' | 'gift';

const NO_FACTS: KnownFacts = { gift: '', category: '', alias: '', cardNo: '' };

Page({
  data: {
    typeClass: typeClass(),
    stage: 'state' as Stage,
    state: { kind: 'loading', title: '', hint: '' } as {
      kind: string;
      title: string;
      hint: string;
    },
    choices: [] as EventChoice[],
    desk: null as Desk | null,
    typed: '',
    missing: missingCharacters(''),
    /** A card is being looked up, or redeemed. */
    busy: false,
    gift: null as GiftView | null,
    collectors: COLLECTOR_CHOICES,
    collector: 'child' as CollectorType,
    verdict: null as Verdict | null,
    /** The gift of a redemption that is still without an answer; '' where there is none. */
    unanswered: '',
    log: logOfToday(undefined, Date.now()),
  },

  /** The code that was scanned last. */
  code: '',
  /** It came through the camera: so will the next one. */
  fromCamera: false,
  /** The redemptions whose answer is not known yet. */
  pending: [] as Pending[],

  onLoad() {
    tuneUp();
    void this.load();
  },

  onUnload() {
    silence();
  },

  retryLoad() {
    this.setData({ stage: 'state', state: { kind: 'loading', title: '', hint: '' } });
    void this.load();
  },

  async load() {
    const [desk, log, pending] = await Promise.all([
      recall<Desk>(DESK_KEY),
      recall<ScanLog>(LOG_KEY),
      recallPending(),
    ]);
    this.setData({ log: logOfToday(log?.value, Date.now()) });
    try {
      const choices = eventChoices(await openEvents(), Date.now());
      this.setData({ choices });
      this.showDesk(deskStillOpen(desk?.value, choices));
    } catch (error) {
      this.showWithoutEvents(error, desk?.value);
    }
    this.pending = pending;
    this.setData({ unanswered: pending[0]?.gift.gift ?? '' });
  },

  /** The remembered desk can be worked at while the network is away. */
  showWithoutEvents(error: unknown, desk: Desk | undefined) {
    if (desk && codeOf(error) === 'OFFLINE') this.setData({ stage: 'ready', desk });
    else this.setData({ stage: 'state', state: errorState(error) });
  },

  showDesk(desk: Desk | undefined) {
    if (desk) {
      this.setData({ stage: 'ready', desk });
    } else if (this.data.choices.length > 0) {
      this.setData({ stage: 'desk', desk: null });
    } else {
      this.setData({
        stage: 'state',
        state: {
          kind: 'empty',
          title: '还没有你的活动',
          hint: '请工作人员把你加为这场活动的志愿者，再点刷新。',
        },
      });
    }
  },

  async chooseDesk({
    detail,
  }: WechatMiniprogram.CustomEvent<{ eventId: string; stationId: string }>) {
    const desk = this.data.choices
      .flatMap(({ desks }) => desks)
      .find(
        ({ eventId, stationId }) => eventId === detail.eventId && stationId === detail.stationId,
      );
    if (!desk) return;
    this.setData({ stage: 'ready', desk });
    await keep(DESK_KEY, desk);
  },

  changeDesk() {
    if (this.data.choices.length > 0) this.setData({ stage: 'desk' });
    else this.retryLoad();
  },

  async scan() {
    if (this.data.busy) return;
    try {
      const { result } = await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] });
      this.fromCamera = true;
      await this.inspect(codeInScan(result));
    } catch (error) {
      const { errMsg } = error as { errMsg?: string };
      if (!errMsg?.includes('cancel')) {
        void wx.showToast({ title: '没有扫到，请再试或输入卡号', icon: 'none' });
      }
    }
  },

  type({ detail }: WechatMiniprogram.Input) {
    const typed = groupedCode(detail.value);
    this.setData({ typed, missing: missingCharacters(typed) });
    const cursor = groupedCode(detail.value.slice(0, detail.cursor)).length;
    return { value: typed, cursor };
  },

  enterTyped() {
    if (this.data.missing > 0 || this.data.busy) return;
    this.fromCamera = false;
    void this.inspect(codeInScan(this.data.typed));
  },

  /**
   * Looks the card up, changing nothing: a card that would be refused ends here. One whose
   * redemption got no answer is not looked up but asked about again.
   */
  async inspect(code: string) {
    const { desk } = this.data;
    if (!desk) return;
    this.code = code;
    const unanswered = pendingOf(this.pending, code);
    if (unanswered) return this.redeem(unanswered);
    this.setData({ busy: true });
    try {
      const { eventId, stationId } = desk;
      const answer = await inspectCard({ eventId, stationId, code });
      if (answer.status === 'accepted') {
        this.setData({
          stage: 'gift',
          gift: giftView(answer),
          collector: 'child',
          typed: '',
          missing: missingCharacters(''),
          verdict: null,
        });
      } else {
        await this.show(verdictOf(answer, desk.stations));
        void this.recordRefusal(desk, code);
      }
    } catch (error) {
      await this.show(this.verdictOfFailure(error, NO_FACTS));
    }
    this.setData({ busy: false });
  },

  /**
   * Puts a refused card on the event's record of failed scans: a redeem without a collector is
   * judged and logged, and can never redeem.
   */
  async recordRefusal({ eventId, stationId }: Desk, code: string) {
    const request = { nonce: newRequestId(), eventId, stationId, code };
    try {
      await redeemCard({ ...request, deviceId: await deviceId() });
    } catch (error) {
      console.warn('a refused scan is not on the record', codeOf(error));
    }
  },

  collect({ detail }: WechatMiniprogram.CustomEvent<{ type: CollectorType }>) {
    this.setData({ collector: detail.type });
  },

  /** The nonce is on the device before it is sent. */
  async confirm() {
    const { desk, gift, collector } = this.data;
    if (!desk || !gift) return;
    this.setData({ busy: true });
    const pending: Pending = {
      request: {
        nonce: newRequestId(),
        eventId: desk.eventId,
        stationId: desk.stationId,
        deviceId: await deviceId(),
        code: this.code,
        collector: { type: collector },
      },
      gift,
      stations: desk.stations,
    };
    this.pending = [...this.pending, pending];
    await keepPending(this.pending);
    await this.redeem(pending);
  },

  async redeem(pending: Pending) {
    this.setData({ busy: true });
    try {
      const answer = await redeemCard(pending.request);
      await this.settle(pending);
      await this.show(verdictOf(answer, pending.stations));
    } catch (error) {
      const verdict = this.verdictOfFailure(error, pending.gift);
      if (verdict.retry === '') await this.settle(pending);
      await this.show(verdict);
    }
    this.setData({ busy: false });
  },

  async settle(pending: Pending) {
    this.pending = without(this.pending, pending);
    await keepPending(this.pending);
  },

  verdictOfFailure(error: unknown, facts: KnownFacts): Verdict {
    const code = codeOf(error);
    return code === 'PERMISSION_DENIED' || code === 'NOT_FOUND' || code === 'INVALID_ARGUMENT'
      ? notAllowed(errorState(error).hint, facts)
      : noAnswer(code === 'OFFLINE', facts);
  },

  async show(verdict: Verdict) {
    signal(verdict.tone);
    if (verdict.retry !== '') {
      this.setData({ verdict });
      return;
    }
    const log = withScan(this.data.log, verdict, Date.now());
    this.setData({ verdict, log });
    await keep(LOG_KEY, log);
  },

  retryScan() {
    void this.inspect(this.code);
  },

  /** Done with this card. An unanswered redemption stays on the device and is offered again. */
  next() {
    this.code = '';
    this.setData({
      stage: 'ready',
      verdict: null,
      gift: null,
      typed: '',
      missing: missingCharacters(''),
      unanswered: this.pending[0]?.gift.gift ?? '',
    });
  },

  /** The queue goes on: straight to the camera, if that is what she works with. */
  nextCard() {
    this.next();
    if (this.fromCamera) void this.scan();
  },

  askAgain() {
    const [first] = this.pending;
    if (first && !this.data.busy) void this.inspect(first.request.code);
  },
});
