import type { CollectorType, ScanAccepted } from '../../../../../typings/contract';
import { inspectCard, redeemCard } from '../../../../services/station';
import { codeOf } from '../../../../utils/call-error';
import { errorCopy, errorState } from '../../../../utils/errors';
import { newRequestId } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { codeFromScan, typedCode, typedCodeProblem } from '../../scanning/code';
import {
  deskChoices,
  deskOf,
  type Desk,
  type DeskChoice,
  type OpenEvent,
} from '../../scanning/desk';
import { deviceStore } from '../../scanning/device-store';
import { signalOut } from '../../scanning/feedback';
import { pendingFor, withoutPending, withPending, type Pending } from '../../scanning/pending';
import { handedOutToday, recentRows, withScan, type RecentRow } from '../../scanning/recents';
import { failureView, isUndecided, verdictView, type VerdictView } from '../../scanning/verdict';
import { openEvents } from './open-events';
import {
  cardOf,
  cardView,
  collectorChoices,
  pendingRows,
  type CardView,
  type PendingRow,
} from './view';

const LOADING = { kind: 'loading', title: '', hint: '', action: '' };

const NO_EVENT = {
  kind: 'empty',
  title: '还没有可以核销的活动',
  hint: '活动开始前，管理员会给你开通核销点。',
  action: '刷新',
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as { kind: string; title: string; hint: string; action: string } | null,
    choices: [] as DeskChoice[],
    choosing: false,
    desk: null as Desk | null,
    busy: false,
    typed: '',
    typedProblem: '',
    collectors: collectorChoices(),
    collector: 'child' as CollectorType,
    card: null as CardView | null,
    verdict: null as VerdictView | null,
    pending: [] as PendingRow[],
    recents: [] as RecentRow[],
    today: 0,
  },

  events: [] as OpenEvent[],
  /** What inspecting said of the card on the screen, and its code. */
  seen: undefined as { card: ScanAccepted; code: string } | undefined,
  /** The unanswered redemption that the verdict on the screen can retry, if any. */
  undecided: undefined as Pending | undefined,
  /** A code whose inspection failed, to be looked at again. */
  uninspected: undefined as string | undefined,

  onLoad() {
    const desk = deviceStore.desk();
    if (desk) this.setData({ desk, state: null });
    this.showKept();
    void this.load();
  },

  /** A remembered desk can be worked at while the events cannot be read. */
  async load() {
    try {
      this.events = await openEvents();
    } catch (error) {
      if (!this.data.desk || codeOf(error) !== 'OFFLINE') {
        this.setData({ state: { ...errorState(error), action: '重试' } });
      }
      return;
    }
    const { desk } = this.data;
    const known = desk ? deskOf(this.events, desk) : undefined;
    this.setData({
      choices: deskChoices(this.events),
      desk: known ?? null,
      choosing: known === undefined,
      state: this.events.length === 0 ? NO_EVENT : null,
    });
  },

  reload() {
    this.setData({ state: LOADING });
    void this.load();
  },

  showKept() {
    const now = Date.now();
    const recents = deviceStore.recents();
    this.setData({
      pending: pendingRows(deviceStore.pending()),
      recents: recentRows(recents, now),
      today: handedOutToday(recents, now),
    });
  },

  chooseDesk({ detail }: { detail: { eventId: string; stationId: string } }) {
    const desk = deskOf(this.events, detail);
    if (!desk) return;
    deviceStore.keepDesk(desk);
    this.setData({ desk, choosing: false });
  },

  changeDesk() {
    if (this.data.choices.length === 0) this.reload();
    this.setData({ choosing: true });
  },

  async scan() {
    this.clear();
    let result: string;
    try {
      ({ result } = await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] }));
    } catch {
      return; // closed without a scan
    }
    await this.look(codeFromScan(result));
  },

  type({ detail }: { detail: { value: string } }) {
    const typed = typedCode(detail.value);
    this.setData({ typed, typedProblem: '' });
    return typed;
  },

  async lookTyped() {
    const { typed } = this.data;
    const typedProblem = typed === '' ? '请输入卡片上的 16 位卡码' : typedCodeProblem(typed);
    this.setData({ typedProblem });
    if (typedProblem === '') await this.look(typed);
  },

  /** Looks the card up; one whose redemption was never answered is asked about again instead. */
  async look(code: string) {
    const { desk, busy } = this.data;
    if (!desk || busy) return;
    const { eventId, stationId } = desk;
    const unanswered = pendingFor(deviceStore.pending(), { eventId, stationId, code });
    if (unanswered) {
      await this.redeem(unanswered);
      return;
    }
    this.setData({ busy: true, verdict: null });
    try {
      const verdict = await inspectCard({ eventId, stationId, code });
      this.uninspected = undefined;
      if (verdict.status === 'accepted') {
        this.seen = { card: verdict, code };
        this.setData({ card: cardView(verdict), collector: 'child', typed: '' });
      } else {
        this.show(verdictView(verdict, desk));
        this.recordRefusal(desk, code);
      }
    } catch (error) {
      const failure = failureView({ code: codeOf(error), ...errorCopy(error) }, undefined);
      this.uninspected = failure.retry ? code : undefined;
      this.show(failure);
    }
    this.setData({ busy: false });
  },

  /**
   * A refused card goes on the event's record of failed scans: a redeem without a collector is
   * judged and logged, and can never redeem.
   */
  recordRefusal({ eventId, stationId }: Desk, code: string) {
    const deviceId = deviceStore.deviceId();
    redeemCard({ nonce: newRequestId(), eventId, stationId, deviceId, code }).catch(
      () => undefined,
    );
  },

  pickCollector({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ collector: currentTarget.dataset['type'] as CollectorType });
  },

  async confirm() {
    const { desk, collector } = this.data;
    if (!desk || !this.seen) return;
    await this.redeem({
      nonce: newRequestId(),
      eventId: desk.eventId,
      stationId: desk.stationId,
      deviceId: deviceStore.deviceId(),
      code: this.seen.code,
      collector: { type: collector },
      card: cardOf(this.seen.card),
      at: Date.now(),
    });
  },

  /** Written down before it is sent, so that a retry after a crash still sends the same nonce. */
  async redeem(attempt: Pending) {
    const { desk, busy } = this.data;
    if (!desk || busy) return;
    this.setData({ busy: true });
    deviceStore.keepPending(withPending(deviceStore.pending(), attempt));
    const { card, at: _writtenAt, ...input } = attempt;
    let view: VerdictView;
    let answered = true;
    try {
      view = verdictView(await redeemCard(input), desk);
    } catch (error) {
      const code = codeOf(error);
      answered = !isUndecided(code);
      view = failureView({ code, ...errorCopy(error) }, card);
    }
    this.undecided = answered ? undefined : attempt;
    if (answered) deviceStore.keepPending(withoutPending(deviceStore.pending(), attempt.nonce));
    this.show(view);
    this.setData({ busy: false });
  },

  show(verdict: VerdictView) {
    if (!verdict.retry) {
      deviceStore.keepRecents(withScan(deviceStore.recents(), verdict, Date.now()));
    }
    this.seen = undefined;
    this.setData({ verdict, card: null, typed: '' });
    this.showKept();
    signalOut(verdict.signal);
  },

  async retry() {
    if (this.undecided) await this.redeem(this.undecided);
    else if (this.uninspected !== undefined) await this.look(this.uninspected);
  },

  async retryPending({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const nonce = currentTarget.dataset['nonce'] as string;
    const attempt = deviceStore.pending().find((one) => one.nonce === nonce);
    if (attempt) await this.redeem(attempt);
  },

  clear() {
    this.seen = undefined;
    this.undecided = undefined;
    this.uninspected = undefined;
    this.setData({ card: null, verdict: null });
  },
});
