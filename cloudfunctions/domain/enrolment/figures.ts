import type { AgeBand, EpochMs, ProgrammeFigures } from '../../../typings/contract';
import { placesOf } from './places';
import { heldSessions, type Programme } from './programme';

/** Smaller groups are told apart by nobody, and fewer answers make no mean. */
const SMALLEST_GROUP = 5;

/** Mean of one to five stars with one decimal; nothing below five answers. */
export const satisfactionOf = (stars: readonly number[]): number | undefined =>
  stars.length < SMALLEST_GROUP
    ? undefined
    : Math.round((stars.reduce((sum, one) => sum + one, 0) / stars.length) * 10) / 10;

/**
 * Groups of five and more by name, the smaller ones merged under `null`. Where what is merged is
 * still too small, the smallest of the named ones is merged too, so that nothing can be subtracted.
 */
export const mergeSmallGroups = <Key>(
  counts: ReadonlyMap<Key, number>,
): { key: Key | null; count: number }[] => {
  const groups = [...counts].sort(([, a], [, b]) => b - a);
  const named = groups.filter(([, count]) => count >= SMALLEST_GROUP);
  let merged = groups.slice(named.length).reduce((sum, [, count]) => sum + count, 0);
  while (merged > 0 && merged < SMALLEST_GROUP && named.length > 0) {
    merged += named.pop()?.[1] ?? 0;
  }
  const told = named.map(([key, count]) => ({ key, count }));
  return merged >= SMALLEST_GROUP ? [...told, { key: null, count: merged }] : told;
};

/** What is known of one who is or was enrolled. */
export interface Participation {
  attended: number;
  stars: number | null;
  /** Of an enrolled child. */
  ageBand?: AgeBand;
}

const BANDS: readonly AgeBand[] = ['0-6', '7-12', '13-17'];

/** 公开数据: sums only, and no group of fewer than five told apart. */
export const figuresOf = (
  programme: Programme,
  participations: readonly Participation[],
  now: EpochMs,
): ProgrammeFigures => {
  const satisfaction = satisfactionOf(participations.flatMap(({ stars }) => stars ?? []));
  const bands = new Map(
    BANDS.map((band) => [band, participations.filter(({ ageBand }) => ageBand === band).length]),
  );
  const byAgeBand = mergeSmallGroups(bands).map(({ key, count }) => ({
    ageBand: key,
    enrolled: count,
  }));
  return {
    enrolled: placesOf(programme).enrolled,
    sessionsHeld: heldSessions(programme, now).length,
    attendances: participations.reduce((sum, { attended }) => sum + attended, 0),
    ...(satisfaction === undefined ? {} : { satisfaction }),
    ...(byAgeBand.some(({ ageBand }) => ageBand !== null) ? { byAgeBand } : {}),
  };
};
