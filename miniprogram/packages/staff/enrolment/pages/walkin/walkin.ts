import type { ChildToMatch } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { placesText } from '../../common/standing';
import { childLines, type ChildLine } from './view';

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    title: '',
    places: '',
    isForChild: true,
    name: '',
    communities: [] as { communityId: string; name: string }[],
    communityIndex: 0,
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
    const campaignId = workingCampaign();
    const [{ communities }, { admin, grants }, { items }] = await Promise.all([
      getCampaign(campaignId),
      call('staff', 'me', {}),
      call('staff', 'programme.list', { campaignId }),
    ]);
    const programme = items.find(({ programmeId }) => programmeId === this.programmeId);
    if (!programme) {
      this.setData({ state: GONE });
      return;
    }
    const own = new Set(grants.map(({ areaId }) => areaId));
    const isAbove = admin || grants.some(({ level }) => level !== 'community');
    const isForChild = programme.for === 'child';
    this.setData({
      title: programme.title,
      places: placesText(programme),
      isForChild,
      communities: isAbove
        ? communities
        : communities.filter(({ communityId }) => own.has(communityId)),
    });
    if (isForChild) await this.readChildren();
    this.setData({ state: null });
  },

  async readChildren() {
    const { communities, communityIndex } = this.data;
    const communityId = communities[communityIndex]?.communityId;
    const { items } =
      communityId === undefined
        ? { items: [] }
        : await call('staff', 'mother.children', { campaignId: workingCampaign(), communityId });
    this.known = items;
    this.setData({ children: childLines(items, this.data.typed) });
  },

  async chooseCommunity({ detail }: { detail: { value: number | string } }) {
    this.setData({ communityIndex: Number(detail.value), problem: '', done: '' });
    try {
      await this.readChildren();
    } catch (error) {
      this.setData({ children: [], problem: errorLine(error) });
    }
  },

  search({ detail }: { detail: { value: string } }) {
    this.setData({ typed: detail.value, children: childLines(this.known, detail.value) });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ name: detail.value });
  },

  async takeIn(who: { childId: string } | { name: string }, called: string) {
    await this.act({ programmeId: this.programmeId, ...who }, async (input) => {
      await call('staff', 'enrolment.walkIn', input);
      this.setData({ name: '' });
      await this.load();
      return `${called} 登记好了，这一场算到场`;
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
