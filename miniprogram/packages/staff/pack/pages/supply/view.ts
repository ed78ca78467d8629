import { PACK_VERSIONS } from '@micro-wish/vocabulary';
import type {
  PackCountsInput,
  PackVersion,
  UnitLevel,
  UnitView,
} from '../../../../../../typings/contract';

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

interface Chosen {
  communityId: string;
  name: string;
  chosen: boolean;
}

/** The form of one of these units; empty for any other id. */
export const unitForm = (
  units: readonly UnitView[],
  id: string,
  communities: readonly Chosen[],
): {
  editing: string;
  name: string;
  level: UnitLevel;
  places: string;
  communities: Chosen[];
} => {
  const unit = units.find(({ unitId }) => unitId === id);
  return {
    editing: unit?.unitId ?? '',
    name: unit?.name ?? '',
    level: unit?.level ?? 'district',
    places: unit?.places.join('、') ?? '',
    communities: communities.map((one) => ({
      ...one,
      chosen: unit?.communityIds.includes(one.communityId) ?? false,
    })),
  };
};
