import { AUDIENCE_WORDS, PROGRAMME_KIND_WORDS } from '@micro-wish/vocabulary';
import type { Audience, ProgrammeKind } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import {
  copyOf,
  draftOf,
  emptyDraft,
  nextSession,
  programmeInput,
  type ProgrammeDraft,
  type SessionDraft,
} from './view';

const GONE = nothingHere('没有找到这个项目', '请回到项目列表再选一次。', '');

const KINDS = Object.entries(PROGRAMME_KIND_WORDS).map(([value, word]) => ({
  value: value as ProgrammeKind,
  word,
}));

const AUDIENCES = Object.entries(AUDIENCE_WORDS).map(([value, word]) => ({
  value: value as Audience,
  word,
}));

type Written = WechatMiniprogram.CustomEvent<{ value: string }>;
type Tapped = WechatMiniprogram.TouchEvent;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    KINDS,
    AUDIENCES,
    draft: emptyDraft(Date.now()),
    communities: [] as { communityId: string; name: string; chosen: boolean }[],
    isOver: false,
    /** What is to be cancelled: a session's id, '' for all of it; null for nothing. */
    cancelling: null as string | null,
    cancelTitle: '',
  },

  programmeId: '',
  isCopy: false,

  onLoad({ programmeId = '', copy = '' }: { programmeId?: string; copy?: string }) {
    this.programmeId = programmeId;
    this.isCopy = copy !== '';
    void this.reload();
  },

  async load() {
    const campaignId = workingCampaign();
    const [{ communities }, known] = await Promise.all([
      getCampaign(campaignId),
      this.programmeId === ''
        ? undefined
        : call('staff', 'programme.list', { campaignId }).then(({ items }) =>
            items.find(({ programmeId }) => programmeId === this.programmeId),
          ),
    ]);
    if (this.programmeId !== '' && !known) {
      this.setData({ state: GONE });
      return;
    }
    const now = Date.now();
    const draft = known ? (this.isCopy ? copyOf(known, now) : draftOf(known)) : emptyDraft(now);
    this.setData({
      draft,
      communities: communities.map(({ communityId, name }) => ({
        communityId,
        name,
        chosen: draft.communityIds.includes(communityId),
      })),
      isOver: known?.cancelled !== undefined && !this.isCopy,
      state: null,
    });
    void wx.setNavigationBarTitle({ title: draft.programmeId === '' ? '新建项目' : '修改项目' });
  },

  change(part: Partial<ProgrammeDraft>) {
    this.setData({ draft: { ...this.data.draft, ...part }, problem: '' });
  },

  write({ currentTarget, detail }: Written) {
    this.change({ [currentTarget.dataset['field'] as string]: detail.value });
  },

  choose({ currentTarget }: Tapped) {
    const { field, value } = currentTarget.dataset as { field: string; value: string };
    this.change({ [field]: value });
  },

  toggleCommunity({ currentTarget }: Tapped) {
    const id = currentTarget.dataset['communityId'] as string;
    const { communityIds } = this.data.draft;
    const chosen = communityIds.includes(id)
      ? communityIds.filter((other) => other !== id)
      : [...communityIds, id];
    this.change({ communityIds: chosen });
    this.setData({
      communities: this.data.communities.map((one) => ({
        ...one,
        chosen: chosen.includes(one.communityId),
      })),
    });
  },

  changeSession(at: number, part: Partial<SessionDraft>) {
    const { sessions } = this.data.draft;
    this.change({
      sessions: sessions.map((session, index) =>
        index === at ? { ...session, ...part } : session,
      ),
    });
  },

  writeSession({ currentTarget, detail }: Written) {
    const { index, field } = currentTarget.dataset as { index: number; field: string };
    this.changeSession(index, { [field]: detail.value });
  },

  toggleInOut({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.changeSession(currentTarget.dataset['index'] as number, { inOut: detail.value });
  },

  addSession() {
    const { sessions } = this.data.draft;
    this.change({ sessions: [...sessions, nextSession(sessions, Date.now())] });
  },

  removeSession({ currentTarget }: Tapped) {
    const at = currentTarget.dataset['index'] as number;
    this.change({ sessions: this.data.draft.sessions.filter((_, index) => index !== at) });
  },

  async save() {
    const read = programmeInput(this.data.draft, workingCampaign());
    this.setData({ problem: read.problem });
    if (!read.value) return;
    const isDone = await this.act(read.value, async (input) => {
      await call('staff', 'programme.save', input);
      return '保存好了';
    });
    if (!isDone) return;
    void wx.showToast({ title: '保存好了', icon: 'success' });
    void wx.navigateBack();
  },

  askCancel({ currentTarget }: Tapped) {
    const cancelling = (currentTarget.dataset['sessionId'] as string | undefined) ?? '';
    const { sessions, title } = this.data.draft;
    const session = sessions.find(({ sessionId }) => sessionId === cancelling);
    this.setData({
      cancelling,
      cancelTitle: `取消「${session?.title ?? title}」`,
      problem: '',
      done: '',
    });
  },

  closeCancel() {
    this.setData({ cancelling: null, problem: '' });
  },

  async cancel({ detail }: { detail: { reason: string } }) {
    const { cancelling, draft } = this.data;
    if (cancelling === null) return;
    const payload = {
      programmeId: draft.programmeId,
      ...(cancelling === '' ? {} : { sessionId: cancelling }),
      reason: detail.reason,
    };
    await this.act(payload, async (input) => {
      await call('staff', 'programme.cancel', input);
      this.setData({ cancelling: null });
      await this.load();
      return '已取消，报名和排队的人都会收到通知';
    });
  },
});
