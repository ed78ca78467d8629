import { dayAt, PROOF_WORDS } from '@micro-wish/vocabulary';
import type { MotherDecision, MotherRow, Proof } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { everyItem, after } from '../../../../../utils/paging';
import { turnTo } from '../../../common/scroll-to';
import { filtered, FILTERS, motherLines, PROOFS, type Filter, type MotherLine } from './view';

const NONE = nothingHere('这里还没有爱心妈妈', '她们在小程序里申请后，会出现在这里。');

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    filters: FILTERS,
    filter: 'all' as Filter,
    proofs: PROOFS,
    lines: [] as MotherLine[],
    current: null as MotherLine | null,
    proof: '' as Proof | '',
    on: '',
    until: '',
    today: '',
    reason: '',
    /** Certifies hours: district staff and admins. */
    mayCertify: false,
    hoursFrom: '',
    hoursUntil: '',
  },

  rows: [] as MotherRow[],

  async load() {
    const campaignId = workingCampaign();
    this.rows = await everyItem<MotherRow>((cursor) =>
      call('staff', 'mother.list', { campaignId, ...after(cursor) }),
    );
    const { admin, grants } = await call('staff', 'me', {});
    this.setData({
      today: dayAt(Date.now()),
      mayCertify: admin || grants.some(({ level }) => level === 'district'),
    });
    this.show();
  },

  show() {
    const { filter, current } = this.data;
    const all = motherLines(this.rows, Date.now());
    const lines = filtered(all, this.rows, filter);
    this.setData({
      lines,
      state: this.rows.length === 0 ? NONE : null,
      current: all.find(({ motherId }) => motherId === current?.motherId) ?? null,
    });
  },

  exportList() {
    void takeList({ list: 'mothers', campaignId: workingCampaign() });
  },

  match() {
    void wx.navigateTo({ url: '/packages/staff/mother/pages/matching/matching' });
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ filter: currentTarget.dataset['filter'] as Filter });
    this.show();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const motherId = currentTarget.dataset['motherId'] as string;
    if (this.data.busy) return;
    this.setData({
      current: this.data.lines.find((line) => line.motherId === motherId) ?? null,
      proof: '',
      on: this.data.today,
      until: '',
      reason: '',
      hoursFrom: `${this.data.today.slice(0, 4)}-01-01`,
      hoursUntil: this.data.today,
      problem: '',
      done: '',
    });
    turnTo('.side');
  },

  chooseProof({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ proof: currentTarget.dataset['proof'] as Proof, problem: '' });
  },

  setDay({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    this.setData({ [currentTarget.dataset['field'] as string]: detail.value });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ reason: detail.value });
  },

  async decide({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { current } = this.data;
    if (!current) return;
    const decision = currentTarget.dataset['decision'] as MotherDecision;
    const reason = this.data.reason.trim();
    const { motherId, name } = current;
    const payload = { motherId, decision, ...(reason === '' ? {} : { reason }) };
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'mother.decide', input);
      return decision === 'pause' || decision === 'end'
        ? `${name}的陪伴已暂停，督导会收到提醒`
        : `${name}办理好了`;
    });
    if (isDone) await this.reload();
  },

  async certify() {
    const { current, hoursFrom: from, hoursUntil: until } = this.data;
    if (!current) return;
    const { motherId, name } = current;
    await this.act({ motherId, from, until }, async (input) => {
      const { number } = await call('staff', 'certificate.hours', input);
      return `${name}的时长证明出好了：${number}。她在「我的证书」里能看到和下载。`;
    });
  },

  async prove() {
    const { current, proof, on, until } = this.data;
    if (!current) return;
    if (proof === '') {
      this.setData({ problem: '请选择一种材料' });
      return;
    }
    const { motherId, name } = current;
    const payload = { motherId, proof, on, ...(until === '' ? {} : { until }) };
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'mother.proof', input);
      return `${name}的${PROOF_WORDS[proof]}登记好了`;
    });
    if (!isDone) return;
    this.setData({ proof: '', until: '' });
    await this.reload();
  },
});
