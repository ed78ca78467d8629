import type { Input, Profession, ReferralRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import {
  LOADING,
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
import type { WrittenAnswer } from '../../../common/components/answer-form/answer-form';
import { turnTo } from '../../../common/scroll-to';
import { specialistLines, type SpecialistLine } from '../../../common/specialists';
import {
  EMPTY_DRAFT,
  PROFESSIONS,
  referralLines,
  specialistOf,
  TABS,
  type ReferralLine,
  type SpecialistDraft,
  type Tab,
} from './view';

const NO_REFERRAL = nothingHere(
  '还没有转介',
  '孩子需要心理、法律或家庭教育的专家时，点「提出转介」。家长同意了才会联系。',
);

const NO_SPECIALIST = nothingHere(
  '还没有登记专家',
  '家庭教育·心理关爱联盟的专家由管理员登记，会员到期就不能再接转介。',
);

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    tabs: TABS,
    tab: 'referrals' as Tab,
    isAdmin: false,
    lines: [] as ReferralLine[],
    specialists: [] as SpecialistLine[],
    professions: PROFESSIONS,
    draft: null as SpecialistDraft | null,
    /** The referral whose answer is written down. */
    answering: '',
  },

  items: [] as ReferralRow[],

  onLoad() {
    // `onShow` reads: what was proposed on the other page stands here at once.
  },

  onShow() {
    void this.reload();
  },

  onReachBottom() {
    if (this.data.tab === 'referrals') void this.more();
  },

  readPage(cursor?: string) {
    return call('staff', 'referral.list', after(cursor));
  },

  showItems() {
    const lines = referralLines(this.items);
    if (this.data.tab !== 'referrals') return;
    this.setData({ lines, state: lines.length === 0 ? NO_REFERRAL : null });
  },

  async load() {
    const { tab } = this.data;
    if (tab === 'referrals') {
      await pagedPage.load.call(this);
      return;
    }
    const [{ items }, { admin }] = await Promise.all([
      call('staff', 'specialist.list', {}),
      call('staff', 'me', {}),
    ]);
    if (tab !== this.data.tab) return;
    const isEmpty = items.length === 0 && this.data.draft === null;
    this.setData({
      specialists: specialistLines(items),
      isAdmin: admin,
      state: isEmpty ? { ...NO_SPECIALIST, action: admin ? '登记一位专家' : '刷新' } : null,
    });
  },

  retry() {
    if (this.data.state?.kind === 'empty' && this.data.tab === 'specialists' && this.data.isAdmin) {
      this.setData({ state: null, draft: EMPTY_DRAFT });
      return;
    }
    loadingPage.retry.call(this);
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const tab = currentTarget.dataset['tab'] as Tab;
    this.setData({ tab, state: LOADING, draft: null, problem: '', done: '', hasMore: false });
    void this.reload();
  },

  propose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { childId = '', alias = '' } = currentTarget.dataset as Record<string, string>;
    const query = childId === '' ? '' : `?childId=${childId}&alias=${encodeURIComponent(alias)}`;
    void wx.navigateTo({ url: `/packages/staff/referral/pages/propose/propose${query}` });
  },

  openAnswer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const answering = currentTarget.dataset['referralId'] as string;
    this.setData({ answering, problem: '', done: '' });
  },

  closeAnswer() {
    this.setData({ answering: '', problem: '' });
  },

  async saveAnswer({ detail }: { detail: WrittenAnswer }) {
    const { answer, how, note } = detail;
    await this.writeDown({ answer, how, note }, '家长的答复登记好了');
  },

  async saveWithdrawal({ detail }: { detail: Pick<WrittenAnswer, 'how' | 'note'> }) {
    await this.writeDown({ ...detail, answer: 'withdraw' }, '撤回登记好了，专家从现在起看不到了');
  },

  async writeDown(
    said: Omit<Input<'staff', 'referral.answer'>, 'requestId' | 'referralId'>,
    done: string,
  ) {
    const payload = { ...said, referralId: this.data.answering };
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'referral.answer', input);
      return done;
    });
    if (!isDone) return;
    this.setData({ answering: '' });
    await this.reload();
  },

  addSpecialist() {
    this.setData({ draft: EMPTY_DRAFT, problem: '', done: '' });
    turnTo('.side');
  },

  changeSpecialist({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.data.isAdmin || this.data.busy) return;
    const id = currentTarget.dataset['specialistId'] as string;
    const one = this.data.specialists.find(({ specialistId }) => specialistId === id);
    if (!one) return;
    const { specialistId, name, profession, contact, memberUntil } = one;
    this.setData({
      draft: { specialistId, code: '', name, profession, contact, memberUntil },
      problem: '',
      done: '',
    });
    turnTo('.side');
  },

  write({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.setData({ [`draft.${currentTarget.dataset['field'] as string}`]: detail.value });
  },

  setDay({ detail }: { detail: { value: string } }) {
    this.setData({ 'draft.memberUntil': detail.value, problem: '' });
  },

  chooseProfession({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const profession = currentTarget.dataset['profession'] as Profession;
    this.setData({ 'draft.profession': profession, problem: '' });
  },

  cancel() {
    this.setData({ draft: null, problem: '' });
    void this.reload();
  },

  async save() {
    const { draft } = this.data;
    if (!draft) return;
    const { problem, input: payload } = specialistOf(draft);
    this.setData({ problem });
    if (!payload) return;
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'specialist.save', input);
      return `${payload.name}登记好了`;
    });
    if (!isDone) return;
    this.setData({ draft: null });
    await this.reload();
  },
});
