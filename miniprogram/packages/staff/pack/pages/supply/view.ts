import { PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { PackCountsInput, PackVersion } from '../../../../../../typings/contract';

/** What is typed for each version. */
export type TypedByVersion = Record<PackVersion, string>;

export const emptyByVersion = (): TypedByVersion => ({
  '0-6': '',
  '7-12': '',
  '13-17': '',
  family: '',
});

/** 绘本、积木 or a line each. */
export const listOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[、，,\n]/)
      .map((item) => item.trim())
      .filter(Boolean),
  ),
];

export const contentsOf = (contents: Record<PackVersion, readonly string[]>): TypedByVersion => {
  const typed = emptyByVersion();
  for (const version of PACK_VERSIONS) typed[version] = contents[version].join('、');
  return typed;
};

export const countsOf = (typed: TypedByVersion): PackCountsInput => {
  const counts: PackCountsInput = {};
  for (const version of PACK_VERSIONS) {
    if (typed[version].trim() !== '') counts[version] = Number(typed[version]);
  }
  return counts;
};
