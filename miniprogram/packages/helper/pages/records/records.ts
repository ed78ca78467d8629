import { after } from '../../../../utils/paging';
import type { OwnRecord } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import {
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../utils/loading-page';
import { recordLines, type RecordLine } from './view';

const NONE = nothingHere('还没有记录', '每次陪伴后记一次，家长和督导都能看到。');

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    lines: [] as RecordLine[],
    /** The record that is being changed or added to. */
    current: null as RecordLine | null,
    words: '',
  },

  pairId: '',

  onLoad({ pairId = '' }: { pairId?: string }) {
    this.pairId = pairId;
    void this.reload();
  },

  onReachBottom() {
    void this.more();
  },

  readPage(cursor?: string) {
    const from = after(cursor);
    return call('helper', 'record.mine', { pairId: this.pairId, ...from });
  },

  showItems() {
    const lines = recordLines(this.items as OwnRecord[], Date.now());
    this.setData({ lines, state: lines.length === 0 ? NONE : null });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const recordId = currentTarget.dataset['recordId'] as string;
    const current = this.data.lines.find((line) => line.recordId === recordId) ?? null;
    this.setData({ current, words: current?.mayChange ? current.note : '', problem: '', done: '' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ words: detail.value, problem: '' });
  },

  cancel() {
    this.setData({ current: null });
  },

  async save() {
    const { current, words } = this.data;
    if (!current) return;
    const note = words.trim();
    if (note === '' && !current.mayChange) {
      this.setData({ problem: '请写几句' });
      return;
    }
    const { recordId, mayChange } = current;
    const isDone = await this.act({ recordId, note }, async (input) => {
      await call('helper', mayChange ? 'record.change' : 'record.more', input);
      return mayChange ? '改好了' : '补充好了';
    });
    if (!isDone) return;
    this.setData({ current: null });
    await this.reload();
  },
});
