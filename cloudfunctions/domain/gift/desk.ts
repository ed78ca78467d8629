import type { Station } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { sameWriting } from '../family/paper-form';

/** What of an event tells where a gift can lie. */
export interface DeskEvent {
  _id: string;
  title: string;
  stations: readonly Station[];
  cancelled?: unknown;
}

/** A desk, and the event whose desk it is; null where nobody said which. */
export interface GiftPlace {
  stationId: string;
  deskEventId: string | null;
}

const namesOf = (events: readonly DeskEvent[]): string =>
  events
    .map(({ title, stations }) => `「${title}」有 ${stations.map(({ label }) => label).join('、')}`)
    .join('；');

/** Desks that a gift may be laid down at: its card's event's, else those of every event to come. */
const openTo = (
  events: readonly DeskEvent[],
  cardEventId: string | undefined,
): readonly DeskEvent[] =>
  cardEventId === undefined
    ? events.filter(({ cancelled }) => cancelled == null)
    : events.filter(({ _id }) => _id === cardEventId);

/**
 * The desk that a gift is laid down at. A stationId is unique within its event only, so a gift with
 * a card goes to a desk of its card's event, and one without to a desk of the event that is said.
 * @throws Refusal NOT_FOUND with the desks there are
 */
export const deskFor = (
  events: readonly DeskEvent[],
  cardEventId: string | undefined,
  asked: { stationId: string; eventId?: string | undefined },
): GiftPlace => {
  const eventId = cardEventId ?? asked.eventId;
  const open = openTo(events, eventId);
  const found = open.some((event) => hasDesk(event, asked.stationId));
  const isElsewhere = asked.eventId !== undefined && asked.eventId !== eventId;
  if (!found || isElsewhere) {
    const why = cardEventId === undefined ? '没有这个核销点' : '这份礼物的卡那里没有这个核销点';
    const desks = namesOf(open);
    return refuse(
      'NOT_FOUND',
      desks === '' ? '没有这场领取活动，请从列表中选择。' : `${why}。${desks}。`,
    );
  }
  return { stationId: asked.stationId, deskEventId: eventId ?? null };
};

export const hasDesk = ({ stations }: Pick<DeskEvent, 'stations'>, desk: string | null): boolean =>
  stations.some(({ stationId }) => stationId === desk);

/**
 * Whether a gift that is there lies where no desk of this event is: its card was issued or moved
 * after it had come.
 */
export const liesElsewhere = (
  gift: { state: string; stationId: string | null; deskEventId?: string | null },
  event: DeskEvent,
): boolean =>
  gift.state === 'ready' &&
  ((gift.deskEventId != null && gift.deskEventId !== event._id) || !hasDesk(event, gift.stationId));

/** A desk as a list of several events calls it. */
export interface NamedDesk extends GiftPlace {
  name: string;
  label: string;
}

/** The desks of events by the names they are chosen by; of the same name, they say their event. */
export const namedDesks = (events: readonly DeskEvent[]): NamedDesk[] => {
  const all = events.flatMap(({ _id, title, stations }) =>
    stations.map(({ stationId, label }) => ({ stationId, label, title, deskEventId: _id })),
  );
  return all.map(({ title, ...desk }) => {
    const alike = all.filter(({ label }) => sameWriting(label) === sameWriting(desk.label));
    const inEvent = alike.filter(({ deskEventId }) => deskEventId === desk.deskEventId);
    const own = inEvent.length > 1 ? `${desk.label} ${desk.stationId}` : desk.label;
    return { ...desk, name: alike.length > inEvent.length ? `${own}（${title}）` : own };
  });
};

const isNamed =
  (written: string) =>
  ({ name, label }: NamedDesk): boolean =>
    [name, label].some((one) => sameWriting(one) === sameWriting(written));

/** Whether any event has a desk of this name. */
export const isDeskName = (events: readonly DeskEvent[], written: string): boolean =>
  namedDesks(events).some(isNamed(written));

/** The desk that is meant by a name in a sheet; a gift with a card is asked by its card's event. */
export const deskNamed = (
  events: readonly DeskEvent[],
  cardEventId: string | undefined,
  written: string,
): GiftPlace | { fault: string } => {
  const mine = namedDesks(openTo(events, cardEventId));
  // Among all events a desk may bear its event's name, which it does not need among its own.
  const inFull = namedDesks(events).filter(
    ({ name }) => sameWriting(name) === sameWriting(written),
  );
  const [found, another] = mine.filter(
    (desk) =>
      isNamed(written)(desk) ||
      inFull.some(
        ({ stationId, deskEventId }) =>
          stationId === desk.stationId && deskEventId === desk.deskEventId,
      ),
  );
  if (another) return { fault: `不止一个「${written.slice(0, 20)}」，请从列表里选，写明是哪一场` };
  if (found) return { stationId: found.stationId, deskEventId: found.deskEventId };
  const where = cardEventId === undefined ? '' : '这份礼物的卡那一场';
  const choices = mine.map(({ name }) => name).join('、');
  const desks = choices === '' ? '' : `：${choices}`;
  return { fault: `${where}没有「${written.slice(0, 20)}」这个领取点，请从列表里选${desks}` };
};
