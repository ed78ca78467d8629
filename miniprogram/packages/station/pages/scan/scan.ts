import { codeInScan } from '@micro-wish/vocabulary';
import type { CollectorType, Disposition, SyncResult } from '../../../../../typings/contract';

import { keep } from '../../../../utils/storage';
import { typeClass } from '../../../../utils/type-size';
import { Keeper } from '../../offline/offline-station';
import type { Pending } from './pending';
import { Counter, type HandedOver } from './redeem-flow';
import { atDesk, LOG_KEY, SCANNER_KEY } from './at-desk';
import { logOfToday, withAnswers, withScan, withTakenBack, type ScanLog } from './recent';
import { signal, silence, tuneUp } from './signal';
import { statusView, type StatusView } from './status';
import { forceStep, NO_STEP, stillUndoable, undoStep, undoVisit } from './steps';
import { NOTHING_TYPED, typedSoFar, type Typed } from './typed';
import { LastHandOver } from './undo';
import type { Verdict } from './verdict';
import { askedAt, doorView, type Asked } from './door';
import type { Desk, EventChoice, GiftView } from './view';

/** What the volunteer has in front of her. */
type Stage = 'state' | 'desk' | 'ready' | 'gift';

Page({
  ...atDesk,

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
  /** The redemption that is asked about again, whatever the desk scans now. */
  again: undefined as Pending | undefined,
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
        void wx.showToast({ title: '没有扫到，请再试或输入 16 位码', icon: 'none' });
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

  async inspect(code: string, again?: Pending) {
    if (this.data.busy || !this.counter) return;
    this.code = code;
    this.again = again;
    this.setData({ busy: true, verdict: null, gift: null, stage: 'ready' });
    const look = await this.counter.look(code, again);
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
    const isUnanswered = this.counter?.oldest?.request.code === this.code;
    if (gift && !isUnanswered) this.setData({ verdict: null });
    else void this.inspect(this.code, this.again);
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
    const oldest = this.counter?.oldest;
    if (oldest) void this.inspect(oldest.request.code, oldest);
  },

  askUndo() {
    const last = this.lastHandOver?.current;
    const { isStaff, door } = this.data;
    if (!stillUndoable(last, Date.now(), isStaff)) {
      this.setData({ last: '', undoable: false });
      void wx.showToast({ title: '已过 15 分钟，请工作人员撤销', icon: 'none' });
      return;
    }
    const step = last.direction
      ? undoVisit(last)
      : undoStep(last, isStaff, door.isPack ? '暖心包' : '礼物');
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
