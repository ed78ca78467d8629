import { CATEGORY_WORDS, timeText, yuanText } from '@micro-wish/vocabulary';
import { percentOf } from '../../../../../utils/percent';
import type { CommunityFairness, Fairness } from '../../../../../../typings/contract';

/** A community's line: numbers in words, and how long its bars are, in percent. */
export interface FairnessRow {
  communityId: string;
  name: string;
  wishes: number;
  rate: string;
  ratePercent: number;
  decision: string;
  decisionPercent: number;
  gift: string;
  giftPercent: number;
}

export interface SpentRow {
  key: string;
  name: string;
  amount: string;
  gifts: string;
  percent: number;
}

export interface FairnessView {
  asOf: string;
  /** The campaign as a whole, in three figures. */
  figures: { label: string; value: string }[];
  rows: FairnessRow[];
  unserved: string;
  spent: SpentRow[];
}

/** From so many decisions on a rate says something of a community. */
const SMALLEST = 3;
const TOO_FEW = '不足 3 个';

type Treatment = Omit<CommunityFairness, 'communityId' | 'name'>;

const rateText = ({ decided, approved }: Treatment): string =>
  decided < SMALLEST ? TOO_FEW : `${percentOf(approved, decided)}%`;

const daysText = (days: number | undefined): string =>
  days === undefined ? TOO_FEW : days < 0.5 ? '不到半天' : `${days} 天`;

const longest = (rows: readonly (number | undefined)[]): number =>
  Math.max(0, ...rows.map((days) => days ?? 0));

/** Who waits longest stands first: that is where to look. */
const byWaiting = (a: CommunityFairness, b: CommunityFairness): number =>
  (b.decisionDays ?? -1) - (a.decisionDays ?? -1) || b.wishes - a.wishes;

export const fairnessView = ({
  asOf,
  all,
  byCommunity,
  unserved,
  spent,
}: Fairness): FairnessView => {
  const decision = longest(byCommunity.map(({ decisionDays }) => decisionDays));
  const gift = longest(byCommunity.map(({ giftDays }) => giftDays));
  const dearest = longest(spent.map(({ spentFen }) => spentFen));
  return {
    asOf: `${timeText(asOf)} 的情况`,
    figures: [
      { label: '通过率', value: rateText(all) },
      { label: '等审核（中位）', value: daysText(all.decisionDays) },
      { label: '等礼物（中位）', value: daysText(all.giftDays) },
    ],
    rows: [...byCommunity].sort(byWaiting).map((row) => ({
      communityId: row.communityId,
      name: row.name,
      wishes: row.wishes,
      rate: rateText(row),
      ratePercent: row.decided < SMALLEST ? 0 : percentOf(row.approved, row.decided),
      decision: daysText(row.decisionDays),
      decisionPercent: percentOf(row.decisionDays ?? 0, decision),
      gift: daysText(row.giftDays),
      giftPercent: percentOf(row.giftDays ?? 0, gift),
    })),
    unserved: unserved.map(({ name }) => name).join('、'),
    spent: spent.map(({ category, gifts, spentFen }) => ({
      key: category ?? 'rest',
      name: category === null ? '其余各类合计' : CATEGORY_WORDS[category],
      amount: yuanText(spentFen),
      gifts: `${gifts} 份`,
      percent: percentOf(spentFen, dearest),
    })),
  };
};
