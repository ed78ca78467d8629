import { monthText } from '@micro-wish/vocabulary';
import type { Community } from '../../../typings/contract';

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
    /** The first, a usual and the last month: `{ start, usual, end }`. */
    months: { type: Object, value: { start: '', usual: '', end: '' } },
    /** Longest nickname, in characters. */
    longest: { type: Number, value: 20 },
    /** What is wrong, by field. */
    problems: { type: Object, value: {} as Partial<Record<keyof ChildFields, string>> },
  },
  data: { birthText: '', communityName: '' },
  observers: {
    birthMonth(month: string) {
      this.setData({ birthText: month === '' ? '' : monthText(month) });
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
      this.tell({ birthMonth: String(detail.value).slice(0, 7) });
    },
    chooseCommunity({ detail }: WechatMiniprogram.PickerChange) {
      const community = this.data.communities[Number(detail.value)];
      if (community) this.tell({ communityId: community.communityId });
    },
  },
});
