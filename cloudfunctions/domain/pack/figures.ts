import { AGE_BANDS } from '@micro-wish/vocabulary';
import type { AgeBand, PackFigures } from '../../../typings/contract';

/** A published group is never smaller than this (k-anonymity). */
const SMALLEST_PACK_GROUP = 5;

/**
 * How many packs are with children, by age band. Groups that are too small stand together under
 * `null`, with the smallest of the others where they are still too small together; fewer than
 * that in all are not published.
 */
export const packFigures = (packs: number, byBand: ReadonlyMap<AgeBand, number>): PackFigures => {
  const rows = AGE_BANDS.map((ageBand) => ({ ageBand, delivered: byBand.get(ageBand) ?? 0 }));
  const named = rows
    .filter(({ delivered }) => delivered >= SMALLEST_PACK_GROUP)
    .sort((a, b) => a.delivered - b.delivered);
  let rest = rows
    .filter(({ delivered }) => delivered < SMALLEST_PACK_GROUP)
    .reduce((sum, { delivered }) => sum + delivered, 0);
  if (rest > 0 && rest < SMALLEST_PACK_GROUP) rest += named.shift()?.delivered ?? 0;
  if (rest < SMALLEST_PACK_GROUP && named.length === 0) {
    return { packs, delivered: 0, byAgeBand: [] };
  }
  const shown = AGE_BANDS.flatMap((ageBand) => named.find((row) => row.ageBand === ageBand) ?? []);
  const byAgeBand = [...shown, ...(rest > 0 ? [{ ageBand: null, delivered: rest }] : [])];
  return {
    packs,
    delivered: byAgeBand.reduce((sum, { delivered }) => sum + delivered, 0),
    byAgeBand,
  };
};
