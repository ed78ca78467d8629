import { PACK_VERSION_WORDS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { PackVersion } from '../../../../../../typings/contract';
import { call, openFile } from '../../../../../services/client';

import { errorLine } from '../../../../../utils/errors';
import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import { NO_STEP, within, type Step } from './steps';
import {
  countLines,
  discrepancyLines,
  headOf,
  lossLines,
  placeGroups,
  type CountLine,
  type DiscrepancyLine,
  type LossLine,
  type PackLine,
  type PlaceGroup,
} from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    batchId: '',
    isAdmin: false,
    isDistrict: false,
    head: { unitName: '', stateWord: '', isOpen: false, time: '' },
    counts: [] as CountLine[],
    groups: [] as PlaceGroup[],
    discrepancies: [] as DiscrepancyLine[],
    losses: [] as LossLine[],
    /** The step that wants a reason. */
    step: NO_STEP as Step,
    stepOpen: false,
    /** The pack whose version is changed. */
    swapped: null as PackLine | null,
    versions: [] as { version: PackVersion; name: string }[],
    inviteCode: '',
  },

  onLoad({ batchId = '' }: { batchId?: string }) {
    this.setData({ batchId });
    void this.reload();
  },

  onShow() {
    if (this.data.state === null) void this.reload();
  },

  async load() {
    const [{ admin, grants }, batch] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'pack.batch', { batchId: this.data.batchId }),
    ]);
    this.setData({
      isAdmin: admin,
      isDistrict: admin || grants.some(({ level }) => level === 'district'),
      head: headOf(batch),
      counts: countLines(batch),
      groups: placeGroups(batch.packs),
      discrepancies: discrepancyLines(batch.discrepancies),
      losses: lossLines(batch.losses),
      state: null,
    });
  },

  assign() {
    const url = `/packages/staff/pack/pages/assign/assign?batchId=${this.data.batchId}`;
    void wx.navigateTo({ url });
  },

  async print() {
    void wx.showLoading({ title: '正在排版', mask: true });
    try {
      const { url } = await call('staff', 'pack.sheet', { batchId: this.data.batchId });
      await openFile(url, 'pdf');
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    } finally {
      void wx.hideLoading();
    }
  },

  async invite() {
    const payload = { offer: { role: 'unit' as const, batchId: this.data.batchId } };
    await this.act(payload, async (input) => {
      const { code } = await call('staff', 'invite.make', input);
      this.setData({ inviteCode: code });
      return '邀请码只显示这一次，请单独发给这位成员';
    });
  },

  copyCode() {
    void wx.setClipboardData({ data: this.data.inviteCode });
  },

  ask({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { kind, version, inHand } = currentTarget.dataset as {
      kind: 'return' | 'lose';
      version: PackVersion;
      inHand: number;
    };
    const name = PACK_VERSION_WORDS[version];
    const step: Step = { kind, version, most: inHand, count: 1, id: '', title: name };
    this.setData({ step, stepOpen: true, problem: '', done: '' });
  },

  askSettle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, outcome, text } = currentTarget.dataset as {
      id: string;
      outcome: 'found' | 'returned' | 'lost';
      text: string;
    };
    const step: Step = { ...NO_STEP, kind: outcome, id, title: text };
    this.setData({ step, stepOpen: true, problem: '', done: '' });
  },

  countStep({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { count, most } = this.data.step;
    this.setData({ 'step.count': within(count + Number(currentTarget.dataset['by']), most) });
  },

  writeCount({ detail }: { detail: { value: string } }) {
    this.setData({ 'step.count': within(Number(detail.value), this.data.step.most) });
  },

  closeStep() {
    this.setData({ stepOpen: false, problem: '' });
  },

  async takeStep({ detail }: { detail: { reason: string } }) {
    const { step, batchId } = this.data;
    const { reason } = detail;
    const done =
      step.kind === 'return' || step.kind === 'lose'
        ? await this.take(step.kind, { batchId, version: step.version, count: step.count, reason })
        : await this.settle(step.kind, step.id, reason);
    if (done) this.setData({ stepOpen: false });
  },

  take(
    kind: 'return' | 'lose',
    payload: { batchId: string; version: PackVersion; count: number; reason: string },
  ) {
    return this.act(payload, async (input) => {
      if (kind === 'return') await call('staff', 'pack.return', input);
      else await call('staff', 'pack.lose', input);
      await this.load();
      return kind === 'return' ? '已退回仓库' : '已登记，等另一位同事确认';
    });
  },

  settle(outcome: 'found' | 'returned' | 'lost', discrepancyId: string, note: string) {
    return this.act({ discrepancyId, outcome, note }, async (input) => {
      const { state } = await call('staff', 'pack.settle', input);
      await this.load();
      return state === 'settled' ? '差异已处理' : '已登记，等另一位同事确认';
    });
  },

  async confirmLoss({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, text } = currentTarget.dataset as { id: string; text: string };
    const { confirm } = await wx.showModal({
      title: '确认报失？',
      content: `${text}。确认后不能撤回。`,
      confirmText: '确认报失',
    });
    if (!confirm) return;
    await this.act({ lossId: id }, async (input) => {
      await call('staff', 'pack.confirmLoss', input);
      await this.load();
      return '已报失';
    });
  },

  askSwap({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    const packs = this.data.groups.flatMap((group) => group.packs);
    const swapped = packs.find((pack) => pack.cardId === cardId) ?? null;
    const versions = PACK_VERSIONS.filter((version) => version !== swapped?.version).map(
      (version) => ({ version, name: PACK_VERSION_WORDS[version] }),
    );
    this.setData({ swapped, versions, problem: '', done: '' });
  },

  closeSwap() {
    this.setData({ swapped: null, problem: '' });
  },

  async swap({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { swapped } = this.data;
    const version = currentTarget.dataset['version'] as PackVersion;
    if (!swapped) return;
    const { confirm, content } = await wx.showModal({
      title: `换成${PACK_VERSION_WORDS[version]}？`,
      editable: true,
      placeholderText: '写明为什么换',
      confirmText: '换',
    });
    const reason = confirm ? content.trim() : '';
    if (reason === '') return;
    await this.act({ cardId: swapped.cardId, version, reason }, async (input) => {
      await call('staff', 'pack.swap', input);
      this.setData({ swapped: null });
      await this.load();
      return `${swapped.alias} 换成了${PACK_VERSION_WORDS[version]}，旧卡已作废`;
    });
  },

  /** A family without WeChat takes its consent back by a signed letter. */
  async takeBack() {
    const { swapped } = this.data;
    if (!swapped) return;
    const { confirm } = await wx.showModal({
      title: '家长撤回了同意？',
      content: '请先收到家长签字的撤回书。孩子的资料会删除，卡作废，不能恢复。',
      confirmText: '登记撤回',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ cardId: swapped.cardId }, async (input) => {
      await call('staff', 'entry.withdraw', input);
      this.setData({ swapped: null });
      await this.load();
      return '已登记，这份暖心包留给下一个孩子';
    });
  },

  async close() {
    const { confirm } = await wx.showModal({
      title: '关闭这个批次？',
      content: '关闭后成员的授权同时结束，不能再核销。',
      confirmText: '关闭',
    });
    if (!confirm) return;
    await this.act({ batchId: this.data.batchId }, async (input) => {
      await call('staff', 'pack.close', input);
      await this.load();
      return '批次已关闭';
    });
  },
});
