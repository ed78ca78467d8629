import type { Person } from '../support/cloud';
import type { ReadyCard } from '../support/world';
import type { Setting } from './plays';

/** Where a gift can be fetched. */
export interface Place {
  eventId: string;
  stationId: string;
}

/** Who scans with a device, by these grants. */
export interface Volunteer {
  person: Person;
  grantIds: readonly string[];
}

/** What a simulated event is played on. */
export interface Stage extends Setting {
  /** Two desks of the event, and the door of another one. */
  places: readonly Place[];
  /** One for each device. */
  volunteers: readonly Volunteer[];
  /** Each wish's card of now. */
  cards: ReadyCard[];
  /** The place of each card now; what stands there hands its gift out. */
  standing: Place[];
  /** Every card that a wish ever had. */
  cardIds: Set<string>;
  /** Nonces under which a volunteer handed a gift over, each with the place of its card. */
  handedOut: Map<string, number>;
}

export const at = <Thing>(things: readonly Thing[], place: number): Thing => {
  const thing = things[place % things.length];
  if (thing === undefined) throw new Error('nothing there');
  return thing;
};
