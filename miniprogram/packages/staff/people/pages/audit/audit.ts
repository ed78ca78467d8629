import { dayAt } from '@micro-wish/vocabulary';
import type { AuditEntryView } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { listAudit, verifyAudit } from '../../../../../services/office';
import { errorLine, errorState } from '../../../../../utils/errors';
import { typeClass } from '../../../../../utils/type-size';
import { LOADING, type ShownState } from '../../../common/states';
import { auditInput, auditList, auditRows, NO_FILTER, verdictText, type AuditRow } from './view';
import { ACTION_CHOICES } from './words';

const NOTHING: ShownState = {
  kind: 'empty',
  title: '没有这样的记录',
  hint: '放宽条件再看看。',
  action: '',
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    filter: NO_FILTER,
    choices: ACTION_CHOICES,
    choice: 0,
    today: dayAt(Date.now()),
    rows: [] as AuditRow[],
    hasMore: false,
    loadingMore: false,
    moreProblem: '',
    verdict: null as ReturnType<typeof verdictText> | null,
    verifying: false,
    verifyProblem: '',
  },

  entries: [] as AuditEntryView[],
  next: undefined as string | undefined,
  /** Tells answers to an earlier filter from those to the present one. */
  round: 0,

  onLoad({ by }: { by?: string }) {
    if (by !== undefined) this.setData({ 'filter.by': by });
    void this.load();
  },

  onReachBottom() {
    void this.more();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    const round = (this.round += 1);
    try {
      const { items, next } = await listAudit(auditInput(this.data.filter));
      if (round !== this.round) return;
      this.entries = items;
      this.next = next;
      this.show();
      this.setData({ state: items.length === 0 ? NOTHING : null });
    } catch (error) {
      if (round === this.round) {
        this.setData({ state: { ...errorState(error), action: '重试' } });
      }
    }
  },

  exportList() {
    void takeList(auditList(this.data.filter));
  },

  async more() {
    const { next, round } = this;
    if (next === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true, moreProblem: '' });
    try {
      const page = await listAudit(auditInput(this.data.filter, next));
      if (round === this.round) {
        this.entries = [...this.entries, ...page.items];
        this.next = page.next;
        this.show();
      }
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
  },

  show() {
    this.setData({ rows: auditRows(this.entries), hasMore: this.next !== undefined });
  },

  narrow(part: Partial<typeof NO_FILTER>) {
    const filter = { ...this.data.filter, ...part };
    const choice = ACTION_CHOICES.findIndex(({ action }) => action === filter.action);
    this.setData({ filter, choice, state: LOADING });
    void this.load();
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
      this.setData({ verdict: verdictText(await verifyAudit()) });
    } catch (error) {
      this.setData({ verifyProblem: errorLine(error) });
    }
    this.setData({ verifying: false });
  },
});
