import type { EpochMs, PackVersion } from '../../../typings/contract';
import { hasPack, seatOf, type Batch } from './batch';

/** What took a card's pack away. */
export type TakenAs = 'returned' | 'lost' | 'void' | 'annulled';

/** A time in which a pack was there for the card. */
export interface PackSpan {
  from: EpochMs;
  until: EpochMs;
  as: TakenAs;
}

/** What a card of kind `pack` knows beside what every card knows. */
export interface PackOnCard {
  planId: string;
  campaignId: string;
  childId: string;
  version: PackVersion;
  /** Public meeting place; '' where none was said. */
  place: string;
  /** `takings` of the batch that its pack was last taken by. */
  takings: number;
  /** When a pack was there in the past; the present one stands in the batch. */
  spans: PackSpan[];
  /** The card that a swap put in its place. */
  replacedBy: string | null;
  /** The roster that it came by; `entered`: its child was written down by it too. */
  roster?: { rosterId: string; entered: boolean };
}

/** The card after its pack was taken away at a moment. */
export const withoutPack = (
  pack: PackOnCard,
  cardId: string,
  before: Batch,
  taken: { as: TakenAs; now: EpochMs; takings: number },
): PackOnCard => {
  const since = seatOf(before, cardId)?.since ?? null;
  return {
    ...pack,
    takings: taken.takings,
    spans:
      since === null
        ? pack.spans
        : [...pack.spans, { from: since, until: taken.now, as: taken.as }],
  };
};

/** Whether this reading of the batch is older than the last step that took the card's pack. */
const isStale = (batch: Batch, { takings }: PackOnCard): boolean => batch.takings < takings;

/** Whether a pack was there for the card at a moment. */
export const hadPackAt = (
  batch: Batch,
  cardId: string,
  { spans }: PackOnCard,
  at: EpochMs,
): boolean => {
  const since = seatOf(batch, cardId)?.since ?? null;
  return (
    (since !== null && since <= at) || spans.some(({ from, until }) => from <= at && at < until)
  );
};

/** Whether a pack is there for the card now. */
export const isPackThere = (batch: Batch, cardId: string, pack: PackOnCard): boolean =>
  !isStale(batch, pack) && hasPack(batch, cardId);

/** The time around a moment in which a pack was there that was taken away since. */
export const spanAt = ({ spans }: PackOnCard, at: EpochMs): PackSpan | undefined =>
  spans.find(({ from, until }) => from <= at && at < until);
