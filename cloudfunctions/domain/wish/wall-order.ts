import type { WishState } from '../../../typings/contract';

const LIT: ReadonlySet<WishState> = new Set(['approved', 'funded', 'ready', 'fulfilled']);

/**
 * The order of a wall in which lights come first: one that is lit, one that waits, and so on for as
 * long as there are both; then the rest. Within each kind the order stays, and nobody is left out.
 */
export const mixedByLight = <Item>(
  items: readonly Item[],
  stateOf: (item: Item) => WishState,
): Item[] => {
  const lit = items.filter((item) => LIT.has(stateOf(item)));
  const waiting = items.filter((item) => !LIT.has(stateOf(item)));
  const pairs = Math.max(lit.length, waiting.length);
  return Array.from({ length: pairs }, (_, place) => [
    ...lit.slice(place, place + 1),
    ...waiting.slice(place, place + 1),
  ]).flat();
};
