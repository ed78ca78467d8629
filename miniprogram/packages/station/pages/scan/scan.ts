import { call } from '../../../../services/client';
import { codeInScan } from '@micro-wish/vocabulary';
import type { CollectorType, Disposition, SyncResult } from '../../../../../typings/contract';

import { codeOf } from '../../../../utils/call-error';
import { errorState } from '../../../../utils/errors';
import { keep, recall } from '../../../../utils/storage';
import { typeClass } from '../../../../utils/type-size';
import { Keeper } from '../../offline/offline-station';
import { Counter, type HandedOver } from './redeem-flow';
import { deviceId, deviceLabel, isAtADesk } from './device';
import { deskChoices, GRANT_OVER, keepDesk, leaveDesk, NO_EVENT, recallDesk } from './desks';
import { logOfToday, withAnswers, withScan, withTakenBack, type ScanLog } from './recent';
import { signal, silence, tuneUp } from './signal';
import { statusView, type StatusView } from './status';
import { forceStep, NO_STEP, stillUndoable, undoStep, undoVisit } from './steps';
import { NOTHING_TYPED, typedSoFar, type Typed } from './typed';
import { LastHandOver } from './undo';
import type { Verdict } from './verdict';
import { askedAt, doorView, type Asked } from './door';
import type { Direction } from './pass-verdict';
import { deskStillOpen, type Desk, type EventChoice, type GiftView } from './view';

const LOG_KEY = 'scan:log';
const SCANNER_KEY = 'scan:scanner';

/** What the volunteer has in front of her. */
type Stage = 'state' | 'desk' | 'ready' | 'gift';

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
    status: null as StatusView | null,
    typed: NOTHING_TYPED as Typed,
    /** A hardware scanner types into the field, so it keeps the focus. */
    scanner: false,
    focused: false,
    /** A card is being looked up, or redeemed. */
    busy: false,
    gift: null as GiftView | null,
    door: doorView(null, 'in'),
    /** Who takes the gift, or brings the child. */
    asked: null as Asked | null,
    verdict: null as Verdict | null,
    /** The verdict that is shown may be taken back. */
    undoable: false,
    /** The last hand-over, while it may be taken back; '' where there is none. */
    last: '',
    isStaff: false,
    /** The step that wants a reason; it keeps its words while its sheet goes down. */
    step: NO_STEP,
    stepOpen: false,
    stepBusy: false,
    problem: '',
    /** The gift of a redemption that is still without an answer; '' where there is none. */
    unanswered: '',
    log: logOfToday(undefined, Date.now()),
  },

  keeper: undefined as Keeper | undefined,
  counter: undefined as Counter | undefined,
  /** The code that was scanned last. */
  code: '',
  /** It came through the camera: so will the next one. */
  fromCamera: false,
  lastHandOver: undefined as LastHandOver | undefined,

  onLoad() {
    tuneUp();
    this.keeper = new Keeper(
      (status) => this.setData({ status: statusView(status) }),
      (results) => void this.learn(results),
    );
    this.lastHandOver = new LastHandOver(this.keeper);
    this.counter = new Counter(this.keeper);
    void this.load();
  },

  onShow() {
    void wx.setKeepScreenOn({ keepScreenOn: true });
    this.keeper?.start();
  },

  onHide() {
    void wx.setKeepScreenOn({ keepScreenOn: false });
    this.keeper?.stop();
  },

  onUnload() {
    void wx.setKeepScreenOn({ keepScreenOn: false });
    this.keeper?.stop();
    silence();
  },

  retryLoad() {
    this.setData({ stage: 'state', state: { kind: 'loading', title: '', hint: '' } });
    void this.load();
  },

  async load() {
    const [desk, log, scanner] = await Promise.all([
      recallDesk(),
      recall<ScanLog>(LOG_KEY, true),
      recall<boolean>(SCANNER_KEY),
      this.keeper?.wake(await deviceId()),
      this.counter?.wake(),
    ]);
    this.setData({
      log: logOfToday(log?.value, Date.now()),
      scanner: scanner?.value ?? isAtADesk(),
      unanswered: this.counter?.unanswered ?? '',
    });
    if (desk) await this.workAt(desk);
    try {
      const { choices, isFresh } = await deskChoices(Date.now());
      this.setData({ choices });
      if (isFresh) void this.learnRole();
      else this.keeper?.noticed(false);
      if (isFresh || !desk) await this.showDesk(deskStillOpen(desk, choices), desk !== undefined);
    } catch (error) {
      this.showWithoutEvents(error, desk);
    }
  },

  /** The remembered desk is worked at at once; whether it is still open is seen when it is known. */
  async workAt(desk: Desk) {
    const id = await deviceId();
    this.counter?.workAt(desk, id);
    this.setData({ desk, door: doorView(desk, 'in'), stage: 'ready' });
    const { eventId, stationId } = desk;
    await this.keeper?.settleAt({
      eventId,
      stationId,
      deviceId: id,
      deviceLabel: deviceLabel(id),
    });
    this.holdFocus();
  },

  async learnRole() {
    try {
      this.setData({ isStaff: (await call('family', 'me', {})).isStaff });
    } catch (error) {
      console.warn('the role at the desk is not known', codeOf(error));
    }
  },

  /** The remembered desk can be worked at while the network is away. */
  showWithoutEvents(error: unknown, desk: Desk | undefined) {
    const code = codeOf(error);
    if (desk && (code === 'OFFLINE' || code === 'UNAVAILABLE')) this.keeper?.noticed(false);
    else this.setData({ stage: 'state', state: errorState(error) });
  },

  /** No desk any more: what is known of it goes, what waits for upload stays. */
  async showDesk(desk: Desk | undefined, hadOne: boolean) {
    if (desk) {
      const { desk: now } = this.data;
      const isSame = now?.eventId === desk.eventId && now.stationId === desk.stationId;
      if (isSame) this.setData({ desk, door: doorView(desk, this.data.door.direction) });
      else await this.workAt(desk);
      return;
    }
    if (hadOne) {
      await Promise.all([this.keeper?.leave(), leaveDesk()]);
      this.setData({ log: logOfToday(undefined, Date.now()) });
    }
    const stage = this.data.choices.length > 0 ? 'desk' : 'state';
    this.setData({ stage, desk: null, state: hadOne ? GRANT_OVER : NO_EVENT });
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
    await keepDesk(desk);
    await this.workAt(desk);
  },

  async changeDesk() {
    try {
      const { choices } = await deskChoices(Date.now());
      this.setData({ choices, stage: 'desk' });
    } catch (error) {
      const isAway = codeOf(error) === 'OFFLINE' || codeOf(error) === 'UNAVAILABLE';
      const title = isAway ? '现在没有网络，联网后才能换台' : errorState(error).title;
      void wx.showToast({ title, icon: 'none' });
    }
  },

  /** Children are brought, or fetched. */
  turn({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const direction = currentTarget.dataset['direction'] as Direction;
    this.counter?.turn(direction);
    if (this.lastHandOver) this.lastHandOver.current = undefined;
    this.setData({ door: doorView(this.data.desk, direction), last: '' });
  },

  /** Staff see who is still to be fetched; volunteers ask them. */
  seeInside() {
    const programmeId = this.data.desk?.eventId ?? '';
    const page = '/packages/staff/enrolment/pages/sessions/sessions';
    void wx.navigateTo({ url: `${page}?programmeId=${programmeId}` });
  },

  dismissNotes() {
    void this.keeper?.dismissNotes();
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
    const typed = typedSoFar(detail.value);
    this.setData({ typed });
    const cursor = typedSoFar(detail.value.slice(0, detail.cursor)).text.length;
    return { value: typed.text, cursor };
  },

  /** Enter, from a keyboard or a hardware scanner: over a verdict it is the next card. */
  enterTyped({ detail }: Partial<WechatMiniprogram.CustomEvent<{ value?: string }>> = {}) {
    const typed = typedSoFar(detail?.value ?? this.data.typed.text);
    if (this.data.busy || typed.text === '') return;
    if (!typed.ready && !this.data.scanner) return;
    this.fromCamera = false;
    void this.inspect(codeInScan(typed.text));
  },

  async useScanner({ detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ scanner: detail.value });
    this.holdFocus();
    await keep(SCANNER_KEY, detail.value);
  },

  /** The field of a hardware scanner wants the focus back, unless something else is being typed. */
  holdFocus() {
    if (!this.data.scanner || this.data.stepOpen) return;
    this.setData({ focused: false });
    this.setData({ focused: true });
  },

  async inspect(code: string) {
    if (this.data.busy || !this.counter) return;
    this.code = code;
    this.setData({ busy: true, verdict: null, gift: null, stage: 'ready' });
    const look = await this.counter.look(code);
    this.setData({ busy: false, typed: NOTHING_TYPED });
    if ('gift' in look) {
      const { gift } = look;
      this.setData({ stage: 'gift', gift, asked: askedAt(this.data.door, gift) });
    } else await this.show(look);
    this.holdFocus();
  },

  collect({ detail }: WechatMiniprogram.CustomEvent<{ type: CollectorType | '' }>) {
    const { gift } = this.data;
    if (gift) void this.handOver(gift, detail.type);
  },

  async handOver(gift: GiftView, collector: CollectorType | '', passing = '') {
    if (this.data.busy || !this.counter) return;
    this.setData({ busy: true });
    const handedOver = await this.counter.handOver(this.code, gift, collector, passing);
    await this.show(handedOver);
    this.setData({ busy: false });
    this.holdFocus();
  },

  async show({ verdict, undoable }: HandedOver) {
    signal(verdict.tone);
    if (undoable && this.lastHandOver) this.lastHandOver.current = undoable;
    const shown = {
      verdict,
      undoable: undoable !== undefined,
      unanswered: this.counter?.unanswered ?? '',
    };
    this.setData(shown);
    if (verdict.retry !== '') return;
    await this.keepLog(withScan(this.data.log, verdict, Date.now(), undoable?.nonce));
  },

  async keepLog(log: ScanLog) {
    this.setData({ log });
    await keep(LOG_KEY, log, true);
  },

  /** Uploads were answered. */
  async learn(results: readonly SyncResult[]) {
    this.lastHandOver?.learn(results, Date.now());
    if (!this.lastHandOver?.current) this.setData({ last: '', undoable: false });
    await this.keepLog(withAnswers(this.data.log, results));
  },

  retryScan() {
    const { gift } = this.data;
    const isUnanswered = this.counter?.unansweredCode === this.code;
    if (gift && !isUnanswered) this.setData({ verdict: null });
    else void this.inspect(this.code);
  },

  /** Done with this card. An unanswered redemption stays on the device and is offered again. */
  next() {
    this.code = '';
    const last = this.lastHandOver?.current;
    const isOpen = stillUndoable(last, Date.now(), this.data.isStaff);
    const { gift = '', alias = '' } = (isOpen && last) || {};
    this.setData({
      stage: 'ready',
      verdict: null,
      gift: null,
      typed: NOTHING_TYPED,
      unanswered: this.counter?.unanswered ?? '',
      last: isOpen ? `${gift} · ${alias}` : '',
    });
    this.holdFocus();
  },

  /** The queue goes on: straight to the camera, if that is what she works with. */
  nextCard() {
    this.next();
    if (this.fromCamera) void this.scan();
  },

  askAgain() {
    const code = this.counter?.unansweredCode ?? '';
    if (code !== '') void this.inspect(code);
  },

  askUndo() {
    const last = this.lastHandOver?.current;
    const { isStaff } = this.data;
    if (!stillUndoable(last, Date.now(), isStaff)) {
      this.setData({ last: '', undoable: false });
      void wx.showToast({ title: '已过 15 分钟，请工作人员撤销', icon: 'none' });
      return;
    }
    const step = this.data.door.isSession ? undoVisit(last) : undoStep(last, isStaff);
    this.setData({ step, stepOpen: true, problem: '' });
  },

  askForce() {
    const { verdict } = this.data;
    if (verdict?.forceable) {
      this.setData({ step: forceStep(verdict), stepOpen: true, problem: '' });
    }
  },

  closeStep() {
    this.setData({ stepOpen: false, problem: '' });
    this.holdFocus();
  },

  async takeStep({ detail }: WechatMiniprogram.CustomEvent<{ reason: string; choice: string }>) {
    const { step, verdict } = this.data;
    if (step.kind === 'undo') {
      await this.undo(detail.reason, detail.choice as Disposition | '');
    } else if (step.kind === 'force' && verdict) {
      const { gift, category, alias, cardNo } = verdict;
      const unknown = { categoryWord: '', details: '', shelf: '', ageBand: '' };
      const facts = { gift, category, alias, cardNo, ...unknown };
      this.setData({ stepOpen: false });
      await this.handOver(facts, detail.choice as CollectorType, detail.reason);
    }
  },

  async undo(reason: string, disposition: Disposition | '') {
    const { lastHandOver } = this;
    const { gift = '', nonce = '' } = lastHandOver?.current ?? {};
    if (!lastHandOver || this.data.stepBusy) return;
    this.setData({ stepBusy: true, problem: '' });
    const problem = await lastHandOver.takeBack(reason, disposition);
    this.setData({ stepBusy: false, problem });
    if (problem !== '') return;
    this.setData({ stepOpen: false });
    this.next();
    await this.keepLog(withTakenBack(this.data.log, nonce));
    void wx.showToast({ title: `已撤销：${gift}`, icon: 'none' });
  },
});
