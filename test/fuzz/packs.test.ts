import { packEvents } from './pack-plot';
import { playPacks } from './packs';
import { describePlays } from './plays';

describePlays(
  'batches, swaps, acknowledgements, returns, losses and late deliveries in any order',
  {
    holds: "leave every version's sum whole and deliver once",
    runs: 2,
    seconds: 90,
    plot: packEvents,
    begin: (setting) => Promise.resolve((events) => playPacks(setting, events)),
  },
);
