import { scan } from './scan';
import { DEVICES, type Store } from './store';
import { many, type Line } from './table';

/** All devices scan all cards at once, in the same order: each card must be redeemed once. */
export const measureCrowd = async (store: Store): Promise<Line> => {
  const accepted = new Map<string, number>();
  const others = new Map<string, number>();
  const work = async (device: number): Promise<void> => {
    for (let place = 0; place < store.cards; place += 1) {
      const card = store.card(place);
      const verdict = await scan(store, card, device);
      const [counts, key] =
        verdict.status === 'accepted' ? [accepted, card.cardId] : [others, verdict.reason];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: DEVICES }, (_, device) => work(device)));
  const once = [...accepted.values()].filter((times) => times === 1).length;
  const late = others.get('already_redeemed') ?? 0;
  const scans = DEVICES * store.cards;
  return {
    what: `${DEVICES} devices scan ${many(store.cards)} cards at once: redeemed exactly once, of ${many(scans)} scans`,
    value: `${many(once)} cards; ${many(late)} scans told already_redeemed`,
    bar: 'every card',
    holds: once === store.cards && accepted.size === once && late === scans - once,
  };
};
