import type { ChildToMatch, PairRole } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { childrenIn } from '../../../common/children';
import { communityData, communityPage } from '../../../common/communities';
import { turnTo } from '../../../common/scroll-to';
import {
  matchLines,
  missingIn,
  overseerChoices,
  pairChildLines,
  type MatchLine,
  type OverseerChoice,
  type PairChildLine,
} from './view';

const NO_CHILD = nothingHere('这个社区还没有登记的孩子', '请换一个社区看看。', '');

Page({
  ...loadingPage,
  ...communityPage,

  data: {
    ...loadingData(),
    ...communityData(),
    children: [] as PairChildLine[],
    child: null as PairChildLine | null,
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

  /** For whom mothers were looked for last: an answer about anything else is late. */
  asked: { childId: '', skill: '' },

  load() {
    return this.readHere();
  },

  childrenOf: childrenIn,

  takeChildren(items: ChildToMatch[]) {
    const children = pairChildLines(items);
    this.setData({ children, child: null, state: children.length === 0 ? NO_CHILD : null });
  },

  async chooseChild({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const child = this.data.children.find((line) => line.childId === childId) ?? null;
    this.setData({ child, motherId: '', problem: '', done: '', matches: [], overseers: [] });
    turnTo('.side');
    await this.readMatches();
  },

  async readMatches() {
    const { child, overseers: known } = this.data;
    if (!child) return;
    const { childId } = child;
    const skill = this.data.skill.trim();
    const asked = { childId, skill };
    this.asked = asked;
    try {
      const [{ items }, overseers] = await Promise.all([
        call('staff', 'mother.match', {
          campaignId: workingCampaign(),
          childId,
          ...(skill === '' ? {} : { skill }),
        }),
        known.length > 0 ? known : this.overseersOf(childId),
      ]);
      if (asked === this.asked) this.setData({ matches: matchLines(items), overseers });
    } catch {
      if (asked !== this.asked) return;
      this.setData({ problem: '没有读到名单，请再选一次这个孩子。' });
    }
  },

  async overseersOf(childId: string) {
    return overseerChoices((await call('staff', 'pair.overseers', { childId })).items);
  },

  /** The keyboard's 完成 also leaves the field: what was asked for is not asked for twice. */
  searchSkill() {
    if (this.data.skill.trim() !== this.asked.skill) void this.readMatches();
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
