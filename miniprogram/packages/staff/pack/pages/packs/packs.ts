import { dayText, startOfDay } from '@micro-wish/vocabulary';
import type { PackAnswerView, PackPlanView } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';

import { workingCampaign } from '../../../../../utils/campaign';
import { LOADING, loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { everyItem, after } from '../../../../../utils/paging';
import {
  answerLines,
  batchLines,
  totalText,
  versionRows,
  type AnswerLine,
  type BatchLine,
  type VersionRow,
} from './view';

const NO_PLAN = nothingHere('还没有暖心包计划', '管理员新建计划、登记入库后，这里看每份在哪里。');

const LISTS = [
  { list: 'packSums', name: '各版本数量' },
  { list: 'packPlaces', name: '每份在哪里' },
  { list: 'packBatches', name: '单位与批次' },
  { list: 'packDiscrepancies', name: '签收差异' },
  { list: 'packAnswers', name: '家长反馈' },
] as const;

const PAGES = '/packages/staff/pack/pages';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    isAdmin: false,
    plans: [] as { planId: string; title: string }[],
    planIndex: 0,
    planId: '',
    title: '',
    day: '',
    total: '',
    versions: [] as VersionRow[],
    batches: [] as BatchLine[],
    answers: [] as AnswerLine[],
    open: 0,
    /** The answer that is written back to. */
    replying: null as AnswerLine | null,
  },

  onShow() {
    if (this.data.state === null) void this.reload();
  },

  async load() {
    const [{ admin }, plans] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'pack.plans', { campaignId: workingCampaign() }).then(({ items }) => items),
    ]);
    const index = Math.max(
      0,
      plans.findIndex(({ planId }) => planId === this.data.planId),
    );
    const plan = plans[index];
    this.setData({
      isAdmin: admin,
      plans: plans.map(({ planId, title }) => ({ planId, title })),
      planIndex: index,
    });
    if (plan) await this.show(plan);
    else this.setData({ state: NO_PLAN });
  },

  async show(plan: PackPlanView) {
    const { planId } = plan;
    const [batches, answers] = await Promise.all([
      call('staff', 'pack.batches', { planId }).then(({ items }) => items),
      everyItem<PackAnswerView>((cursor) =>
        call('staff', 'pack.answers', { planId, ...after(cursor) }),
      ),
    ]);
    const open = answers.filter(({ state }) => state === 'open');
    const rest = answers.filter(({ state }) => state !== 'open');
    this.setData({
      planId,
      title: plan.title,
      day: dayText(startOfDay(plan.day)),
      total: totalText(plan),
      versions: versionRows(plan),
      batches: batchLines(batches),
      answers: answerLines([...open, ...rest], Date.now()),
      open: open.length,
      state: null,
    });
  },

  choosePlan({ detail }: { detail: { value: number | string } }) {
    const plan = this.data.plans[Number(detail.value)];
    if (!plan) return;
    this.setData({ planId: plan.planId, state: LOADING });
    void this.reload();
  },

  openBatch({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const batchId = currentTarget.dataset['batchId'] as string;
    void wx.navigateTo({ url: `${PAGES}/batch/batch?batchId=${batchId}` });
  },

  /** Everything of the plan, a file at a time. */
  async exportList() {
    const { planId } = this.data;
    const { tapIndex } = await wx
      .showActionSheet({ itemList: LISTS.map(({ name }) => name) })
      .catch(() => ({ tapIndex: -1 }));
    const wanted = LISTS[tapIndex];
    if (wanted) await takeList({ list: wanted.list, planId });
  },

  supply() {
    void wx.navigateTo({ url: `${PAGES}/supply/supply?planId=${this.data.planId}` });
  },

  reply({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    const replying = this.data.answers.find((one) => one.cardId === cardId) ?? null;
    this.setData({ replying, problem: '', done: '' });
  },

  closeReply() {
    this.setData({ replying: null, problem: '' });
  },

  async sendReply({ detail }: { detail: { reason: string } }) {
    const { replying } = this.data;
    if (!replying) return;
    await this.act({ cardId: replying.cardId, words: detail.reason }, async (input) => {
      await call('staff', 'pack.answer', input);
      this.setData({ replying: null });
      await this.load();
      return '已回复，家长能看到';
    });
  },
});
