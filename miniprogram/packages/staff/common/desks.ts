import type { EpochMs, EventView, Station } from '../../../../typings/contract';

/** A desk, and the event whose desk it is; '' where none is chosen. */
export interface ChosenDesk {
  eventId: string;
  stationId: string;
}

export const NO_DESK: ChosenDesk = { eventId: '', stationId: '' };

/** What is asked about a desk: of which event, where there are several, and which. */
export interface DeskQuestion extends ChosenDesk {
  events: { eventId: string; title: string }[];
  stations: Station[];
}

/** The events that a gift without a card may be laid down for: those to come, if there are any. */
export const eventsToCome = (events: readonly EventView[], now: EpochMs): EventView[] => {
  const held = events.filter(({ cancelled }) => cancelled === undefined);
  const toCome = held.filter(({ until }) => now <= until);
  return toCome.length > 0 ? toCome : held;
};

/** Desks belong to an event: the one of the gift's card, or without one the event that is chosen. */
export const askDesk = (
  events: readonly EventView[],
  cardEventId: string,
  chosen: ChosenDesk,
  now: EpochMs,
): DeskQuestion => {
  const asked =
    cardEventId === ''
      ? eventsToCome(events, now)
      : events.filter(({ eventId }) => eventId === cardEventId);
  const event =
    asked.length === 1 ? asked[0] : asked.find(({ eventId }) => eventId === chosen.eventId);
  const stations = event?.stations ?? [];
  const isKept =
    event?.eventId === chosen.eventId &&
    stations.some(({ stationId }) => stationId === chosen.stationId);
  const only = stations.length === 1 ? stations[0]?.stationId : undefined;
  return {
    events: asked.map(({ eventId, title }) => ({ eventId, title })),
    eventId: event?.eventId ?? '',
    stations,
    stationId: only ?? (isKept ? chosen.stationId : ''),
  };
};

/** What a desk is called; where its event is not known, by all its names. */
export const deskLabel = (
  events: readonly EventView[],
  stationId: string | undefined,
  ofEvent?: string,
): string => {
  const labels = events
    .filter(({ eventId }) => ofEvent === undefined || eventId === ofEvent)
    .flatMap(({ stations }) => stations)
    .filter((station) => station.stationId === stationId)
    .map(({ label }) => label);
  return [...new Set(labels)].join('／');
};
