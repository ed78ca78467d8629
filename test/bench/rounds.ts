import { redeem } from './scan';
import type { Store } from './store';
import type { Line } from './table';

const MOST_ROUNDS = 2;

interface Stats {
  roundTrips: { station: { rounds: number; requests: number } };
}

/** Round trips to the database of one redemption that is accepted. */
export const measureRounds = async (store: Store): Promise<Line> => {
  await redeem(store, store.card(0));
  const stats = (await (await fetch(`${store.url}/dev/stats`)).json()) as Stats;
  const { rounds, requests } = stats.roundTrips.station;
  return {
    what: 'Sequential database round trips of an accepted redemption, authorisation included',
    value: `${rounds} (${requests} requests)`,
    bar: `≤ ${MOST_ROUNDS}`,
    holds: rounds <= MOST_ROUNDS,
  };
};
