import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import type { Fen, ReviewDecision, WishOutcome } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { USUAL_REASONS } from '../../reasons';
import { doneOf, newBatch, refusalsOf, runBatch, wordlessText, type Batch } from './bulk';
import { bulkWords, fundedText } from './view';

/** A bulk decision that waits for its reason. */
interface Asking {
  decision: 'return' | 'reject';
  title: string;
  meaning: string;
  usual: readonly string[];
}

/** A step on many wishes: its calls, how each is made, and what is said at its end. */
interface Task {
  batch: Batch;
  send: (part: { requestId: string; wishIds: string[] }) => Promise<WishOutcome[]>;
  finish: (batch: Batch) => void;
}

/** What becomes of the public texts when many are approved together. */
const PUBLIC_TEXT_CHOICES = ['通过，用建议的公开文字', '通过，先不写公开文字'] as const;

/** The data that `deciding` works with, beside that of `loadingPage`. */
export const decidingData = () => ({
  asking: null as Asking | null,
  /** The money that is asked for, for all that are chosen. */
  funding: null as { count: number; capFen: Fen; availableFen: Fen } | null,
  progress: '',
  /** What was done together just now, while it can be taken back. */
  undo: null as { text: string; refusals: string[]; mayUndo: boolean } | null,
});

interface DecidingPage {
  data: ReturnType<typeof decidingData> & { busy: boolean };
  task: Task | undefined;
  decided: string[];
  undoTimer: number;
  setData(change: object): void;
  reload(): Promise<void>;
  chosenIds(): string[];
  decide(decision: ReviewDecision): Promise<void>;
  decideAll(decision: ReviewDecision, reason?: string, suggested?: boolean): Promise<void>;
  run(task: Task): Promise<void>;
  showUndo(text: string, batch: Batch, mayUndo: boolean): void;
}

/** What is done with many chosen wishes together: review, money, and the way back. */
export const deciding = {
  /** The step on many that is under way, or was cut off. */
  task: undefined as Task | undefined,
  /** What the last decision on many was made on. */
  decided: [] as string[],
  undoTimer: 0,

  tapDecision(this: DecidingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    void this.decide(currentTarget.dataset['decision'] as ReviewDecision);
  },

  async decide(this: DecidingPage, decision: ReviewDecision) {
    const words = bulkWords(decision, this.chosenIds().length);
    if (decision !== 'approve') {
      this.setData({ asking: { decision, ...words, usual: USUAL_REASONS[decision] } });
      return;
    }
    const chosen = await wx
      .showActionSheet({
        alertText: `${words.title}？${words.meaning}`,
        itemList: [...PUBLIC_TEXT_CHOICES],
      })
      .catch(() => undefined);
    if (chosen) await this.decideAll(decision, undefined, chosen.tapIndex === 0);
  },

  async giveReason(this: DecidingPage, { detail }: { detail: { reason: string } }) {
    const { asking } = this.data;
    if (asking) await this.decideAll(asking.decision, detail.reason);
  },

  closeReason(this: DecidingPage) {
    this.setData({ asking: null });
  },

  async decideAll(
    this: DecidingPage,
    decision: ReviewDecision,
    reason?: string,
    suggested = false,
  ) {
    const chosen = this.chosenIds();
    this.setData({ asking: null });
    const { done } = bulkWords(decision, 0);
    const given = {
      decision,
      ...(reason === undefined ? {} : { reason }),
      ...(suggested ? { suggestedText: true as const } : {}),
    };
    await this.run({
      batch: newBatch(chosen),
      send: (part) =>
        call('staff', 'wish.reviewMany', { ...part, ...given }).then(({ outcomes }) => outcomes),
      finish: (batch) => {
        this.decided = doneOf(batch);
        this.showUndo(`${done} ${this.decided.length} 个${wordlessText(batch)}`, batch, true);
      },
    });
  },

  /** Asks for the money of all that are chosen, with what the fund has by now. */
  async askMoney(this: DecidingPage) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { capFen, fundId } = await getCampaign(workingCampaign());
      const { availableFen } = await call('staff', 'fund.ledger', { fundId });
      this.setData({ funding: { count: this.chosenIds().length, capFen, availableFen } });
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none' });
    }
    this.setData({ busy: false });
  },

  closeMoney(this: DecidingPage) {
    this.setData({ funding: null });
  },

  async fundAll(this: DecidingPage, { detail: { amountFen } }: { detail: { amountFen: Fen } }) {
    const chosen = this.chosenIds();
    this.setData({ funding: null });
    await this.run({
      batch: newBatch(chosen),
      send: ({ requestId, wishIds }) =>
        call('staff', 'wish.fundMany', {
          requestId,
          wishes: wishIds.map((wishId) => ({ wishId, amountFen })),
        }).then(({ outcomes }) => outcomes),
      finish: (batch) => this.showUndo(fundedText(doneOf(batch).length, amountFen), batch, false),
    });
  },

  async undoAll(this: DecidingPage) {
    await this.run({
      batch: newBatch(this.decided),
      send: (input) => call('staff', 'wish.undoReview', input).then(({ outcomes }) => outcomes),
      finish: (batch) => this.showUndo(`已撤销 ${doneOf(batch).length} 个`, batch, false),
    });
  },

  goOn(this: DecidingPage) {
    if (this.task) void this.run(this.task);
  },

  /** Makes the calls of a step on many; where the network ends it, it can go on from there. */
  async run(this: DecidingPage, task: Task) {
    if (this.data.busy) return;
    const { batch, send, finish } = task;
    this.task = task;
    this.setData({ busy: true, problem: '' });
    try {
      await runBatch(batch, send, (done) =>
        this.setData({ progress: `正在办理 ${done} / ${batch.total}` }),
      );
    } catch (error) {
      const left = batch.total - batch.outcomes.length;
      const problem = `${errorLine(error)}还有 ${left} 个没有办。`;
      this.setData({ problem, busy: false, progress: '' });
      return;
    }
    this.task = undefined;
    // What is offered from here on can be tapped at once, while the list is still read anew.
    this.setData({ openId: '', busy: false, progress: '' });
    finish(batch);
    await this.reload();
  },

  showUndo(this: DecidingPage, text: string, batch: Batch, mayUndo: boolean) {
    clearTimeout(this.undoTimer);
    const can = mayUndo && this.decided.length > 0;
    this.setData({ undo: { text, refusals: refusalsOf(batch), mayUndo: can } });
    this.undoTimer = setTimeout(() => this.setData({ undo: null }), REVIEW_UNDO_MS);
  },

  closeUndo(this: DecidingPage) {
    this.setData({ undo: null });
  },
};
