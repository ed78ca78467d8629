import type { PackVersion } from '../../../typings/contract';
import { ageAt, ageBandAt, isChildAt } from '../common/age';
import { PACK_VERSION_WORDS, startOfDay } from '@micro-wish/vocabulary';
import { refuse } from '../common/refusal';

/** Numbers by version; one that is left out is 0. */
export type PackCounts = Partial<Record<PackVersion, number>>;

export const forEachVersion = <Value>(
  make: (version: PackVersion) => Value,
): Record<PackVersion, Value> => ({
  '0-6': make('0-6'),
  '7-12': make('7-12'),
  '13-17': make('13-17'),
  family: make('family'),
});

/**
 * The version of a child by its age on the plan's day, whenever the pack is delivered. The month
 * of birth counts as reached; 18 is too old, and not born by that day is too young.
 */
export const versionByAge = (
  birthMonth: string,
  day: string,
): Exclude<PackVersion, 'family'> | 'too_old' | 'too_young' => {
  const at = startOfDay(day);
  if (isChildAt(birthMonth, at)) return ageBandAt(birthMonth, at);
  return ageAt(birthMonth, at) < 0 ? 'too_young' : 'too_old';
};

/** @throws Refusal FAILED_PRECONDITION always, naming version, asked and in hand */
export const refuseShortage = (version: PackVersion, asked: number, inHand: number): never =>
  refuse(
    'FAILED_PRECONDITION',
    `「${PACK_VERSION_WORDS[version]}」需要 ${asked} 份，现有 ${inHand} 份，请核对数量。`,
  );
