import type {
  Output,
  RosterMode,
  RosterView,
  SheetProblem,
} from '../../../../../../typings/contract';
import { call, openFile } from '../../../../../services/client';
import { uploadRoster } from '../../../../../services/uploads';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorState } from '../../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { during } from '../../../common/with-busy';
import { percentOf } from '../../../common/progress';
import { chooseWorkbook } from '../../../common/workbook';
import {
  findingOf,
  PACK_ROSTER,
  rosterRows,
  WISH_ROSTER,
  type Finding,
  type RosterRow,
} from './view';

const LOADING = { kind: 'loading', title: '', hint: '' };

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as { kind: string; title: string; hint: string } | null,
    rosters: [] as RosterRow[],
    fileName: '',
    finding: null as Finding | null,
    /** What is under way, in words; '' for nothing. */
    busy: '',
    percent: 0,
    progress: '',
    /** Rows that were not entered, once the others are. */
    left: [] as SheetProblem[],
    moreLeft: 0,
    problem: '',
    done: '',
    /** Of the batch whose packs are given, or else of wishes. */
    words: WISH_ROSTER,
  },

  batchId: '',
  known: [] as RosterView[],
  fileId: '',
  attempt: undefined as Attempt | undefined,

  onLoad({ batchId = '' }: { batchId?: string }) {
    this.batchId = batchId;
    if (batchId !== '') {
      this.setData({ words: PACK_ROSTER });
      void wx.setNavigationBarTitle({ title: '按名单分配' });
    }
    void this.load();
  },

  /** What every call of this roster says. */
  scope() {
    const { batchId } = this;
    return { campaignId: workingCampaign(), ...(batchId === '' ? {} : { batchId }) };
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
      this.known = (await call('staff', 'roster.list', this.scope())).items;
      this.setData({ rosters: rosterRows(this.known, this.data.words.unit), state: null });
    } catch (error) {
      this.setData({ state: errorState(error) });
    }
  },

  takeTemplate() {
    void during(this, '正在准备模板', async () =>
      openFile((await call('staff', 'roster.template', this.scope())).url, 'xlsx'),
    );
  },

  async choose() {
    const file = await chooseWorkbook();
    if (!file) return;
    this.setData({ fileName: file.name, finding: null, left: [], moreLeft: 0, done: '' });
    this.setData({ problem: file.problem });
    if (file.problem !== '') return;
    await during(this, '正在检查', async () => {
      this.fileId = await uploadRoster(file.path);
      const finding = findingOf(
        await call('staff', 'roster.check', { ...this.scope(), fileId: this.fileId }),
      );
      this.setData({ finding });
    });
  },

  enter({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const mode = currentTarget.dataset['mode'] as RosterMode;
    const { fileName } = this.data;
    void this.goThrough({ fileId: this.fileId, mode, cursor: 0, fileName });
  },

  goOn({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const roster = this.rosterAt(currentTarget);
    if (roster) void this.goThrough(roster);
  },

  rosterAt({ dataset }: WechatMiniprogram.Target): RosterView | undefined {
    return this.known.find(({ rosterId }) => rosterId === dataset['rosterId']);
  },

  /** Enters part after part; one that was cut off goes on with the same request. */
  async goThrough({
    fileId,
    mode,
    cursor,
    fileName = '',
  }: Pick<RosterView, 'fileId' | 'mode' | 'cursor' | 'fileName'>) {
    await during(this, '正在录入', async () => {
      let next: number | undefined = cursor;
      let entered = 0;
      const rejected: SheetProblem[] = [];
      const name = fileName === '' ? {} : { fileName };
      while (next !== undefined) {
        const payload = { ...this.scope(), fileId, mode, cursor: next, ...name };
        const attempt = attemptFor(payload, this.attempt);
        this.attempt = attempt;
        const answer: Output<'staff', 'roster.import'> = await call('staff', 'roster.import', {
          ...payload,
          requestId: attempt.requestId,
        });
        entered += answer.entered;
        next = answer.next;
        const at = next ?? answer.rows;
        this.setData({
          percent: percentOf(at, answer.rows),
          progress: `${at} / ${answer.rows} 行`,
        });
        rejected.push(...answer.rejected);
      }
      const { finding } = this.data;
      this.fileId = fileId;
      this.setData({
        finding: null,
        fileName: '',
        done: `${this.data.words.entered} ${entered} ${this.data.words.unit}${this.data.words.then}`,
        left: [...rejected, ...(finding?.problems ?? [])],
        moreLeft: finding?.moreProblems ?? 0,
      });
    });
    await this.load();
  },

  /** The file with its faults marked in the cells: of this import, or of an earlier one of today. */
  takeMarked({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const fileId = this.rosterAt(currentTarget)?.fileId ?? this.fileId;
    void during(this, '正在标出错误', async () =>
      openFile((await call('staff', 'roster.marked', { ...this.scope(), fileId })).url, 'xlsx'),
    );
  },

  async undo({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const roster = this.rosterAt(currentTarget);
    if (!roster) return;
    const { confirm } = await wx.showModal({
      title: '撤销这次导入？',
      content: `${this.data.words.undo} ${roster.entered} ${this.data.words.unit}。${this.data.words.unless}`,
      confirmText: '撤销',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await during(this, '正在撤销', async () => {
      const { rosterId } = roster;
      let undone = 0;
      for (let left = true; left;) {
        const attempt = attemptFor({ rosterId, undone }, this.attempt);
        this.attempt = attempt;
        const answer = await call('staff', 'roster.undo', {
          rosterId,
          requestId: attempt.requestId,
        });
        undone += answer.undone;
        left = answer.left;
        this.setData({
          percent: percentOf(undone, roster.entered),
          progress: `${undone} / ${roster.entered} ${this.data.words.unit}`,
        });
      }
      this.setData({ done: `已撤销 ${undone} ${this.data.words.unit}。` });
    });
    await this.load();
  },
});
