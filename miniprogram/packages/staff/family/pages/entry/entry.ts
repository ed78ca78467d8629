import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import type { Community, ConsentScope, WishCategory } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { ownCommunities } from '../../../common/communities';
import {
  CATEGORIES,
  CHILD_FIELDS,
  draftOf,
  EMPTY_DRAFT,
  fieldAfter,
  FORM_FIELDS,
  nextDraft,
  readDraft,
  readWords,
  scopeRows,
  WISH_FIELDS,
  type Draft,
  type Field,
  type Problems,
} from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    childFields: CHILD_FIELDS,
    wishFields: WISH_FIELDS,
    formFields: FORM_FIELDS,
    categories: CATEGORIES,
    communities: [] as Community[],
    communityName: '',
    draft: EMPTY_DRAFT,
    scopes: scopeRows([]),
    problems: {} as Problems,
    focus: '' as Field | '',
    /** A returned wish that is corrected; '' for a new family. */
    wishId: '',
    doneCount: 0,
  },

  onLoad({ wishId = '' }: { wishId?: string }) {
    this.setData({ wishId });
    void this.reload();
  },

  async load() {
    const { wishId } = this.data;
    if (wishId !== '') {
      void wx.setNavigationBarTitle({ title: '代家长修改' });
      const draft = draftOf(
        await call('staff', 'wish.open', { wishId, purpose: '代家长修改心愿' }),
      );
      this.setData({ draft, state: null });
      return;
    }
    const communities = await ownCommunities();
    const [only] = communities;
    this.setData({ communities, state: null, focus: 'nickname' });
    this.show({
      ...EMPTY_DRAFT,
      communityId: communities.length === 1 && only ? only.communityId : '',
    });
  },

  show(draft: Draft) {
    const community = this.data.communities.find(
      ({ communityId }) => communityId === draft.communityId,
    );
    this.setData({
      draft,
      scopes: scopeRows(draft.scopes),
      communityName: community?.name ?? '',
    });
  },

  change(change: Partial<Draft>) {
    const right = Object.fromEntries(Object.keys(change).map((key) => [key, '']));
    this.setData({ problems: { ...this.data.problems, ...right }, problem: '' });
    this.show({ ...this.data.draft, ...change });
  },

  write({ currentTarget, detail }: WechatMiniprogram.Input) {
    const key = currentTarget.dataset['key'] as Field;
    this.setData({ [`draft.${key}`]: detail.value, [`problems.${key}`]: '' });
  },

  /** Enter leads on to the next field, and submits behind the last one. */
  goOn({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const next = fieldAfter(currentTarget.dataset['key'] as Field);
    if (next === undefined || (this.data.wishId !== '' && next === 'formNo')) void this.submit();
    else this.setData({ focus: next });
  },

  chooseCommunity({ detail }: WechatMiniprogram.PickerChange) {
    const community = this.data.communities[Number(detail.value)];
    if (community) this.change({ communityId: community.communityId });
  },

  chooseCategory({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.change({ category: currentTarget.dataset['category'] as WishCategory });
    this.setData({ focus: 'title' });
  },

  toggleScope({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const scope = currentTarget.dataset['scope'] as ConsentScope;
    const { scopes } = this.data.draft;
    this.change({
      scopes: scopes.includes(scope)
        ? scopes.filter((other) => other !== scope)
        : [...scopes, scope],
    });
  },

  async submit() {
    const { draft, wishId, busy } = this.data;
    if (busy) return;
    const read = wishId === '' ? readDraft(draft) : readWords(draft);
    const problems = 'problems' in read ? read.problems : {};
    this.setData({ problems, problem: '', done: '' });
    if ('problems' in read) return;
    await this.act(read, async ({ requestId }) => {
      if ('wish' in read) {
        await call('staff', 'entry.again', { requestId, wishId, wish: read.wish });
        return '已重新提交，从第一级开始审核。';
      }
      const { wishNo, alias } = await call('staff', 'entry.save', {
        requestId,
        campaignId: workingCampaign(),
        ...read.entry,
      });
      this.setData({ doneCount: this.data.doneCount + 1 });
      this.show(nextDraft(draft));
      this.setData({ focus: 'nickname' });
      return `心愿 ${wishNo}，卡上的代号是「${alias}」`;
    });
  },
});
