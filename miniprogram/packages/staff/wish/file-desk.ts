import { yuanText } from '@micro-wish/vocabulary';
import type {
  EventView,
  Fen,
  ReviewDecision,
  StaffWishFile,
  WishState,
} from '../../../../typings/contract';
import { getCampaign } from '../../../services/campaign';
import { call } from '../../../services/client';

import { CallError } from '../../../utils/call-error';
import { errorLine, errorState } from '../../../utils/errors';
import { attemptFor, type Attempt } from '../../../utils/request-id';
import type { ArrivedGift } from '../common/arrived-gift';
import { deskLabel } from '../common/desks';
import type { Decision } from './components/review-panel/decision';
import type { DeskAct, DeskData } from './components/wish-desk/desk';
import {
  arrivalOutcome,
  comparedLines,
  fileView,
  fundOutcome,
  idleText,
  movedOn,
  reviewOutcome,
  takenBackOutcome,
  tasksFor,
  topUpOutcome,
  undoneOutcome,
  type Outcome,
} from './components/wish-desk/view';
import { EMPTY_DESK, NO_WISH, OPENING } from './empty-desk';

const CONFIRM: Record<Decision['decision'], { title: string; content: string }> = {
  approve: { title: '通过这个心愿？', content: '通过后会进入下一步，家长可以看到进展。' },
  return: { title: '退回给家长修改？', content: '家长会看到你写的理由；已预留的钱会退回余额。' },
  reject: {
    title: '不予通过？',
    content: '家长会看到你写的理由；已预留的钱会退回余额。',
  },
};

/** The purpose given last: whoever reviews one file after another confirms it with one tap. */
let lastPurpose = '';

/**
 * The work on one child's file, for the pages that show it: opens it with a purpose, and takes each
 * step once. Tells what changed on the screen, and after each step that the lists have changed.
 */
export class FileDesk {
  private wishId = '';
  private data: DeskData = EMPTY_DESK;
  /** The step under way: repeated unchanged it keeps its requestId. */
  private attempt: Attempt | undefined;

  constructor(
    private readonly tell: (change: Partial<DeskData>) => void,
    private readonly changed: (wishId: string) => void,
    /** Files are worked through one after another: the purpose is asked once, and logged for each. */
    private readonly isSitting = false,
  ) {}

  /** The purpose of this sitting; '' until it is given. */
  private sittingFor = '';

  /** Another file, or none with ''; a purpose is asked for first. */
  turnTo(wishId: string): void {
    this.wishId = wishId;
    this.attempt = undefined;
    this.show({ ...EMPTY_DESK, lastPurpose, state: wishId === '' ? NO_WISH : null });
    if (wishId === '' || this.sittingFor === '') return;
    this.show({ purpose: this.sittingFor, state: OPENING });
    void this.load();
  }

  /** Asks for another purpose, from this file on. */
  askPurpose(): void {
    this.sittingFor = '';
    this.turnTo(this.wishId);
  }

  /** A key picks a decision, where there is one to make. */
  pick(decision: ReviewDecision): void {
    if (!this.data.tasks.includes('review')) return;
    this.show({ picked: '' });
    this.show({ picked: decision });
  }

  /** What the reader does at the desk; `back` is the page's own. */
  async act(act: DeskAct): Promise<void> {
    if (act.type === 'open') await this.open(act.purpose);
    else if (act.type === 'review') await this.review(act.decision);
    else if (act.type === 'undo') await this.undo();
    else if (act.type === 'compare') await this.compare(act.wishId);
    else if (act.type === 'fund') await this.fund(act.amount);
    else if (act.type === 'arrive') await this.arrive(act.gift);
    else if (act.type === 'askTopUp') this.show({ askingTopUp: true, problem: '' });
    else if (act.type === 'closeTopUp') this.show({ askingTopUp: false, problem: '' });
    else if (act.type === 'topUp') await this.topUp(act.money);
    else if (act.type === 'shelve') await this.shelve();
    else if (act.type === 'reportDefect') await this.reportDefect();
    else if (act.type === 'correct') this.correct();
    else if (act.type === 'guardians') this.openGuardians();
    else if (act.type === 'withdrawConsent') await this.withdrawConsent();
    else if (act.type === 'reopen') await this.load();
    else if (act.type === 'retry') await this.retry();
  }

  private show(change: Partial<DeskData>): void {
    this.data = { ...this.data, ...change };
    this.tell(change);
  }

  private async retry(): Promise<void> {
    this.show({ state: null });
    if (this.data.purpose !== '') await this.load();
  }

  private async open(purpose: string): Promise<void> {
    lastPurpose = purpose;
    if (this.isSitting) this.sittingFor = purpose;
    this.show({ purpose });
    await this.load();
  }

  private async load(): Promise<void> {
    if (this.data.busy) return;
    const { wishId } = this;
    this.show({ busy: true, problem: '' });
    try {
      const [me, file] = await Promise.all([
        call('staff', 'me', {}),
        call('staff', 'wish.open', { wishId, purpose: this.data.purpose }),
      ]);
      // A complaint or an approval leads to files of every campaign: the money and the desks are its own.
      const [campaign, events] = await Promise.all([
        getCampaign(file.campaignId),
        call('staff', 'event.list', { campaignId: file.campaignId }).then(({ items }) => items),
      ]);
      // What is published stands still for a day: who books sees the books.
      const { availableFen } = me.admin
        ? await call('staff', 'fund.ledger', { fundId: campaign.fundId })
        : campaign.fund;
      if (wishId !== this.wishId) return;
      this.show({
        state: null,
        events,
        cardEventId: file.cardEventId ?? '',
        capFen: campaign.capFen,
        availableFen,
        tasks: tasksFor(file, me),
        outcome: null,
        mayShelve: file.state === 'ready' && !file.ownChild,
        mayReport: file.state === 'fulfilled' && !file.ownChild,
        compared: [],
      });
      this.showFile(file, events);
    } catch (error) {
      if (wishId !== this.wishId) return;
      this.show({ state: { ...errorState(error), action: '重试' } });
    }
    this.show({ busy: false });
  }

  private showFile(file: StaffWishFile, events: EventView[]): void {
    this.show({
      file: fileView(file, events),
      timeline: file.timeline,
      idle: idleText(file),
      publicText: file.publicText,
      publicTextAllowed: file.publicTextAllowed,
      suggestion: file.suggestion,
      reservedFen: file.reservedFen ?? 0,
    });
  }

  private async review(detail: Decision): Promise<void> {
    const { confirm } = await wx.showModal({ ...CONFIRM[detail.decision], cancelText: '再看看' });
    if (!confirm) return;
    const { wishId } = this;
    const warning = await this.sendReview(detail);
    if (warning === '') return;
    const answer = await wx.showModal({
      title: '这些文字要公开吗？',
      content: warning,
      confirmText: '仍要公开',
      cancelText: '去修改',
    });
    if (answer.confirm && wishId === this.wishId) {
      await this.sendReview({ ...detail, publicTextChecked: true });
    }
  }

  /** Answers what the server warns of in the public text; '' where nothing waits for an answer. */
  private async sendReview(detail: Decision & { publicTextChecked?: true }): Promise<string> {
    let warning = '';
    await this.step({ ...detail, wishId: this.wishId }, async (input) => {
      try {
        const { state } = await call('staff', 'wish.review', input);
        // What moved money or a card cannot be taken back.
        const moves = this.data.reservedFen > 0 || this.data.tasks.includes('take-back');
        return { state, outcome: reviewOutcome(detail.decision, state, !moves) };
      } catch (error) {
        if (error instanceof CallError && error.code === 'CONTENT_REJECTED')
          warning = error.message;
        throw error;
      }
    });
    return warning;
  }

  /** Takes the review of a moment ago back. */
  private async undo(): Promise<void> {
    await this.step({ undo: true, wishIds: [this.wishId] }, async ({ requestId, wishIds }) => {
      const [outcome] = (await call('staff', 'wish.undoReview', { requestId, wishIds })).outcomes;
      if (!outcome || 'refused' in outcome) {
        throw new CallError('FAILED_PRECONDITION', outcome?.refused ?? '');
      }
      return { state: outcome.state, outcome: undoneOutcome };
    });
  }

  private async compare(otherId: string): Promise<void> {
    if (this.data.busy) return;
    this.show({ busy: true, problem: '' });
    try {
      const sides = (await call('staff', 'wish.compare', { wishId: this.wishId, otherId })).sides;
      this.show({ compared: comparedLines(sides) });
    } catch (error) {
      this.show({ problem: errorLine(error) });
    }
    this.show({ busy: false });
  }

  private async fund(detail: { amountFen: Fen }): Promise<void> {
    const { confirm } = await wx.showModal({
      title: `预留 ${yuanText(detail.amountFen)}？`,
      content: '从爱心款的可用余额里预留，用于准备这份礼物。',
      confirmText: '预留',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.step({ ...detail, wishId: this.wishId }, async (input) => {
      const { state, availableFen, approvalId } = await call('staff', 'wish.fund', input);
      const waits = approvalId !== undefined;
      return { state, outcome: fundOutcome(detail.amountFen, availableFen, waits) };
    });
  }

  private async arrive(detail: ArrivedGift): Promise<void> {
    const desk = deskLabel(this.data.events, detail.stationId, detail.eventId);
    const { confirm } = await wx.showModal({
      title: '礼物到了？',
      content: `支出 ${yuanText(detail.priceFen)}，放在${desk}。支出记账后不能修改。`,
      confirmText: '登记',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.step({ ...detail, wishId: this.wishId }, async (input) => {
      const { state } = await call('staff', 'gift.arrive', input);
      const outcome = arrivalOutcome(detail.priceFen, this.data.reservedFen as Fen);
      return { state, outcome };
    });
  }

  private async topUp(detail: { amountFen: Fen; reason: string }): Promise<void> {
    await this.step({ ...detail, wishId: this.wishId }, async (input) => {
      const { approvalId } = await call('staff', 'wish.topUp', input);
      this.show({ askingTopUp: false });
      const outcome = topUpOutcome(detail.amountFen, approvalId !== undefined);
      return { state: 'funded', outcome };
    });
  }

  private async shelve(): Promise<void> {
    const { confirm, content } = await wx.showModal({
      title: '货架位置',
      editable: true,
      placeholderText: '例如 A-03，最多 10 个字',
    });
    if (!confirm) return;
    const place = { wishId: this.wishId, shelf: content.trim() };
    await this.note(place, (input) => call('staff', 'gift.shelve', input), '货架位置已记下');
  }

  private async reportDefect(): Promise<void> {
    const { confirm, content } = await wx.showModal({
      title: '代家长报修',
      editable: true,
      placeholderText: '哪里有问题',
    });
    const reason = confirm ? content.trim() : '';
    if (reason === '') return;
    const { wishId } = this;
    await this.note(
      { wishId, reason },
      (input) => call('staff', 'gift.defect', input),
      '已报修，请到「报修」处理',
    );
  }

  /** Who looks after the child: one more, or another. */
  private openGuardians(): void {
    const page = '/packages/staff/family/pages/transfers/transfers';
    void wx.navigateTo({ url: `${page}?wishId=${this.wishId}` });
  }

  /** A returned wish of a family without WeChat is corrected by staff. */
  private correct(): void {
    void wx.navigateTo({ url: `/packages/staff/family/pages/entry/entry?wishId=${this.wishId}` });
  }

  /** What the family took back on paper is taken back here. */
  private async withdrawConsent(): Promise<void> {
    const { confirm } = await wx.showModal({
      title: '家长撤回了同意？',
      content: '请先收到家长签字的撤回书。孩子的资料会删除，心愿撤回，不能恢复。',
      confirmText: '登记撤回',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.step({ wishId: this.wishId }, async (input) => {
      await call('staff', 'entry.withdraw', input);
      return { state: 'withdrawn', outcome: takenBackOutcome };
    });
  }

  /** Writes something down that leaves the wish where it is. */
  private async note<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<unknown>,
    done: string,
  ): Promise<void> {
    if (this.data.busy) return;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.show({ busy: true, problem: '' });
    try {
      await send({ ...payload, requestId: attempt.requestId });
      this.attempt = undefined;
      void wx.showToast({ title: done, icon: 'none' });
    } catch (error) {
      this.show({ problem: errorLine(error) });
    }
    this.show({ busy: false });
  }

  /** One step at a time; sent again after a failure, the server still does it once. */
  private async step<Payload extends object>(
    payload: Payload,
    send: (
      input: Payload & { requestId: string },
    ) => Promise<{ state: WishState; outcome: Outcome }>,
  ): Promise<void> {
    if (this.data.busy) return;
    const { wishId } = this;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.show({ busy: true, problem: '' });
    let shown: Partial<DeskData>;
    try {
      const { state, outcome } = await send({ ...payload, requestId: attempt.requestId });
      const { file } = this.data;
      shown = { outcome, tasks: [], file: file && movedOn(file, state) };
      this.changed(wishId);
    } catch (error) {
      shown = { problem: errorLine(error) };
    }
    // Meanwhile the reader may have turned to another file.
    if (wishId === this.wishId) this.show({ ...shown, busy: false });
  }
}
