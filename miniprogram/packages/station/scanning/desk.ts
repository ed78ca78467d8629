import type { EventView, Station } from '../../../../typings/contract';
import { periodText } from '../../../utils/time';

/** The desk at which this device scans, with all the page has to say of it without a network. */
export interface Desk {
  eventId: string;
  eventTitle: string;
  stationId: string;
  label: string;
  /** All desks of the event, to name another one. */
  stations: Station[];
}

/** An event at which the caller may scan; without `stationIds` at every desk. */
export type OpenEvent = EventView & { stationIds?: string[] };

const openStations = ({ stations, stationIds }: OpenEvent): Station[] =>
  stationIds === undefined
    ? stations
    : stations.filter(({ stationId }) => stationIds.includes(stationId));

/** An event and its desks, to choose from. */
export interface DeskChoice {
  eventId: string;
  title: string;
  about: string;
  stations: Station[];
}

/** What there is to choose; an event given twice (two grants) comes once, with all its desks. */
export const deskChoices = (events: readonly OpenEvent[]): DeskChoice[] => {
  const choices = new Map<string, DeskChoice>();
  for (const event of events) {
    const earlier = choices.get(event.eventId)?.stations ?? [];
    const more = openStations(event).filter(
      ({ stationId }) => !earlier.some((station) => station.stationId === stationId),
    );
    choices.set(event.eventId, {
      eventId: event.eventId,
      title: event.title,
      about: `${periodText(event.from, event.until)} · ${event.place}`,
      stations: [...earlier, ...more],
    });
  }
  return [...choices.values()];
};

/** The chosen desk; undefined where the caller may not (or no longer) scan there. */
export const deskOf = (
  events: readonly OpenEvent[],
  { eventId, stationId }: { eventId: string; stationId: string },
): Desk | undefined => {
  const event = events.find(
    (open) =>
      open.eventId === eventId &&
      openStations(open).some((station) => station.stationId === stationId),
  );
  const station = event?.stations.find((one) => one.stationId === stationId);
  return event && station
    ? {
        eventId,
        eventTitle: event.title,
        stationId,
        label: station.label,
        stations: event.stations,
      }
    : undefined;
};
