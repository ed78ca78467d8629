import type { EventView, Station } from '../../../../typings/contract';

/** All desks of the campaign's events; one that stands in two events comes once. */
export const stationsOf = (events: readonly EventView[]): Station[] => {
  const known = new Map<string, Station>();
  for (const { stations } of events) {
    for (const station of stations) {
      if (!known.has(station.stationId)) known.set(station.stationId, station);
    }
  }
  return [...known.values()];
};
