import { dayAt } from '@micro-wish/vocabulary';
import type { AuditEntryView } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import {
  LOADING,
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { auditInput, auditList, auditRows, NO_FILTER, verdictText, type AuditRow } from './view';
import { ACTION_CHOICES } from './words';

const NOTHING = nothingHere('没有这样的记录', '放宽条件再看看。', '');

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    filter: NO_FILTER,
    choices: ACTION_CHOICES,
    choice: 0,
    today: dayAt(Date.now()),
    rows: [] as AuditRow[],
    verdict: null as ReturnType<typeof verdictText> | null,
    verifying: false,
    verifyProblem: '',
  },

  items: [] as AuditEntryView[],

  onLoad({ by }: { by?: string }) {
    if (by !== undefined) this.setData({ 'filter.by': by });
    void this.reload();
  },

  onReachBottom() {
    void this.more();
  },

  readPage(cursor?: string) {
    return call('staff', 'audit.list', auditInput(this.data.filter, cursor));
  },

  showItems() {
    const { items } = this;
    this.setData({ rows: auditRows(items), state: items.length === 0 ? NOTHING : null });
  },

  exportList() {
    void takeList(auditList(this.data.filter));
  },

  narrow(part: Partial<typeof NO_FILTER>) {
    const filter = { ...this.data.filter, ...part };
    const choice = ACTION_CHOICES.findIndex(({ action }) => action === filter.action);
    this.setData({ filter, choice, state: LOADING });
    void this.reload();
  },

  chooseAction({ detail }: { detail: { value: string | number } }) {
    this.narrow({ action: ACTION_CHOICES[Number(detail.value)]?.action ?? '' });
  },

  chooseDay({ detail }: { detail: { value: string } }) {
    this.narrow({ day: detail.value });
  },

  writeSubject({ detail }: WechatMiniprogram.Input) {
    this.narrow({ subject: detail.value.trim() });
  },

  onlyPerson({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.narrow({ by: currentTarget.dataset['by'] as string });
  },

  onlySubject({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.narrow({ subject: currentTarget.dataset['subject'] as string });
  },

  clear() {
    this.narrow(NO_FILTER);
  },

  async verify() {
    if (this.data.verifying) return;
    this.setData({ verifying: true, verdict: null, verifyProblem: '' });
    try {
      this.setData({ verdict: verdictText(await call('staff', 'audit.verify', {})) });
    } catch (error) {
      this.setData({ verifyProblem: errorLine(error) });
    }
    this.setData({ verifying: false });
  },
});
