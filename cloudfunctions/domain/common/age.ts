import { monthAt } from '@micro-wish/vocabulary';
import type { AgeBand, EpochMs } from '../../../typings/contract';

/** Months since the year 0 of a month `YYYY-MM`. */
const monthIndexOf = (month: string): number => {
  const [year, number] = month.split('-');
  return Number(year) * 12 + Number(number) - 1;
};

const monthIndexAt = (at: EpochMs): number => monthIndexOf(monthAt(at));

/** Whole years at a moment; the birth day is not kept, so the month of birth counts as reached. */
export const ageAt = (birthMonth: string, at: EpochMs): number =>
  Math.floor((monthIndexAt(at) - monthIndexOf(birthMonth)) / 12);

/** Born by then: a month that is still to come is none of birth. */
export const isBornAt = (birthMonth: string, at: EpochMs): boolean =>
  monthIndexOf(birthMonth) <= monthIndexAt(at);

/** A child of this programme: born, and under 18. */
export const isChildAt = (birthMonth: string, at: EpochMs): boolean => {
  const months = monthIndexAt(at) - monthIndexOf(birthMonth);
  return months >= 0 && months < 18 * 12;
};

export const ageBandAt = (birthMonth: string, at: EpochMs): AgeBand => {
  const age = ageAt(birthMonth, at);
  if (age <= 6) return '0-6';
  return age <= 12 ? '7-12' : '13-17';
};
