import { after } from '../../../../utils/paging';
import type { ConcernRow, ReportedTo } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { errorLine } from '../../../../utils/errors';
import {
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../utils/loading-page';
import { concernLines, openConcern, RECEIVERS, type ConcernLine, type OpenConcern } from './view';

const NOTHING = nothingHere('没有报告', '有人报告时，会排在这里。');

type Step = 'report' | 'answer' | 'notReported' | 'suspend' | 'named' | '';

/** 保护专员: what was raised, opened one by one; each opening and step stays on record. */
Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    lines: [] as ConcernLine[],
    file: null as OpenConcern | null,
    receivers: RECEIVERS,
    to: 'police' as ReportedTo,
    /** Which step is being written. */
    step: '' as Step,
    words: '',
    holders: [] as { grantId: string; label: string }[],
  },

  items: [] as ConcernRow[],

  onReachBottom() {
    void this.more();
  },

  readPage(cursor?: string) {
    return call('safe', 'concern.list', after(cursor));
  },

  showItems() {
    const { items } = this;
    this.setData({ lines: concernLines(items), state: items.length === 0 ? NOTHING : null });
  },

  /** One "yes" in WeChat is one message, so it is asked for again each time. */
  async allow() {
    if (!(await askForMessages(['answered']))) return;
    await this.act({}, async (input) => {
      await call('staff', 'alert.allow', input);
      return '有报告时，微信会告诉你一次';
    });
  },

  async open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    await this.show(currentTarget.dataset['concernId'] as string);
  },

  async show(concernId: string) {
    try {
      const file = openConcern(await call('safe', 'concern.open', { concernId }));
      this.setData({ file, step: '', words: '', problem: '' });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  close() {
    this.setData({ file: null, step: '' });
    void this.reload();
  },

  async begin({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const step = currentTarget.dataset['step'] as Step;
    this.setData({ step, words: '', problem: '', done: '' });
    if (step !== 'named') return;
    try {
      this.setData({ holders: (await call('safe', 'holder.list', {})).items });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  chooseReceiver({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ to: currentTarget.dataset['to'] as ReportedTo });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ words: detail.value });
  },

  async send() {
    const { file, step, to } = this.data;
    const words = this.data.words.trim();
    if (!file) return;
    const { concernId, pairId } = file;
    if ((step === 'answer' || step === 'notReported') && words === '') {
      this.setData({ problem: '请写一句。' });
      return;
    }
    const done = await this.act({ concernId, step, to, words }, async ({ requestId }) => {
      if (step === 'report') {
        const number = words === '' ? {} : { number: words };
        await call('safe', 'concern.report', {
          requestId,
          concernId,
          to,
          at: Date.now(),
          ...number,
        });
        return '已登记对外报告，三天后会提醒你问结果。';
      }
      if (step === 'answer') {
        await call('safe', 'concern.answer', { requestId, concernId, words });
        return '已记下答复。';
      }
      if (step === 'notReported') {
        const input = { requestId, concernId, reason: words };
        const { state } = await call('safe', 'concern.notReported', input);
        return state === 'closed' ? '两人同意，已办结。' : '已记下，等另一位保护专员同意。';
      }
      await call('safe', 'pair.suspend', { requestId, pairId });
      return '陪伴已暂停。别人看到的和平常的暂停一样。';
    });
    if (done) await this.show(concernId);
  },

  async name({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { file } = this.data;
    if (!file) return;
    const grantId = currentTarget.dataset['grantId'] as string;
    const { concernId } = file;
    const done = await this.act({ concernId, grantId }, async (input) => {
      await call('safe', 'concern.name', input);
      return '已登记，这位专员看不到这条报告了。';
    });
    if (done) this.close();
  },
});
