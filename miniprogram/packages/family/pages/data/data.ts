import { loadingData, loadingPage, reshownPage } from '../../../../utils/loading-page';
import { TEXT_LIMITS } from '@micro-wish/vocabulary';
import type { ChildView, Community, FamilyData } from '../../../../../typings/contract';
import type { ChildFields } from '../../../../components/child-fields/child-fields';
import { getCampaign } from '../../../../services/campaign';
import { call } from '../../../../services/client';
import { campaignHere } from '../../../../utils/campaign';
import { tellFailure } from '../../../../services/contact';
import { attemptFor } from '../../../../utils/request-id';
import { birthMonthRange, childProblems, EMPTY_FORM, type Problems } from '../../../../wish/form';
import { forgetFamily } from '../../../../wish/family-storage';
import { machineFile, readableFile, type ExportFile } from './export';
import { handOver } from './hand-over';
import { dataView, ERASE_WORD, eraseWords, type DataView } from './view';

const NO_FIELDS: ChildFields = { nickname: '', birthMonth: '', communityId: '' };

Page({
  ...loadingPage,
  ...reshownPage,

  data: {
    ...loadingData(),
    view: null as DataView | null,
    communities: [] as Community[],
    months: birthMonthRange(Date.now()),
    longest: TEXT_LIMITS.nickname,
    /** The child that is corrected. */
    fields: NO_FIELDS,
    problems: {} as Problems,
    correcting: false,
    /** What is about to be deleted. */
    erasure: eraseWords(undefined),
    erasing: false,
    typed: '',
    eraseWord: ERASE_WORD,
  },

  held: undefined as FamilyData | undefined,
  chosen: undefined as ChildView | undefined,

  async load() {
    const held = await call('family', 'data.export', {});
    const { communities } = await getCampaign(held.wishes[0]?.campaignId ?? campaignHere());
    this.held = held;
    this.setData({ state: null, communities, view: dataView(held, communities) });
  },

  childAt({ currentTarget }: WechatMiniprogram.BaseEvent): ChildView | undefined {
    return this.held?.children.find(({ childId }) => childId === currentTarget.dataset['childId']);
  },

  takeReadable(): Promise<void> {
    return this.take((held) => readableFile(held, this.data.communities));
  },

  takeMachine(): Promise<void> {
    return this.take(machineFile);
  },

  async take(fileOf: (held: FamilyData) => ExportFile) {
    if (!this.held) return;
    const { name, text } = fileOf(this.held);
    try {
      await handOver(name, text);
    } catch {
      void wx.showToast({ title: '没有发出，这个文件没有留在手机里', icon: 'none' });
    }
  },

  /** The whole of it, as a program reads it. */
  async copy() {
    try {
      await wx.setClipboardData({ data: JSON.stringify(this.held, null, 2) });
    } catch {
      void wx.showToast({ title: '没有复制，数据仍可在这一页查看', icon: 'none' });
    }
  },

  correct(event: WechatMiniprogram.BaseEvent) {
    const child = this.childAt(event);
    if (!child) return;
    this.chosen = child;
    const { nickname, birthMonth, communityId } = child;
    this.setData({
      correcting: true,
      problems: {},
      fields: { nickname, birthMonth, communityId },
    });
  },

  changeFields({ detail }: WechatMiniprogram.CustomEvent<Partial<ChildFields>>) {
    this.setData({ fields: { ...this.data.fields, ...detail }, problems: {} });
  },

  async saveFields() {
    const { fields } = this.data;
    const { chosen } = this;
    if (!chosen) return;
    const problems = childProblems({ ...EMPTY_FORM, ...fields }, Date.now());
    if (Object.keys(problems).length > 0) {
      this.setData({ problems });
      return;
    }
    const child = { ...fields, nickname: fields.nickname.trim(), childId: chosen.childId };
    await this.run(child, '已更正', (requestId) =>
      call('family', 'child.save', { ...child, requestId }),
    );
  },

  invite(event: WechatMiniprogram.BaseEvent) {
    const child = this.childAt(event);
    if (!child) return;
    const query = `childId=${child.childId}&nickname=${encodeURIComponent(child.nickname)}`;
    void wx.navigateTo({ url: `/packages/family/pages/invite/invite?${query}` });
  },

  async leave(event: WechatMiniprogram.BaseEvent) {
    const child = this.childAt(event);
    if (!child) return;
    const { confirm } = await wx.showModal({
      title: `不再做「${child.nickname}」的监护人？`,
      content: '您将看不到孩子的信息、心愿和兑换卡，另一位监护人不受影响。想再加入，要请对方邀请。',
      confirmText: '退出',
      cancelText: '先不',
    });
    if (!confirm) return;
    const { childId } = child;
    await this.run({ leave: childId }, '已退出', async (requestId) => {
      await forgetFamily();
      await call('family', 'guardian.leave', { childId, requestId });
    });
  },

  askErase(event: WechatMiniprogram.BaseEvent) {
    this.chosen = this.childAt(event);
    this.setData({ erasing: true, typed: '', erasure: eraseWords(this.chosen?.nickname) });
  },

  type({ detail }: WechatMiniprogram.Input) {
    this.setData({ typed: detail.value.trim() });
  },

  async erase() {
    if (this.data.typed !== ERASE_WORD) return;
    const childId = this.chosen?.childId;
    const what = childId === undefined ? {} : { childId };
    const isEverything = childId === undefined;
    await this.run({ erase: what }, '已删除', async (requestId) => {
      // First here: what is deleted everywhere else must not be left on a phone.
      await forgetFamily();
      await call('family', 'data.erase', { ...what, requestId });
      if (isEverything) void wx.switchTab({ url: '/pages/my/my' });
    });
  },

  close() {
    this.setData({ correcting: false, erasing: false });
  },

  /** One change at a time; a repeated one keeps its id. Afterwards the page shows what is held. */
  async run(what: object, done: string, change: (requestId: string) => Promise<unknown>) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    this.attempt = attemptFor(what, this.attempt);
    try {
      await change(this.attempt.requestId);
      this.attempt = undefined;
      this.close();
      void wx.showToast({ title: done, icon: 'success' });
      await this.reload();
    } catch (error) {
      void tellFailure(error);
    }
    this.setData({ busy: false });
  },
});
