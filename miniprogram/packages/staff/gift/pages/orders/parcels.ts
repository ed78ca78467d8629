import type { EventView } from '../../../../../../typings/contract';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { chosenLines, type OrderLine } from './view';

/** Gifts of an order that go to one desk: of one event's cards and, where parted, one community. */
export interface Parcel {
  key: string;
  label: string;
  cardEventId: string;
  wishIds: string[];
  desk: ChosenDesk;
  problem: string;
}

/** How many communities the chosen gifts are for: with two of them, they can be parted. */
export const communitiesOf = (lines: readonly OrderLine[]): number =>
  new Set(chosenLines(lines).map(({ community }) => community)).size;

/** The chosen gifts by where they go; what was chosen before for a parcel stays. */
export const parcelsOf = (
  lines: readonly OrderLine[],
  events: readonly EventView[],
  parted: boolean,
  before: readonly Parcel[],
): Parcel[] => {
  const parcels = new Map<string, Parcel>();
  const eventsOfCards = new Set(chosenLines(lines).map(({ cardEventId }) => cardEventId));
  for (const { wishId, cardEventId, community } of chosenLines(lines)) {
    const key = JSON.stringify([cardEventId, parted ? community : '']);
    const event = events.find(({ eventId }) => eventId === cardEventId);
    const ofEvent = eventsOfCards.size > 1 ? [event?.title ?? '还没有卡'] : [];
    const names = [...ofEvent, ...(parted ? [community] : [])];
    const known = before.find((parcel) => parcel.key === key);
    const parcel = parcels.get(key) ?? {
      key,
      label: names.join(' · '),
      cardEventId,
      wishIds: [],
      desk: known?.desk ?? NO_DESK,
      problem: '',
    };
    parcel.wishIds.push(wishId);
    parcels.set(key, parcel);
  }
  return [...parcels.values()].map((parcel) => ({
    ...parcel,
    label: parcel.label === '' ? '领取点' : `${parcel.label} · ${parcel.wishIds.length} 份`,
  }));
};

/** The parcels with what is missing said at each. */
export const withDeskProblems = (parcels: readonly Parcel[]): Parcel[] =>
  parcels.map((parcel) => ({
    ...parcel,
    problem: parcel.desk.stationId === '' ? '请选择礼物放在哪个领取点' : '',
  }));
