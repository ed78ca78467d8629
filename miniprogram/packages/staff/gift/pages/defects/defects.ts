import type { DefectOutcome, DefectRow, StockRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import { everyItem, after } from '../../../../../utils/paging';
import {
  LOADING,
  type ShownState,
  loadingData,
  loadingPage,
  nothingHere,
} from '../../../../../utils/loading-page';
import { defectLines, lotChoices, missingIn, OUTCOMES, type DefectLine } from './view';

type Standing = 'open' | 'settled';

const NONE: Record<Standing, ShownState> = {
  open: nothingHere('没有待处理的报修', '领取后 30 天内，家长可以在「我的」里报告礼物的问题。'),
  settled: nothingHere('还没有处理过报修', '处理好的报修会留在这里。'),
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    standing: 'open' as Standing,
    lines: [] as DefectLine[],
    current: null as DefectLine | null,
    lots: [] as { stockId: string; word: string }[],
    outcome: '' as DefectOutcome | '',
    words: '',
    stockId: '',
    OUTCOMES,
  },

  async load() {
    const { standing } = this.data;
    const [defects, lots] = await Promise.all([
      everyItem<DefectRow>((cursor) =>
        call('staff', 'defect.list', {
          campaignId: workingCampaign(),
          state: standing,
          ...after(cursor),
        }),
      ),
      everyItem<StockRow>((cursor) =>
        call('staff', 'stock.list', {
          campaignId: workingCampaign(),
          ...after(cursor),
        }),
      ),
    ]);
    if (standing !== this.data.standing) return;
    const lines = defectLines(defects);
    this.setData({
      lines,
      lots: lotChoices(lots),
      state: lines.length === 0 ? NONE[standing] : null,
    });
    this.turnTo(standing === 'open' ? (lines[0] ?? null) : null);
  },

  exportList() {
    void takeList({ list: 'defects', campaignId: workingCampaign(), state: this.data.standing });
  },

  turnTo(current: DefectLine | null) {
    this.setData({ current, outcome: '', words: '', stockId: '', problem: '' });
  },

  chooseStanding({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const standing = currentTarget.dataset['standing'] as Standing;
    this.setData({ standing, state: LOADING, done: '' });
    void this.reload();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const defectId = currentTarget.dataset['defectId'] as string;
    const { lines, busy, standing } = this.data;
    if (busy || standing !== 'open') return;
    this.turnTo(lines.find((line) => line.defectId === defectId) ?? null);
  },

  chooseOutcome({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const outcome = currentTarget.dataset['outcome'] as DefectOutcome;
    const usual = OUTCOMES.find((one) => one.outcome === outcome)?.usual ?? '';
    this.setData({ outcome, words: usual, problem: '' });
  },

  chooseLot({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ stockId: currentTarget.dataset['stockId'] as string, problem: '' });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ words: detail.value, problem: '' });
  },

  async settle() {
    const { current, outcome, words, stockId, busy } = this.data;
    if (!current || busy) return;
    const problem = missingIn(outcome, words, stockId);
    this.setData({ problem, done: '' });
    if (problem !== '' || outcome === '') return;
    const payload = {
      defectId: current.defectId,
      outcome,
      words: words.trim(),
      ...(outcome === 'replaced' ? { stockId } : {}),
    };
    await this.act(payload, async (input) => {
      await call('staff', 'defect.settle', input);
      await this.reload();
      return `「${current.title}」处理好了，家长会看到`;
    });
  },
});
