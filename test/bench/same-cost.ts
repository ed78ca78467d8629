import { annul, redeem } from './scan';
import type { Store } from './store';
import { digits, many, median, type Line } from './table';

/** Cards that are redeemed in each store, spread over all of it. */
const SAMPLE = 60;
/** How often each of them is redeemed, and taken back in between. */
const PASSES = 4;
const MOST = 1.3;

const timeOf = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/**
 * What a redemption costs in stores of different sizes, against the smallest one. The stores take
 * turns, card by card, so that whatever else the machine does falls on all of them alike.
 */
export const measureSameCost = async ([smallest, ...larger]: readonly [Store, ...Store[]]): Promise<
  Line[]
> => {
  const runs = [smallest, ...larger].map((store) => ({
    store,
    sample: Array.from({ length: SAMPLE }, (_, place) =>
      store.card(Math.floor((place * store.cards) / SAMPLE)),
    ),
    times: [] as number[],
  }));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (let place = 0; place < SAMPLE; place += 1) {
      for (const { store, sample, times } of runs) {
        const card = sample[place];
        if (card) times.push(await timeOf(() => redeem(store, card)));
      }
      // Whoever came first after a pause comes last next time.
      runs.push(...runs.splice(0, 1));
    }
    for (const { store, sample } of runs) for (const card of sample) await annul(store, card);
  }
  const costOf = (wanted: Store): number =>
    median(runs.find(({ store }) => store === wanted)?.times ?? []);
  return larger.map((store) => {
    const ratio = costOf(store) / costOf(smallest);
    return {
      what: `Cost of a redemption with ${many(store.cards)} cards in the store, against ${many(smallest.cards)}`,
      value: `${digits(ratio)} ×`,
      bar: `≤ ${MOST} ×`,
      holds: ratio <= MOST,
    };
  });
};
