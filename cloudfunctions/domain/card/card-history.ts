import type { CardChange, CardChangeKind, EpochMs } from '../../../typings/contract';
import type { Card, CardPast, CardStanding, EventPlan } from './card';
import { kindOf } from './kinds';

/** Changes that a card remembers; a scan older than all of them is judged by the oldest. */
export const MAX_PAST = 60;

const MAX_WINDOWS = 20;

const standingOf = (card: Card): CardStanding => ({
  eventId: card.eventId,
  stationId: card.stationId,
  // Whether it was handed out or redeemed is told by other records, and stops no scan by itself.
  state:
    card.state === 'frozen' || card.state === 'void' || card.state === 'expired'
      ? card.state
      : 'live',
  approved: card.approved,
  ready: card.ready,
  issueNo: card.issueNo,
  giftId: card.giftId,
});

const isAlike = (a: CardStanding, b: CardStanding): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The changed card with how it stood before, where that differs in what a scan is judged on. */
export const remember = (before: Card, after: Card, cause: string, now: EpochMs): Card => {
  const was = standingOf(before);
  if (isAlike(was, standingOf(after))) return after;
  const until = Math.max(now, before.past.at(-1)?.until ?? 0);
  return { ...after, past: [...before.past, { until, cause, was }].slice(-MAX_PAST) };
};

/**
 * The card as a scan of that moment met it; its redemptions are those of now. A change holds from
 * its own millisecond on; before the card was issued it stood as it was issued.
 */
export const cardAt = (card: Card, moment: EpochMs): Card => {
  const next = card.past.find(({ until }) => moment < until);
  if (!next) return card;
  const { state, ...standing } = next.was;
  return { ...card, ...standing, state: state === 'live' ? 'issued' : state };
};

/** The event with the window that it had at a moment. */
export const eventAt = (event: EventPlan, moment: EpochMs): EventPlan => {
  const next = event.past?.find(({ changedAt }) => moment < changedAt);
  return next ? { ...event, from: next.from, until: next.until } : event;
};

/** The windows that an event remembers once it gets another one. */
export const windowsBefore = (
  { past = [], from, until }: Pick<EventPlan, 'past' | 'from' | 'until'>,
  changedAt: EpochMs,
): NonNullable<EventPlan['past']> => [...past, { changedAt, from, until }].slice(-MAX_WINDOWS);

const kindsBetween = (
  was: CardStanding,
  next: CardStanding,
  cause: string,
): readonly CardChangeKind[] => {
  const kinds: CardChangeKind[] = [];
  if (next.eventId !== was.eventId) kinds.push('moved_event');
  else if (was.stationId !== null && next.stationId !== null && next.stationId !== was.stationId) {
    kinds.push('moved_desk');
  }
  if (next.issueNo > was.issueNo) kinds.push('reissued');
  if (next.state !== was.state && next.state !== 'live') {
    const ended = cause === 'wish.withdrawn' ? 'withdrawn' : 'void';
    kinds.push(next.state === 'frozen' ? 'frozen' : ended);
  } else if (was.approved && !next.approved) kinds.push('unapproved');
  else if (was.ready && !next.ready) kinds.push('gift_gone');
  return kinds;
};

/** What happened to the card after a moment that staff must know of, oldest first. */
export const changesSince = (card: Card, moment: EpochMs): CardChange[] =>
  card.past.flatMap(({ until, cause, was }: CardPast, place) =>
    moment < until
      ? kindsBetween(was, card.past[place + 1]?.was ?? standingOf(card), cause).map((kind) => ({
          kind,
          at: until,
        }))
      : [],
  );

/** As `changesSince`, with the event's own change where its window no longer holds the moment. */
export const changesAround = (card: Card, event: EventPlan, moment: EpochMs): CardChange[] => {
  const left = moment < event.from || moment > event.until;
  const moved = left && event.past?.find(({ changedAt }) => moment < changedAt);
  const own = moved ? [{ kind: 'event_moved' as const, at: moved.changedAt }] : [];
  const gone = card.state === 'void' ? null : kindOf(card).goneSince(card, event, moment);
  const taken = gone === null ? [] : [{ kind: 'gift_gone' as const, at: gone }];
  return [...changesSince(card, moment), ...own, ...taken].sort((a, b) => a.at - b.at);
};
