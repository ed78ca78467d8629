import type { AgeBand, EpochMs } from '../../../typings/contract';

/** Days and months are those of Asia/Shanghai, which has kept UTC+8 since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

const monthIndexAt = (at: EpochMs): number => {
  const local = new Date(at + SHANGHAI_OFFSET_MS);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
};

const monthIndexOf = (birthMonth: string): number => {
  const [year, month] = birthMonth.split('-');
  return Number(year) * 12 + Number(month) - 1;
};

/** Whole years at a moment; the birth day is not kept, so the month of birth counts as reached. */
export const ageAt = (birthMonth: string, at: EpochMs): number =>
  Math.floor((monthIndexAt(at) - monthIndexOf(birthMonth)) / 12);

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
