import { yuanText } from '@micro-wish/vocabulary';
import type { Output } from '../../../../../../typings/contract';

type Donor = Output<'staff', 'fund.donors'>['items'][number];

/** A donor of the fund, and what came of the money. */
export interface DonorRow {
  donor: string;
  about: string;
}

export const donorRows = (donors: readonly Donor[]): DonorRow[] =>
  donors.map(({ donor, donations, donatedFen }) => ({
    donor,
    about: donations === 1 ? yuanText(donatedFen) : `${yuanText(donatedFen)}，分 ${donations} 次`,
  }));

/** A file that was made: what it is, and where it lies for some minutes. */
export interface Paper {
  name: string;
  fileId: string;
  url: string;
  type: 'pdf' | 'xlsx';
  /** Lines with a character that can't be printed. */
  unprintable: string[];
}

/** How a paper is called on the screen. */
export const paperName = (type: 'pdf' | 'xlsx', donor?: string): string => {
  if (donor !== undefined) return `给 ${donor} 的感谢函`;
  return type === 'pdf' ? '使用公示（PDF）' : '使用公示（Excel）';
};
