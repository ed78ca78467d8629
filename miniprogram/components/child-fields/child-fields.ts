import { monthText } from '@micro-wish/vocabulary';
import type { Community } from '../../../typings/contract';
import { tooLong } from '../../wish/form';
import { monthOnWheels, monthWheels, type MonthRange, type MonthWheels } from './months';

/** What the fields say of a child. */
export interface ChildFields {
  nickname: string;
  /** `YYYY-MM` */
  birthMonth: string;
  communityId: string;
}

/** Nickname, month of birth, community. Event `change` with the field that was changed. */
Component({
  properties: {
    nickname: { type: String, value: '' },
    birthMonth: { type: String, value: '' },
    communityId: { type: String, value: '' },
    communities: { type: Array, value: [] as Community[] },
    /** The first and the last month. */
    months: { type: Object, value: { start: '', end: '' } as MonthRange },
    /** Longest nickname, in characters. */
    longest: { type: Number, value: 20 },
    /** What is wrong, by field. */
    problems: { type: Object, value: {} as Partial<Record<keyof ChildFields, string>> },
  },
  data: { birthText: '', communityName: '', wheels: null as MonthWheels | null, cut: '' },
  observers: {
    'birthMonth, months'(month: string, months: MonthRange) {
      this.setData({
        birthText: month === '' ? '' : monthText(month),
        wheels: months.end === '' ? null : monthWheels(months, month),
      });
    },
    'nickname, longest'(nickname: string, longest: number) {
      this.setData({ cut: tooLong(nickname, longest) });
    },
    'communityId, communities'(chosen: string, communities: Community[]) {
      const community = communities.find(({ communityId }) => communityId === chosen);
      this.setData({ communityName: community?.name ?? '' });
    },
  },
  methods: {
    tell(change: Partial<ChildFields>) {
      this.triggerEvent('change', change);
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.tell({ nickname: detail.value });
    },
    chooseMonth({ detail }: WechatMiniprogram.PickerChange) {
      const [year, month] = detail.value as unknown as [number, number];
      const birthMonth = monthOnWheels(this.data.months as MonthRange, [year, month]);
      if (birthMonth === '') {
        void wx.showToast({ title: '请把年份和月份都选好', icon: 'none' });
        return;
      }
      this.tell({ birthMonth });
    },
    chooseCommunity({ detail }: WechatMiniprogram.PickerChange) {
      const community = this.data.communities[Number(detail.value)];
      if (community) this.tell({ communityId: community.communityId });
    },
  },
});
