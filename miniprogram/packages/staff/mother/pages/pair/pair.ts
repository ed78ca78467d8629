import type { Input, MotherRow, TalkWith } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import { everyItem, after } from '../../../../../utils/paging';
import type { WrittenAnswer } from '../../../common/components/answer-form/answer-form';
import { turnTo } from '../../../common/scroll-to';
import { fileView, PURPOSES, TALK_SIDES, today, type FileView, type StepName } from './view';

/** What is under way: a step that needs a word first. */
type Sheet = '' | 'start' | 'talk' | 'handover' | StepName;

const DONE: Record<StepName, string> = {
  suspend: '已暂停，两个时钟都停了',
  resume: '已恢复，两个时钟重新开始',
  end: '已结束',
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    purposes: PURPOSES,
    purpose: '',
    view: null as FileView | null,
    sheet: '' as Sheet,
    sides: TALK_SIDES,
    side: 'mother' as TalkWith,
    day: '',
    today: '',
    words: '',
    mothers: [] as { motherId: string; name: string }[],
    motherIndex: -1,
    /** Whose answer is written down: of the pair, or of an outing by its id. */
    answering: '',
  },

  pairId: '',

  onLoad({ pairId = '' }: { pairId?: string }) {
    this.pairId = pairId;
    const day = today(Date.now());
    // A file is opened for a purpose, which the family can read: so that is asked first.
    this.setData({ state: null, day, today: day });
  },

  async load() {
    const { purpose } = this.data;
    if (purpose === '') return;
    const file = await call('staff', 'pair.open', { pairId: this.pairId, purpose });
    this.setData({ view: fileView(file), state: null });
  },

  choosePurpose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ purpose: currentTarget.dataset['purpose'] as string });
    this.retry();
  },

  openSheet({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const sheet = currentTarget.dataset['sheet'] as Sheet;
    this.setData({
      sheet,
      words: '',
      day: this.data.today,
      motherIndex: -1,
      problem: '',
      done: '',
    });
    if (sheet === 'handover') void this.loadMothers();
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  async loadMothers() {
    const campaignId = workingCampaign();
    const rows = await everyItem<MotherRow>((cursor) =>
      call('staff', 'mother.list', { campaignId, ...after(cursor) }),
    ).catch(() => []);
    const free = rows.filter(
      ({ state, leads, maxPairs }) => state === 'approved' && leads < maxPairs,
    );
    this.setData({ mothers: free.map(({ motherId, name }) => ({ motherId, name })) });
  },

  chooseSide({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ side: currentTarget.dataset['side'] as TalkWith });
  },

  setDay({ detail }: { detail: { value: string } }) {
    this.setData({ day: detail.value });
  },

  chooseMother({ detail }: { detail: { value: number | string } }) {
    this.setData({ motherIndex: Number(detail.value), problem: '' });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ words: detail.value, problem: '' });
  },

  /** One step of this pair, after which its file is read again. */
  async step<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string; pairId: string }) => Promise<string>,
  ) {
    const { pairId } = this;
    if (!(await this.act({ ...payload, pairId }, send))) return;
    this.setData({ sheet: '' });
    await this.reload();
  },

  async save() {
    const { sheet, words, day, side, mothers, motherIndex } = this.data;
    const note = words.trim();
    if (sheet === 'start') {
      await this.step({ metOn: day }, async (input) => {
        await call('staff', 'pair.start', input);
        return '陪伴开始了';
      });
      return;
    }
    if (note === '') {
      this.setData({ problem: '请写几句' });
      return;
    }
    if (sheet === 'talk') {
      await this.step({ with: side, day, note }, async (input) => {
        await call('staff', 'pair.talk', input);
        return '谈话记下了';
      });
    } else if (sheet === 'handover') {
      const mother = mothers[motherIndex];
      if (!mother) {
        this.setData({ problem: '请选择接手的人' });
        return;
      }
      await this.step({ motherId: mother.motherId, summary: note }, async (input) => {
        await call('staff', 'pair.handover', input);
        return '已请家庭看看，开始后这一段就结束';
      });
    } else if (sheet !== '') {
      await this.step({ reason: note }, async (input: Input<'staff', 'pair.end'>) => {
        await call('staff', `pair.${sheet}`, input);
        return DONE[sheet];
      });
    }
  },

  openAnswer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const answering = currentTarget.dataset['about'] as string;
    this.setData({ answering, sheet: '', problem: '', done: '' });
    turnTo('.side');
  },

  closeAnswer() {
    this.setData({ answering: '', problem: '' });
  },

  async saveAnswer({ detail }: { detail: WrittenAnswer }) {
    const { answering } = this.data;
    const { childSays, ...said } = detail;
    const { pairId } = this;
    const isDone = await this.act({ answering, ...detail }, async ({ requestId }) => {
      if (answering === 'pair') {
        await call('staff', 'pair.answer', { requestId, pairId, childSays, ...said });
      } else {
        await call('staff', 'outing.answer', { requestId, outingId: answering, ...said });
      }
      return '家长的答复登记好了';
    });
    if (!isDone) return;
    this.setData({ answering: '' });
    await this.reload();
  },

  async judge({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { recordId, decision } = currentTarget.dataset as {
      recordId: string;
      decision: 'release' | 'keep';
    };
    const isDone = await this.act({ recordId, decision }, async (input) => {
      await call('staff', 'record.judge', input);
      return decision === 'release' ? '家长现在能看到这段文字' : '记下了，这段文字不给家长看';
    });
    if (isDone) await this.reload();
  },

  async confirmRecords() {
    const recordIds = this.data.view?.toConfirm ?? [];
    const isDone = await this.act({ recordIds }, async (input) => {
      const { confirmed } = await call('staff', 'record.confirm', input);
      return `确认了 ${confirmed} 条记录的时长`;
    });
    if (isDone) await this.reload();
  },
});
