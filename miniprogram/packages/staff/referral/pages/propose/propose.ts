import type { ChildToMatch } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { childLines, childrenIn, type ChildLine } from '../../../common/children';
import { communityData, communityPage } from '../../../common/communities';
import { turnTo } from '../../../common/scroll-to';
import { specialistLines, type SpecialistLine } from '../../../common/specialists';
import { missingIn } from './view';

const NO_CHILD = nothingHere('这个社区还没有登记的孩子', '请换一个社区看看。', '');

Page({
  ...loadingPage,
  ...communityPage,

  data: {
    ...loadingData(),
    ...communityData(),
    children: [] as ChildLine[],
    child: null as ChildLine | null,
    specialists: [] as SpecialistLine[],
    specialistId: '',
    purpose: '',
    question: '',
  },

  onLoad({ childId = '', alias = '' }: { childId?: string; alias?: string }) {
    if (childId !== '')
      this.setData({ child: { childId, alias: decodeURIComponent(alias), about: '' } });
    void this.reload();
  },

  async load() {
    const { items } = await call('staff', 'specialist.list', {});
    this.setData({ specialists: specialistLines(items.filter(({ current }) => current)) });
    if (this.data.child) this.setData({ state: null });
    else await this.readHere();
  },

  childrenOf: childrenIn,

  takeChildren(items: ChildToMatch[]) {
    const children = childLines(items);
    this.setData({ children, child: null, state: children.length === 0 ? NO_CHILD : null });
  },

  chooseChild({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const child = this.data.children.find((line) => line.childId === childId) ?? null;
    this.setData({ child, problem: '', done: '' });
    turnTo('.side');
  },

  chooseSpecialist({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ specialistId: currentTarget.dataset['specialistId'] as string, problem: '' });
  },

  write({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.setData({ [currentTarget.dataset['field'] as string]: detail.value, problem: '' });
  },

  async propose() {
    const { child, specialistId } = this.data;
    if (!child) return;
    const purpose = this.data.purpose.trim();
    const question = this.data.question.trim();
    const problem = missingIn({ specialistId, purpose, question });
    this.setData({ problem });
    if (problem !== '') return;
    const payload = { childId: child.childId, specialistId, purpose, question };
    const isDone = await this.act(payload, async (input) => {
      await call('staff', 'referral.propose', input);
      return `已请${child.alias}的家长看看，同意后专家才会看到`;
    });
    if (!isDone) return;
    this.setData({ child: null, specialistId: '', purpose: '', question: '' });
    await this.reload();
  },
});
