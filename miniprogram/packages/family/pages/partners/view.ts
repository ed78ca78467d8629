import { AGE_BAND_WORDS, CATEGORY_WORDS, timeText, yuanText } from '@micro-wish/vocabulary';
import { percentOf } from '../../../../utils/percent';
import type { CampaignReport, CampaignView, ShareSource } from '../../../../../typings/contract';

/** A group of wishes: how many there are, how many came true, and a bar for both. */
export interface GroupRow {
  key: string;
  sign: string;
  label: string;
  /** `12 / 15`, and the same for a screen reader. */
  figure: string;
  spoken: string;
  percent: number;
}

export interface SpentRow {
  key: string;
  label: string;
  gifts: string;
  amount: string;
}

/** Somebody who is thanked: by number, never by name. */
export interface Thanks {
  key: string;
  sign: string;
  number: string;
  text: string;
}

export interface PartnersView {
  fulfilled: number;
  donor: string;
  /** What the donor's money is, in one sentence; '' where the figures are not there. */
  gave: string;
  categories: GroupRow[];
  ages: GroupRow[];
  spent: SpentRow[];
  /** 暖心包 with children; '' where none is published. */
  packs: string;
  packAges: { key: string; label: string; figure: string }[];
  thanks: Thanks[];
  openings: string;
  asOf: string;
}

const SOURCE_WORDS: [string, readonly ShareSource[]][] = [
  ['朋友转发', ['friend']],
  ['朋友圈', ['moments']],
  ['海报', ['poster-sky', 'poster-lantern', 'poster-letter']],
];

const groupRow = (
  key: string,
  sign: string,
  label: string,
  { wishes, fulfilled }: { wishes: number; fulfilled: number },
): GroupRow => ({
  key,
  sign,
  label,
  figure: `${fulfilled} / ${wishes}`,
  spoken: `${label}，${wishes} 个心愿，已实现 ${fulfilled} 个`,
  percent: percentOf(fulfilled, wishes),
});

const thanksOf = ({ people }: CampaignReport): Thanks[] => {
  const { volunteers, communities, fetchedByLoveMothers } = people;
  const thanks = [
    {
      key: 'mothers',
      sign: 'gift',
      count: fetchedByLoveMothers,
      unit: '份',
      text: '礼物由爱心妈妈领到孩子手里',
    },
    {
      key: 'volunteers',
      sign: 'scan',
      count: volunteers,
      unit: '位',
      text: '志愿者在兑换台前核对、交付',
    },
    {
      key: 'communities',
      sign: 'shield',
      count: communities,
      unit: '个',
      text: '社区逐一走访、核对心愿',
    },
  ];
  return thanks
    .filter(({ count }) => count > 0)
    .map(({ count, unit, ...rest }) => ({ ...rest, number: `${count} ${unit}` }));
};

const openingsText = ({ openings }: CampaignReport): string =>
  SOURCE_WORDS.map(([word, sources]) => ({
    word,
    times: sources.reduce((sum, source) => sum + openings[source], 0),
  }))
    .filter(({ times }) => times > 0)
    .map(({ word, times }) => `${word} ${times} 次`)
    .join('　');

const packsText = ({ packs }: CampaignReport): string =>
  packs && packs.delivered > 0
    ? `${packs.packs} 份暖心包，${packs.delivered} 份已经送到孩子手里`
    : '';

const packAgesOf = ({ packs }: CampaignReport): PartnersView['packAges'] =>
  (packs?.byAgeBand ?? []).map(({ ageBand, delivered }) => ({
    key: ageBand ?? 'others',
    label: ageBand === null ? '其他年龄' : AGE_BAND_WORDS[ageBand],
    figure: `${delivered} 份`,
  }));

/** What the campaign's money and its people did: plain figures. */
export const partnersView = (
  report: CampaignReport,
  campaign: CampaignView | null,
): PartnersView => ({
  fulfilled: report.fulfilled,
  donor: campaign?.donor ?? '爱心企业',
  packs: packsText(report),
  packAges: packAgesOf(report),
  gave: campaign ? `向妇儿爱心基金捐出 ${yuanText(campaign.fund.donatedFen)}` : '',
  categories: report.byCategory.map((row) =>
    groupRow(row.category, row.category, CATEGORY_WORDS[row.category], row),
  ),
  ages: report.byAgeBand.map((row) =>
    groupRow(row.ageBand, 'lamp', AGE_BAND_WORDS[row.ageBand], row),
  ),
  spent: report.spent.map(({ category, gifts, spentFen }) => ({
    key: category ?? 'rest',
    label: category ? CATEGORY_WORDS[category] : '其余几类',
    gifts: `${gifts} 份`,
    amount: yuanText(spentFen),
  })),
  thanks: thanksOf(report),
  openings: openingsText(report),
  asOf: timeText(report.asOf),
});
