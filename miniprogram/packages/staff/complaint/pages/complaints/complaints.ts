import type { ComplaintRow } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';

import { after } from '../../../../../utils/paging';
import {
  LOADING,
  type ShownState,
  loadingData,
  loadingPage,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import {
  ANSWER_MAX,
  colleagues,
  complaintLines,
  openedView,
  type ComplaintLine,
  type OpenedComplaint,
} from './view';

type State = ComplaintRow['state'];

const EMPTY: Record<State, ShownState> = {
  open: { kind: 'empty', title: '都答复了', hint: '有新的意见时会出现在这里。', action: '' },
  answered: { kind: 'empty', title: '还没有答复过', hint: '答复后的意见会留在这里。', action: '' },
};

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    filter: 'open' as State,
    filters: [
      { filter: 'open', word: '待答复' },
      { filter: 'answered', word: '已答复' },
    ],
    lines: [] as ComplaintLine[],
    opened: null as OpenedComplaint | null,
    people: [] as { person: string; name: string }[],
    answer: '',
    count: `0/${ANSWER_MAX}`,
    missing: '',
    ANSWER_MAX,
  },

  items: [] as ComplaintRow[],
  isAdmin: false,

  onLoad() {
    void wx.hideShareMenu();
    void this.reload();
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const filter = currentTarget.dataset['filter'] as State;
    this.setData({ filter, state: LOADING, opened: null });
    void this.reload();
  },

  async load() {
    const [{ admin }] = await Promise.all([call('staff', 'me', {}), pagedPage.load.call(this)]);
    this.isAdmin = admin;
  },

  readPage(cursor?: string) {
    return call('staff', 'complaint.list', { state: this.data.filter, ...after(cursor) });
  },

  showItems() {
    this.showLines();
    this.setData({ state: this.items.length === 0 ? EMPTY[this.data.filter] : null });
  },

  showLines() {
    const opened = this.data.opened?.complaintId ?? '';
    this.setData({ lines: complaintLines(this.items, opened, Date.now()) });
  },

  exportList() {
    void takeList({ list: 'complaints', state: this.data.filter });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const complaintId = currentTarget.dataset['complaintId'] as string;
    void this.act({ complaintId }, async () => {
      this.setData({ answer: '', missing: '', count: `0/${ANSWER_MAX}` });
      await this.read(complaintId);
      return '';
    });
  },

  async read(complaintId: string) {
    const complaint = await call('staff', 'complaint.open', { complaintId });
    const isOpen = complaint.state === 'open';
    if (this.isAdmin && isOpen && this.data.people.length === 0) {
      this.setData({
        people: colleagues((await call('staff', 'grant.list', { state: 'active' })).items),
      });
    }
    this.setData({ opened: openedView(complaint, this.isAdmin, Date.now()) });
    this.showLines();
  },

  shut() {
    this.setData({ opened: null });
    this.showLines();
  },

  take() {
    void this.assign();
  },

  giveTo({ detail }: { detail: { value: string | number } }) {
    const person = this.data.people[Number(detail.value)]?.person;
    if (person !== undefined) void this.assign(person);
  },

  async assign(person?: string) {
    const complaintId = this.data.opened?.complaintId;
    if (complaintId === undefined) return;
    const payload = { complaintId, ...(person === undefined ? {} : { person }) };
    await this.act(payload, async (input) => {
      await call('staff', 'complaint.assign', input);
      await this.read(complaintId);
      await this.reload();
      return '';
    });
  },

  write({ detail }: WechatMiniprogram.Input) {
    const answer = detail.value;
    this.setData({ answer, missing: '', count: `${Array.from(answer).length}/${ANSWER_MAX}` });
  },

  async send() {
    const complaintId = this.data.opened?.complaintId;
    const words = this.data.answer.trim();
    this.setData({ missing: words === '' ? '请写下答复' : '' });
    if (complaintId === undefined || words === '') return;
    const { confirm } = await wx.showModal({
      title: '发出答复？',
      content: '家长会在「意见与投诉」里看到。发出后不能修改。',
      confirmText: '发出',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ complaintId, words }, async (input) => {
      await call('staff', 'complaint.answer', input);
      this.setData({ opened: null });
      await this.reload();
      void wx.showToast({ title: '已答复', icon: 'success' });
      return '';
    });
  },

  openWish() {
    const wishId = this.data.opened?.wishId ?? '';
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${wishId}` });
  },
});
