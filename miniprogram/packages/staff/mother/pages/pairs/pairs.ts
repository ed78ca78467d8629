import type { PairRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { askForMessages } from '../../../../../services/messages';
import { workingCampaign } from '../../../../../utils/campaign';
import {
  LOADING,
  loadingData,
  loadingPage,
  nothingHere,
  type ShownState,
} from '../../../../../utils/loading-page';
import { everyItem, after } from '../../../../../utils/paging';
import {
  alertLines,
  pairLines,
  TABS,
  thisWeek,
  type AlertLine,
  type PairLine,
  type Tab,
} from './view';

const NONE: Record<Tab, ShownState> = {
  week: nothingHere('这一周都好', '快到期的联系和见面会排在这里，最久的在前。'),
  talk: nothingHere('没有该谈话的', '头一个月谈两次，之后每月一次，和爱心妈妈、监护人都谈。'),
  all: nothingHere('还没有结对', '在「爱心妈妈」里点「为孩子找人」。'),
  alerts: nothingHere('没有提醒', '很久没有联系、外出没有返回、材料快到期时会出现在这里。'),
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    tabs: TABS,
    tab: 'week' as Tab,
    lines: [] as PairLine[],
    alerts: [] as AlertLine[],
  },

  onLoad({ tab }: { tab?: Tab }) {
    if (tab) this.setData({ tab });
  },

  onShow() {
    void this.reload();
  },

  async load() {
    const { tab } = this.data;
    if (tab === 'alerts') {
      const { items } = await call('staff', 'alert.mine', {});
      const alerts = alertLines(items);
      if (tab !== this.data.tab) return;
      this.setData({ alerts, lines: [], state: alerts.length === 0 ? NONE.alerts : null });
      return;
    }
    const campaignId = workingCampaign();
    const due = tab === 'talk' ? ({ due: 'talk' } as const) : {};
    const rows = await everyItem<PairRow>((cursor) =>
      call('staff', 'pair.list', {
        campaignId,
        ...due,
        ...after(cursor),
      }),
    );
    if (tab !== this.data.tab) return;
    const now = Date.now();
    const lines = pairLines(tab === 'week' ? thisWeek(rows, now) : rows, now);
    this.setData({ lines, alerts: [], state: lines.length === 0 ? NONE[tab] : null });
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ tab: currentTarget.dataset['tab'] as Tab, state: LOADING });
    void this.reload();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const pairId = currentTarget.dataset['pairId'] as string;
    if (pairId === '') return;
    void wx.navigateTo({ url: `/packages/staff/mother/pages/pair/pair?pairId=${pairId}` });
  },

  /** One "yes" in WeChat is one message, so it is asked for again each time. */
  async allow() {
    if (!(await askForMessages(['answered']))) return;
    await this.act({}, async (input) => {
      await call('staff', 'alert.allow', input);
      return '有提醒时，微信会告诉您一次';
    });
  },

  toMothers() {
    void wx.navigateTo({ url: '/packages/staff/mother/pages/mothers/mothers' });
  },
});
