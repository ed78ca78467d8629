import type { ChildToMatch } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { childLines, childrenIn, type ChildLine } from '../../../common/children';
import { communityData, communityPage } from '../../../common/communities';
import { placesText } from '../../common/standing';

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');

Page({
  ...loadingPage,
  ...communityPage,

  data: {
    ...loadingData(),
    title: '',
    places: '',
    isForChild: true,
    name: '',
    ...communityData(),
    typed: '',
    children: [] as ChildLine[],
  },

  programmeId: '',
  known: [] as ChildToMatch[],

  onLoad({ programmeId = '' }: { programmeId?: string }) {
    this.programmeId = programmeId;
    void this.reload();
  },

  async load() {
    await this.readProgramme();
    if (this.data.state === GONE) return;
    if (this.data.isForChild) await this.readHere();
    else this.setData({ state: null });
  },

  async readProgramme() {
    const { items } = await call('staff', 'programme.list', { campaignId: workingCampaign() });
    const programme = items.find(({ programmeId }) => programmeId === this.programmeId);
    if (!programme) {
      this.setData({ state: GONE });
      return;
    }
    this.setData({
      title: programme.title,
      places: placesText(programme),
      isForChild: programme.for === 'child',
    });
  },

  childrenOf: childrenIn,

  takeChildren(children: ChildToMatch[]) {
    this.known = children;
    this.setData({ children: childLines(children, this.data.typed), state: null });
  },

  search({ detail }: { detail: { value: string } }) {
    this.setData({ typed: detail.value, children: childLines(this.known, detail.value) });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ name: detail.value });
  },

  async takeIn(who: { childId: string } | { name: string }, called: string) {
    await this.act({ programmeId: this.programmeId, ...who }, async (input) => {
      const { sessionId } = await call('staff', 'enrolment.walkIn', input);
      this.setData({ name: '' });
      await this.reload(() => this.readProgramme());
      return `${called} 登记好了，${sessionId === undefined ? '从下一场开始参加' : '这一场算到场'}`;
    });
  },

  async takeChild({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { childId } = currentTarget.dataset as { childId: string };
    const alias = this.data.children.find((child) => child.childId === childId)?.alias ?? '';
    const { confirm } = await wx.showModal({
      title: `登记「${alias}」？`,
      content: '请确认孩子和家人就在现场。',
      confirmText: '登记',
    });
    if (confirm) await this.takeIn({ childId }, alias);
  },

  takeAdult() {
    const name = this.data.name.trim();
    if (name === '') {
      this.setData({ problem: '请填写姓名。' });
      return;
    }
    void this.takeIn({ name }, name);
  },
});
