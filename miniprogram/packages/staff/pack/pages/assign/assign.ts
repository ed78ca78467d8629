import { PACK_VERSION_WORDS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { AssignResult, PackCandidate, PackVersion } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { loadingData, loadingPage, reshownPage } from '../../../../../utils/loading-page';
import { percentOf } from '../../../../../utils/percent';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { communityData, communityPage } from '../../../common/communities';
import { candidateLines, outcomeText, type CandidateLine } from './view';

/** Children of one call: few enough that progress is seen. */
const AT_ONCE = 24;

const ANY = { version: '' as PackVersion | '', name: '全部' };

Page({
  ...loadingPage,
  ...reshownPage,
  ...communityPage,

  data: {
    ...loadingData(),
    batchId: '',
    planId: '',
    ...communityData(),
    versions: [
      ANY,
      ...PACK_VERSIONS.filter((version) => version !== 'family').map((version) => ({
        version,
        name: PACK_VERSION_WORDS[version],
      })),
    ],
    version: '' as PackVersion | '',
    children: [] as CandidateLine[],
    chosen: 0,
    /** How many of them are of other communities than the one that is shown. */
    elsewhere: 0,
    /** What the batch still has without a card. */
    left: '',
    family: false,
    reason: '',
    places: [] as string[],
    place: '',
    progress: '',
    percent: 0,
  },

  candidates: [] as PackCandidate[],
  chosenIds: [] as string[],
  /** The part of an assignment that is under way: what was cut off keeps its id. */
  part: undefined as Attempt | undefined,

  onLoad({ batchId = '' }: { batchId?: string }) {
    this.setData({ batchId });
    void this.reload();
  },

  async load() {
    const batch = await call('staff', 'pack.batch', { batchId: this.data.batchId });
    const left = batch.counts
      .filter(({ sent }) => sent > 0)
      .map(
        ({ version, sent, returned, lost, cards }) =>
          `${PACK_VERSION_WORDS[version]} 剩 ${Math.max(0, sent - returned - lost - cards)}`,
      );
    const place = this.data.place || (batch.places[0] ?? '');
    this.setData({
      planId: batch.planId,
      places: batch.places,
      place,
      left: left.join('　'),
    });
    await this.readHere();
  },

  async childrenOf(communityId: string) {
    const { planId } = this.data;
    return (await call('staff', 'pack.candidates', { planId, communityId })).items;
  },

  /** Who is ticked stays so, of other communities too, as long as a pack may be given. */
  takeChildren(candidates: PackCandidate[]) {
    this.candidates = candidates;
    const closed = new Set(
      candidates.flatMap(({ childId, refused }) => (refused === undefined ? [] : childId)),
    );
    this.chosenIds = this.chosenIds.filter((childId) => !closed.has(childId));
    this.show();
  },

  show() {
    const { version, family } = this.data;
    const chosenIds = new Set(this.chosenIds);
    const children = candidateLines(this.candidates, chosenIds, family ? '' : version);
    const here = this.candidates.filter(({ childId }) => chosenIds.has(childId)).length;
    const chosen = chosenIds.size;
    this.setData({ children, chosen, elsewhere: chosen - here, state: null });
  },

  chooseVersion({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ version: currentTarget.dataset['version'] as PackVersion | '' });
    this.show();
  },

  chooseKind({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ family: currentTarget.dataset['family'] as boolean });
    this.show();
  },

  choosePlace({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ place: currentTarget.dataset['place'] as string });
  },

  writeReason({ detail }: { detail: { value: string } }) {
    this.setData({ reason: detail.value });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const child = this.data.children.find((one) => one.childId === childId);
    if (!child?.can || this.data.busy) return;
    this.chosenIds = this.chosenIds.includes(childId)
      ? this.chosenIds.filter((one) => one !== childId)
      : [...this.chosenIds, childId];
    this.show();
  },

  chooseAll() {
    if (this.data.busy) return;
    const can = this.data.children.filter((child) => child.can);
    const ids = can.map(({ childId }) => childId);
    const all = ids.every((childId) => this.chosenIds.includes(childId));
    const others = this.chosenIds.filter((childId) => !ids.includes(childId));
    this.chosenIds = all ? others : [...others, ...ids];
    this.show();
  },

  byRoster() {
    const { batchId } = this.data;
    void wx.navigateTo({ url: `/packages/staff/family/pages/roster/roster?batchId=${batchId}` });
  },

  /** Part by part: what was cut off is sent again with the same id, and done once. */
  async assign() {
    const { busy, batchId, family, reason, place } = this.data;
    const total = this.chosenIds.length;
    if (busy || total === 0) return;
    this.setData({ busy: true, problem: '', done: '', percent: 0 });
    const results: AssignResult[] = [];
    const more = {
      ...(family ? { version: 'family' as const } : {}),
      ...(family && reason.trim() !== '' ? { reason: reason.trim() } : {}),
      ...(place === '' ? {} : { place }),
    };
    try {
      while (this.chosenIds.length > 0) {
        const childIds = this.chosenIds.slice(0, AT_ONCE);
        const payload = { batchId, childIds, ...more };
        this.part = attemptFor(payload, this.part);
        const { requestId } = this.part;
        results.push(...(await call('staff', 'pack.assign', { ...payload, requestId })).results);
        this.chosenIds = this.chosenIds.filter((childId) => !childIds.includes(childId));
        this.setData({
          progress: `已办 ${results.length} / ${total}`,
          percent: percentOf(results.length, total),
        });
      }
      await this.load();
      this.setData({ busy: false, progress: '', done: outcomeText(results) });
    } catch (error) {
      const told = results.length > 0 ? `${outcomeText(results)}。` : '';
      this.show();
      this.setData({ busy: false, progress: '', problem: `${told}${errorLine(error)}` });
    }
  },
});
