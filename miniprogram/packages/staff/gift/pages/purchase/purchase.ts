import { momentOf } from '@micro-wish/vocabulary';
import type { Community, Fen, WantedRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import { everyItem, after } from '../../../../../utils/paging';
import { ownCommunities } from '../../../common/communities';
import { turnTo } from '../../../common/scroll-to';
import { LOADING, loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import {
  groupRows,
  pricedGroups,
  readOrders,
  severalText,
  totalText,
  wantedLines,
  type GroupRow,
  type PricedGroup,
  type WantedLine,
} from './view';

const NOTHING_WANTED = nothingHere('没有要采购的礼物', '落实资金后的心愿会出现在这里。');

/** A day as the picker gives it, in the place of the campaign. */
const noonOf = (day: string): number => momentOf(day, '12:00');

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    communities: [] as Community[],
    communityIndex: 0,
    groups: [] as GroupRow[],
    total: '',
    chosen: {} as Record<string, boolean>,
    priced: [] as PricedGroup[],
    /** Says that it will be more than one order. */
    several: '',
    opened: '',
    lines: [] as WantedLine[],
    supplier: '',
    supplierProblem: '',
    expectedDay: '',
    note: '',
    /** The wish for which another thing is proposed. */
    replaced: null as WantedLine | null,
  },

  rows: [] as WantedRow[],

  filter() {
    const communityId = this.data.communities[this.data.communityIndex]?.communityId ?? '';
    return { campaignId: workingCampaign(), ...(communityId === '' ? {} : { communityId }) };
  },

  exportList() {
    void takeList({ list: 'purchase', ...this.filter() });
  },

  async load() {
    if (this.data.communities.length === 0) {
      const everyOne = { communityId: '', name: '全部社区' };
      this.setData({ communities: [everyOne, ...(await ownCommunities())] });
    }
    this.rows = await everyItem((cursor) =>
      call('staff', 'gift.wanted', {
        ...this.filter(),
        ...after(cursor),
      }),
    );
    this.show();
  },

  show() {
    const groups = groupRows(this.rows);
    this.setData({
      groups,
      total: totalText(this.rows),
      lines: wantedLines(this.rows, this.data.opened),
      state: groups.length === 0 ? NOTHING_WANTED : null,
    });
    this.showChosen();
  },

  showChosen() {
    const { chosen, groups, priced } = this.data;
    const keys = Object.keys(chosen).filter((key) => chosen[key]);
    this.setData({
      priced: pricedGroups(groups, keys, priced),
      several: severalText(groups, keys),
    });
  },

  chooseCommunity({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ communityIndex: Number(detail.value), state: LOADING, chosen: {}, priced: [] });
    void this.reload();
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const key = currentTarget.dataset['key'] as string;
    const { chosen } = this.data;
    this.setData({ chosen: { ...chosen, [key]: !chosen[key] }, done: '', problem: '' });
    this.showChosen();
  },

  openGroup({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const key = currentTarget.dataset['key'] as string;
    const opened = this.data.opened === key ? '' : key;
    this.setData({ opened, lines: wantedLines(this.rows, opened) });
  },

  goOrder() {
    turnTo('.side');
  },

  writeSupplier({ detail }: { detail: { value: string } }) {
    this.setData({ supplier: detail.value, supplierProblem: '' });
  },

  writeNote({ detail }: { detail: { value: string } }) {
    this.setData({ note: detail.value });
  },

  chooseDay({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ expectedDay: String(detail.value) });
  },

  typePrice({ detail, currentTarget }: WechatMiniprogram.Input) {
    const key = currentTarget.dataset['key'] as string;
    const priced = this.data.priced.map((group) =>
      group.key === key ? { ...group, typed: detail.value, problem: '' } : group,
    );
    this.setData({ priced });
  },

  async order() {
    const { priced, supplier, note, expectedDay } = this.data;
    const read = readOrders(this.rows, priced, {
      supplier,
      note,
      ...(expectedDay === '' ? {} : { expectedAt: noonOf(expectedDay) }),
    });
    const { supplierProblem, orders } = read;
    this.setData({ priced: read.groups, supplierProblem, problem: '', done: '' });
    const saved: string[] = [];
    for (const one of orders) {
      const isSaved = await this.act({ ...one, campaignId: workingCampaign() }, async (input) => {
        saved.push((await call('staff', 'order.save', input)).orderId);
        return '';
      });
      if (!isSaved) break;
    }
    const [first] = saved;
    if (first === undefined) return;
    if (saved.length === orders.length) {
      const url = `/packages/staff/gift/pages/orders/orders?orderId=${first}&saved=${saved.length}`;
      void wx.redirectTo({ url });
    } else {
      // What was saved is ordered; the rest stays chosen, at its price.
      await this.reload();
    }
  },

  replace({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const replaced = this.data.lines.find((line) => line.wishId === wishId) ?? null;
    this.setData({ replaced, problem: '', done: '' });
    turnTo('.side');
  },

  closePanel() {
    this.setData({ replaced: null, problem: '' });
  },

  async propose({
    detail,
  }: {
    detail: { title: string; details: string; priceFen: Fen; reason: string };
  }) {
    const { replaced } = this.data;
    if (!replaced) return;
    const { details, ...thing } = detail;
    const { wishId } = replaced;
    const more = details === '' ? {} : { details };
    await this.act({ ...thing, ...more, wishId }, async (input) => {
      await call('staff', 'substitution.propose', input);
      return this.settled(`已请家长答复：${detail.title}`);
    });
  },

  async takeBack() {
    const { replaced } = this.data;
    if (!replaced) return;
    const { wishId, no } = replaced;
    await this.act({ wishId, no }, async (input) => {
      await call('staff', 'substitution.cancel', input);
      return this.settled('已撤回替换');
    });
  },

  async record({ detail }: { detail: { agree: boolean; note: string } }) {
    const { replaced } = this.data;
    if (!replaced) return;
    const { wishId, no } = replaced;
    await this.act({ ...detail, wishId, no }, async (input) => {
      await call('staff', 'substitution.record', input);
      return this.settled(detail.agree ? '已记录家长同意' : '已记录家长不同意');
    });
  },

  async settled(done: string) {
    this.setData({ replaced: null });
    await this.reload();
    return done;
  },
});
