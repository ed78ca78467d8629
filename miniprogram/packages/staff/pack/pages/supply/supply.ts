import {
  dayAt,
  DAY_MS,
  startOfDay,
  PACK_VERSION_WORDS,
  PACK_VERSIONS,
  UNIT_LEVEL_WORDS,
} from '@micro-wish/vocabulary';
import type { PackVersion, UnitLevel, UnitView } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import { contentsOf, countsOf, emptyByVersion, listOf, unitForm } from './view';

const VERSIONS = PACK_VERSIONS.map((version) => ({ version, name: PACK_VERSION_WORDS[version] }));

const LEVELS = (Object.keys(UNIT_LEVEL_WORDS) as UnitLevel[]).map((level) => ({
  level,
  name: UNIT_LEVEL_WORDS[level],
}));

/** A batch is on its way for so long, where nobody says otherwise. */
const USUAL_DAYS = 14;

/** 入库与发出: what an admin enters about packs, one card a task. */
Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    VERSIONS,
    LEVELS,
    task: 'send' as 'plan' | 'receive' | 'unit' | 'send',
    planId: '',
    title: '',
    day: '',
    contents: emptyByVersion(),
    version: '7-12' as PackVersion,
    count: '',
    source: '',
    units: [] as UnitView[],
    unitId: '',
    communities: [] as { communityId: string; name: string; chosen: boolean }[],
    name: '',
    level: 'district' as UnitLevel,
    places: '',
    /** The unit that is changed; '' for a new one. */
    editing: '',
    counts: emptyByVersion(),
    from: dayAt(Date.now()),
    until: dayAt(Date.now() + USUAL_DAYS * DAY_MS),
  },

  onLoad({ planId = '' }: { planId?: string }) {
    this.setData({ planId, task: planId === '' ? 'plan' : 'send' });
    void this.reload();
  },

  async load() {
    const campaignId = workingCampaign();
    const [plans, units, { communities }] = await Promise.all([
      call('staff', 'pack.plans', { campaignId }).then(({ items }) => items),
      call('staff', 'unit.list', { campaignId }).then(({ items }) => items),
      getCampaign(campaignId),
    ]);
    const plan = plans.find(({ planId }) => planId === this.data.planId);
    this.setData({
      units,
      communities: communities.map((one) => ({ ...one, chosen: false })),
      ...(plan
        ? {
            title: plan.title,
            day: plan.day,
            contents: contentsOf(plan.contents),
          }
        : {}),
      state: null,
    });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { field, value } = currentTarget.dataset as { field: string; value: string };
    this.setData({ [field]: value, problem: '', done: '' });
  },

  write({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ [currentTarget.dataset['field'] as string]: detail.value });
  },

  toggleCommunity({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const id = currentTarget.dataset['id'] as string;
    this.setData({
      communities: this.data.communities.map((one) =>
        one.communityId === id ? { ...one, chosen: !one.chosen } : one,
      ),
    });
  },

  async savePlan() {
    const { planId, title, day, contents } = this.data;
    const payload = {
      ...(planId === '' ? {} : { planId }),
      campaignId: workingCampaign(),
      title: title.trim(),
      day,
      contents: {
        '0-6': listOf(contents['0-6']),
        '7-12': listOf(contents['7-12']),
        '13-17': listOf(contents['13-17']),
        family: listOf(contents.family),
      },
    };
    await this.act(payload, async (input) => {
      const saved = await call('staff', 'pack.plan', input);
      this.setData({ planId: saved.planId });
      return '计划已保存';
    });
  },

  async receive() {
    const { planId, version, count, source } = this.data;
    const payload = { planId, version, count: Number(count), source: source.trim() };
    await this.act(payload, async (input) => {
      const { inStore } = await call('staff', 'pack.receive', input);
      this.setData({ count: '' });
      return `已入库，「${PACK_VERSION_WORDS[version]}」仓库现有 ${inStore} 份`;
    });
  },

  /** Fills the form with a unit, or clears it for a new one. */
  editUnit({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const id = currentTarget.dataset['id'] as string;
    this.setData({
      ...unitForm(this.data.units, id, this.data.communities),
      problem: '',
      done: '',
    });
  },

  async saveUnit() {
    const { name, level, communities, places, editing } = this.data;
    const payload = {
      ...(editing === '' ? {} : { unitId: editing }),
      campaignId: workingCampaign(),
      name: name.trim(),
      level,
      communityIds: communities.flatMap(({ communityId, chosen }) => (chosen ? communityId : [])),
      places: listOf(places),
    };
    await this.act(payload, async (input) => {
      await call('staff', 'unit.save', input);
      await this.load();
      this.setData(unitForm([], '', this.data.communities));
      return `「${payload.name}」已${editing === '' ? '登记' : '保存'}`;
    });
  },

  async send() {
    const { planId, unitId, counts, from, until } = this.data;
    const payload = {
      planId,
      unitId,
      counts: countsOf(counts),
      from: from === '' ? 0 : startOfDay(from),
      until: until === '' ? 0 : startOfDay(until) + DAY_MS - 1,
    };
    await this.act(payload, async (input) => {
      const { batchId } = await call('staff', 'pack.send', input);
      this.setData({ counts: emptyByVersion() });
      void wx.navigateTo({ url: `/packages/staff/pack/pages/batch/batch?batchId=${batchId}` });
      return '已发出，等单位签收';
    });
  },
});
