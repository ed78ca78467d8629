import type { RosterMode, RosterView, SheetProblem } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import { percentOf } from '../../../../../utils/percent';
import { takeStep } from '../../../common/send-once';
import { partByPart, sheetData, sheetPage } from '../../../common/sheet-page';
import {
  ENROLMENT_ROSTER,
  findingOf,
  PACK_ROSTER,
  rosterRows,
  WISH_ROSTER,
  type Finding,
  type RosterRow,
} from './view';

Page({
  ...loadingPage,
  ...sheetPage,

  data: {
    ...loadingData(),
    ...sheetData(),
    finding: null as Finding | null,
    rosters: [] as RosterRow[],
    /** Of the batch whose packs are given, of the programme that is joined, or else of wishes. */
    words: WISH_ROSTER,
  },

  /** The batch or the programme that it is of. */
  of: {} as { batchId?: string; programmeId?: string },
  known: [] as RosterView[],

  onLoad({ batchId, programmeId }: { batchId?: string; programmeId?: string }) {
    if (batchId !== undefined) {
      this.of = { batchId };
      this.setData({ words: PACK_ROSTER });
      void wx.setNavigationBarTitle({ title: '按名单分配' });
    } else if (programmeId !== undefined) {
      this.of = { programmeId };
      this.setData({ words: ENROLMENT_ROSTER });
      void wx.setNavigationBarTitle({ title: '从名单报名' });
    }
    void this.reload();
  },

  /** What every call of this roster says. */
  scope() {
    return { campaignId: workingCampaign(), ...this.of };
  },

  async load() {
    this.known = (await call('staff', 'roster.list', this.scope())).items;
    this.setData({ rosters: rosterRows(this.known, this.data.words.unit), state: null });
  },

  takeTemplate() {
    this.openSheet('正在准备模板', () => call('staff', 'roster.template', this.scope()));
  },

  async check(fileId: string) {
    return findingOf(await call('staff', 'roster.check', { ...this.scope(), fileId }));
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

  async goThrough({
    fileId,
    mode,
    cursor,
    fileName = '',
  }: Pick<RosterView, 'fileId' | 'mode' | 'cursor' | 'fileName'>) {
    await this.during('正在录入', async () => {
      const { words } = this.data;
      // What was found is of the chosen file, which need not be the one that is gone on with.
      const finding = fileId === this.fileId ? this.data.finding : null;
      let entered = 0;
      const rejected: SheetProblem[] = [];
      const name = fileName === '' ? {} : { fileName };
      await partByPart(
        this,
        { ...this.scope(), fileId, mode, cursor, ...name },
        (input) => call('staff', 'roster.import', input),
        (part) => {
          entered += part.entered;
          rejected.push(...part.rejected);
        },
      );
      this.fileId = fileId;
      this.tellTaken(
        `${words.entered} ${entered} ${words.unit}${words.then}`,
        [...rejected, ...(finding?.problems ?? [])],
        finding?.moreProblems,
      );
    });
    await this.reload();
  },

  marked(fileId: string) {
    return call('staff', 'roster.marked', { ...this.scope(), fileId });
  },

  /** The faults of an earlier import of today. */
  takeMarkedAgain({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const roster = this.rosterAt(currentTarget);
    if (roster) this.openSheet('正在标出错误', () => this.marked(roster.fileId));
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
    await this.during('正在撤销', async () => {
      const { rosterId } = roster;
      let undone = 0;
      for (let left = true; left;) {
        const answer = await takeStep(this, { rosterId, undone }, ({ requestId }) =>
          call('staff', 'roster.undo', { rosterId, requestId }),
        );
        undone += answer.undone;
        left = answer.left;
        this.setData({
          percent: percentOf(undone, roster.entered),
          progress: `${undone} / ${roster.entered} ${this.data.words.unit}`,
        });
      }
      this.setData({ done: `已撤销 ${undone} ${this.data.words.unit}。` });
    });
    await this.reload();
  },
});
