import type { ComplaintRow } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';

import { errorLine, errorState } from '../../../../../utils/errors';
import { attemptFor, newRequestId, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { LOADING, type ShownState } from '../../../../../utils/loading-page';
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
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    filter: 'open' as State,
    filters: [
      { filter: 'open', word: '待答复' },
      { filter: 'answered', word: '已答复' },
    ],
    lines: [] as ComplaintLine[],
    hasMore: false,
    loadingMore: false,
    opened: null as OpenedComplaint | null,
    people: [] as { person: string; name: string }[],
    answer: '',
    count: `0/${ANSWER_MAX}`,
    missing: '',
    busy: false,
    problem: '',
    ANSWER_MAX,
  },

  rows: [] as ComplaintRow[],
  next: undefined as string | undefined,
  isAdmin: false,
  attempt: undefined as Attempt | undefined,
  round: 0,

  onLoad() {
    void wx.hideShareMenu();
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const filter = currentTarget.dataset['filter'] as State;
    this.setData({ filter, state: LOADING, opened: null });
    void this.load();
  },

  async load() {
    const round = (this.round += 1);
    const { filter } = this.data;
    try {
      const [{ admin }, { items, next }] = await Promise.all([
        call('staff', 'me', {}),
        call('staff', 'complaint.list', { state: filter }),
      ]);
      if (round !== this.round) return;
      this.isAdmin = admin;
      this.rows = items;
      this.next = next;
      this.show();
      this.setData({ state: items.length === 0 ? EMPTY[filter] : null });
    } catch (error) {
      if (round === this.round) {
        this.setData({ state: { ...errorState(error), action: '重试' } });
      }
    }
  },

  show() {
    const lines = complaintLines(this.rows, this.data.opened?.complaintId ?? '', Date.now());
    this.setData({ lines, hasMore: this.next !== undefined });
  },

  exportList() {
    void takeList({ list: 'complaints', state: this.data.filter });
  },

  async more() {
    const { next } = this;
    if (next === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true });
    await this.act(async () => {
      const page = await call('staff', 'complaint.list', { state: this.data.filter, cursor: next });
      this.rows = [...this.rows, ...page.items];
      this.next = page.next;
      this.show();
    });
    this.setData({ loadingMore: false });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const complaintId = currentTarget.dataset['complaintId'] as string;
    void this.act(async () => {
      this.setData({ answer: '', missing: '', count: `0/${ANSWER_MAX}` });
      await this.read(complaintId);
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
    this.show();
  },

  shut() {
    this.setData({ opened: null });
    this.show();
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
    await this.act(async () => {
      await call('staff', 'complaint.assign', {
        requestId: newRequestId(),
        complaintId,
        ...(person === undefined ? {} : { person }),
      });
      await this.read(complaintId);
      await this.load();
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
    this.attempt = attemptFor({ complaintId, words }, this.attempt);
    const { requestId } = this.attempt;
    await this.act(async () => {
      await call('staff', 'complaint.answer', { requestId, complaintId, words });
      this.setData({ opened: null });
      await this.load();
      void wx.showToast({ title: '已答复', icon: 'success' });
    });
  },

  openWish() {
    const wishId = this.data.opened?.wishId ?? '';
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${wishId}` });
  },

  async act(work: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true, problem: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },
});
