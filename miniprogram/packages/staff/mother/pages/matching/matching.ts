import type { PairRole } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { turnTo } from '../../../common/scroll-to';
import {
  childLines,
  matchLines,
  missingIn,
  overseerChoices,
  type ChildLine,
  type MatchLine,
  type OverseerChoice,
} from './view';

const NO_CHILD = nothingHere('这个社区还没有登记的孩子', '请换一个社区看看。', '');

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    communities: [] as { communityId: string; name: string }[],
    communityIndex: 0,
    children: [] as ChildLine[],
    child: null as ChildLine | null,
    skill: '',
    matches: [] as MatchLine[],
    overseers: [] as OverseerChoice[],
    motherId: '',
    role: 'lead' as PairRole,
    purpose: '',
    until: '',
    supervisorGrantId: '',
    deputyGrantId: '',
    supervisorWord: '',
    deputyWord: '',
  },

  async load() {
    const campaignId = workingCampaign();
    if (this.data.communities.length === 0) {
      const [{ communities }, { admin, grants }] = await Promise.all([
        getCampaign(campaignId),
        call('staff', 'me', {}),
      ]);
      const own = new Set(grants.map(({ areaId }) => areaId));
      const isAbove = admin || grants.some(({ level }) => level !== 'community');
      const mine = isAbove
        ? communities
        : communities.filter(({ communityId }) => own.has(communityId));
      this.setData({ communities: mine });
    }
    const community = this.data.communities[this.data.communityIndex];
    if (!community) {
      this.setData({ state: NO_CHILD });
      return;
    }
    const { communityId } = community;
    const { items } = await call('staff', 'mother.children', { campaignId, communityId });
    const children = childLines(items);
    this.setData({ children, child: null, state: children.length === 0 ? NO_CHILD : null });
  },

  chooseCommunity({ detail }: { detail: { value: number | string } }) {
    this.setData({ communityIndex: Number(detail.value) });
    void this.reload();
  },

  async chooseChild({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const child = this.data.children.find((line) => line.childId === childId) ?? null;
    this.setData({ child, motherId: '', problem: '', done: '', matches: [], overseers: [] });
    turnTo('.side');
    await this.loadMatches();
  },

  async loadMatches() {
    const { child, skill } = this.data;
    if (!child) return;
    const { childId } = child;
    const asked = skill.trim() === '' ? {} : { skill: skill.trim() };
    try {
      const [matches, overseers] = await Promise.all([
        call('staff', 'mother.match', { campaignId: workingCampaign(), childId, ...asked }),
        call('staff', 'pair.overseers', { childId }),
      ]);
      this.setData({
        matches: matchLines(matches.items),
        overseers: overseerChoices(overseers.items),
      });
    } catch {
      this.setData({ problem: '没有读到名单，请再选一次这个孩子。' });
    }
  },

  writeSkill({ detail }: { detail: { value: string } }) {
    this.setData({ skill: detail.value });
  },

  chooseMother({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ motherId: currentTarget.dataset['motherId'] as string, problem: '' });
  },

  chooseRole({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ role: currentTarget.dataset['role'] as PairRole, problem: '' });
  },

  write({ detail }: { detail: { value: string } }) {
    this.setData({ purpose: detail.value });
  },

  setUntil({ detail }: { detail: { value: string } }) {
    this.setData({ until: detail.value });
  },

  chooseOverseer({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const who = currentTarget.dataset['who'] as 'supervisor' | 'deputy';
    const choice = this.data.overseers[Number(detail.value)];
    if (!choice) return;
    this.setData({ [`${who}GrantId`]: choice.grantId, [`${who}Word`]: choice.word, problem: '' });
  },

  async propose() {
    const { child, motherId, role, purpose, until, supervisorGrantId, deputyGrantId } = this.data;
    if (!child) return;
    const problem = missingIn({
      motherId,
      role,
      purpose,
      until,
      supervisorGrantId,
      deputyGrantId,
    });
    this.setData({ problem });
    if (problem !== '') return;
    const support = role === 'supporter' ? { purpose: purpose.trim(), until } : {};
    const { childId, alias } = child;
    const payload = { childId, motherId, role, ...support, supervisorGrantId, deputyGrantId };
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'pair.propose', input);
      return `已请${alias}的家庭看看，同意后约第一次见面`;
    });
    if (isDone) await this.reload();
  },
});
