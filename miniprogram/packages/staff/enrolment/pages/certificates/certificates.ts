import type { CertificateRow, EnrolmentRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import {
  loadingData,
  loadingPage,
  nothingHere,
  reshownPage,
} from '../../../../../utils/loading-page';
import { after, everyItem } from '../../../../../utils/paging';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { held } from '../../common/standing';
import {
  awardText,
  certificateLines,
  learnerLines,
  scoreOf,
  type CertificateLine,
  type LearnerLine,
} from './view';

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');
const NOBODY = nothingHere('还没有人参加', '报名的人到场以后，在这里登记考核、颁发证书。');

/** As many as one call awards. */
const AT_ONCE = 200;

type Tapped = WechatMiniprogram.TouchEvent;

Page({
  ...loadingPage,
  ...reshownPage,

  data: {
    ...loadingData(),
    isAdmin: false,
    /** An admin or staff of the district award. */
    mayAward: false,
    title: '',
    learners: [] as LearnerLine[],
    chosen: 0,
    certificates: [] as CertificateLine[],
    revoking: null as CertificateLine | null,
  },

  rows: [] as EnrolmentRow[],
  sessions: [] as string[],
  chosenIds: [] as string[],
  /** One assessment each: sent again after a failure, it is noted once. */
  parts: {} as Record<string, Attempt>,
  programmeId: '',

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
    void this.reload();
  },

  async load() {
    const { programmeId } = this;
    const [{ admin, grants }, { items }, rows, issued] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'programme.list', { campaignId: workingCampaign() }),
      everyItem<EnrolmentRow>((cursor) =>
        call('staff', 'enrolment.list', {
          programmeId,
          ...after(cursor),
        }),
      ),
      call('staff', 'certificate.list', { programmeId }),
    ]);
    const programme = items.find((one) => one.programmeId === programmeId);
    if (!programme) {
      this.setData({ state: GONE });
      return;
    }
    this.rows = rows;
    this.sessions = held(programme).map(({ sessionId }) => sessionId);
    this.setData({
      isAdmin: admin,
      mayAward: admin || grants.some(({ level }) => level === 'district'),
      title: programme.title,
      certificates: certificateLines(issued.items satisfies CertificateRow[], admin),
    });
    this.show();
  },

  show() {
    const learners = learnerLines(this.rows, this.sessions, new Set(this.chosenIds));
    this.chosenIds = learners.flatMap(({ enrolmentId, chosen }) => (chosen ? enrolmentId : []));
    this.setData({
      learners,
      chosen: this.chosenIds.length,
      state: learners.length === 0 ? NOBODY : null,
    });
  },

  toggle({ currentTarget }: Tapped) {
    const id = currentTarget.dataset['enrolmentId'] as string;
    if (this.data.busy) return;
    this.chosenIds = this.chosenIds.includes(id)
      ? this.chosenIds.filter((other) => other !== id)
      : [...this.chosenIds, id];
    this.show();
  },

  chooseAll() {
    const ids = this.data.learners.map(({ enrolmentId }) => enrolmentId);
    this.chosenIds = this.chosenIds.length === ids.length ? [] : ids;
    this.show();
  },

  openScores() {
    const url = '/packages/staff/enrolment/pages/scores/scores';
    void wx.navigateTo({ url: `${url}?programmeId=${this.programmeId}` });
  },

  chooseReady() {
    this.chosenIds = this.data.learners
      .filter(({ isReady }) => isReady)
      .map(({ enrolmentId }) => enrolmentId);
    this.show();
  },

  /** A score is asked for where one person is assessed; undefined where the question was left. */
  async askScore(passed: boolean): Promise<{ score?: number } | undefined> {
    if (this.chosenIds.length > 1) {
      const { confirm } = await wx.showModal({
        title: `${this.chosenIds.length} 人都${passed ? '合格' : '不合格'}？`,
        content: '之后还可以逐个改。',
      });
      return confirm ? {} : undefined;
    }
    const { confirm, content } = await wx.showModal({
      title: passed ? '考核合格' : '考核不合格',
      editable: true,
      placeholderText: '分数（0–100），可以不填',
    });
    if (!confirm) return undefined;
    const score = scoreOf(content);
    if (Number.isNaN(score)) {
      this.setData({ problem: '分数填 0 到 100。' });
      return undefined;
    }
    return score === undefined ? {} : { score };
  },

  async assess({ currentTarget }: Tapped) {
    const passed = currentTarget.dataset['passed'] as boolean;
    const enrolmentIds = [...this.chosenIds];
    if (this.data.busy || enrolmentIds.length === 0) return;
    const more = await this.askScore(passed);
    if (!more) return;
    await this.act({ enrolmentIds, passed, ...more }, async () => {
      for (const enrolmentId of enrolmentIds) {
        const payload = { enrolmentId, passed, ...more };
        const part = attemptFor(payload, this.parts[enrolmentId]);
        this.parts[enrolmentId] = part;
        await call('staff', 'programme.assess', { ...payload, requestId: part.requestId });
      }
      this.parts = {};
      this.chosenIds = [];
      await this.reload();
      return `${enrolmentIds.length} 人的考核记下了`;
    });
  },

  async award() {
    const enrolmentIds = this.chosenIds.slice(0, AT_ONCE);
    if (this.data.busy || enrolmentIds.length === 0) return;
    const { confirm } = await wx.showModal({
      title: `给 ${enrolmentIds.length} 人发证书？`,
      content: '证书一发就定了，只能更正或撤销。没有达到要求的人不会发。',
      confirmText: '颁发',
    });
    if (!confirm) return;
    await this.act({ programmeId: this.programmeId, enrolmentIds }, async (input) => {
      const { results } = await call('staff', 'certificate.award', input);
      this.chosenIds = [];
      await this.reload();
      return awardText(results);
    });
  },

  async correct({ currentTarget }: Tapped) {
    const number = currentTarget.dataset['number'] as string;
    const { confirm, content } = await wx.showModal({
      title: '更正姓名',
      editable: true,
      placeholderText: '正确的姓名',
      confirmText: '换发新证书',
    });
    const name = confirm ? content.trim() : '';
    if (name === '') return;
    await this.act({ number, name }, async (input) => {
      const answer = await call('staff', 'certificate.correct', input);
      await this.reload();
      return `已换发 ${answer.number}，原来的编号查出来是「已更正」`;
    });
  },

  askRevoke({ currentTarget }: Tapped) {
    const number = currentTarget.dataset['number'] as string;
    const revoking = this.data.certificates.find((line) => line.number === number) ?? null;
    this.setData({ revoking, problem: '', done: '' });
  },

  closeRevoke() {
    this.setData({ revoking: null, problem: '' });
  },

  async revoke({ detail }: { detail: { reason: string } }) {
    const { revoking } = this.data;
    if (!revoking) return;
    await this.act({ number: revoking.number, reason: detail.reason }, async (input) => {
      const { state } = await call('staff', 'certificate.revoke', input);
      this.setData({ revoking: null });
      await this.reload();
      return state === 'revoked' ? '已撤销，不能恢复' : '记下了，要另一位管理员确认';
    });
  },
});
