import type { AgeBand, FundFigures, WishCategory } from '../../../typings/contract';
import type { Donor } from '../../domain/report/donor';
import type { Spent } from '../../domain/report/spending-report';

/** What a public report says: sums and counts, and nobody but donors by name. */
export interface Account {
  campaign: string;
  /** As people read it: 2025年6月1日. */
  asOf: string;
  period: string;
  figures: FundFigures;
  donors: readonly Donor[];
  wishes: number;
  fulfilled: number;
  byCategory: readonly Spent<WishCategory>[];
  byAgeBand: readonly Spent<AgeBand>[];
}

/** Groups that are too small to be named. */
export const SMALL_GROUPS = '其余合计';

/** What a reader must know to understand the sums. */
export const ACCOUNT_NOTES: readonly string[] = [
  '可用余额是到账减去预留和支出；到账已扣除退回捐方的款项，支出已扣除供应商退款。',
  '礼物按已到货的心愿统计；已入库、退出或属于其他活动的支出不在分类内，因此分类合计可以小于支出。',
  '为保护孩子，少于 3 份礼物的类别不单独列示，并入「其余合计」；不足 3 份时不公布分类。',
];

/** 分 as yuan with two decimals and commas. */
export const yuanFigure = (amountFen: number): string => {
  const [whole = '', cents = ''] = (amountFen / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
};
