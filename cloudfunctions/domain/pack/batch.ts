import { PACK_VERSION_WORDS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { DiscrepancyState, EpochMs, PackVersion } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { forEachVersion, refuseShortage, type PackCounts } from './version';

/** A card's place in the order of assignment; `since` is when a pack came to it, null without one. */
export interface Seat {
  cardId: string;
  since: EpochMs | null;
}

/** One version in a batch. What the unit answers for is `sent − returned − lost`. */
export interface BatchVersion {
  sent: number;
  returned: number;
  lost: number;
  /** Cards that are not void; those with a pack stand before those without. */
  seats: Seat[];
}

/** 差异: fewer packs than were sent, as the unit counted them. */
export interface Discrepancy {
  discrepancyId: string;
  version: PackVersion;
  missing: number;
  state: DiscrepancyState;
  outcome: 'found' | 'returned' | 'lost' | null;
  note: string;
  lossId: string | null;
}

/**
 * 批次: what a unit takes along. It stands in the event document that its cards are scanned for,
 * so that a scan reads with the event whether a pack is there.
 */
export interface Batch {
  planId: string;
  unitId: string;
  unitName: string;
  /** Every area on the way down to the unit's communities. */
  areaIds: string[];
  state: 'sent' | 'acknowledged' | 'closed';
  acknowledgedAt: EpochMs | null;
  closedAt: EpochMs | null;
  versions: Record<PackVersion, BatchVersion>;
  discrepancies: Discrepancy[];
  /** Raised whenever a pack is taken from a card: an older reading knows nothing of it. */
  takings: number;
  /** Raised by every change. */
  version: number;
}

export const newBatch = (
  made: Pick<Batch, 'planId' | 'unitId' | 'unitName' | 'areaIds'>,
  counts: PackCounts,
): Batch => ({
  ...made,
  state: 'sent',
  acknowledgedAt: null,
  closedAt: null,
  versions: forEachVersion((version) => ({
    sent: counts[version] ?? 0,
    returned: 0,
    lost: 0,
    seats: [],
  })),
  discrepancies: [],
  takings: 0,
  version: 1,
});

/** What the unit answers for, missing and delivered ones included. */
export const heldOf = ({ versions }: Batch, version: PackVersion): number => {
  const { sent, returned, lost } = versions[version];
  return sent - returned - lost;
};

export const missingOf = ({ discrepancies }: Batch, version: PackVersion): number =>
  discrepancies
    .filter((one) => one.version === version && one.state !== 'settled')
    .reduce((sum, { missing }) => sum + missing, 0);

/** Packs of which the unit knows that it has or had them: each gives one card its pack. */
const countedOf = (batch: Batch, version: PackVersion): number =>
  batch.state === 'sent' ? 0 : heldOf(batch, version) - missingOf(batch, version);

/** Packs without a card; a missing one counts as there until it is settled. */
export const freeOf = (batch: Batch, version: PackVersion): number =>
  heldOf(batch, version) - batch.versions[version].seats.length;

export const seatOf = (batch: Batch, cardId: string): Seat | undefined => {
  for (const version of PACK_VERSIONS) {
    const seat = batch.versions[version].seats.find((one) => one.cardId === cardId);
    if (seat) return seat;
  }
  return undefined;
};

/** Whether a pack is there for this card. */
export const hasPack = (batch: Batch, cardId: string): boolean =>
  (seatOf(batch, cardId)?.since ?? null) !== null;

export type Delivered = (cardId: string) => boolean;

/** For a step that gives packs and takes none: who has one keeps it. */
export const NONE_DELIVERED: Delivered = () => false;

/** A batch after a step, and the cards that lost their pack by it. */
export interface Reseated {
  batch: Batch;
  unseated: string[];
}

/**
 * Gives packs to cards anew: the delivered keep theirs, and of n in hand the first n others in the
 * order of assignment have one. What is taken away so comes from the last assigned first.
 */
export const reseat = (
  batch: Batch,
  version: PackVersion,
  isDelivered: Delivered,
  now: EpochMs,
): Reseated => {
  const { seats } = batch.versions[version];
  const ordered = [
    ...seats.filter(({ cardId }) => isDelivered(cardId)),
    ...seats.filter(({ cardId }) => !isDelivered(cardId)),
  ];
  const counted = countedOf(batch, version);
  const next = ordered.map(({ cardId, since }, place) => ({
    cardId,
    since: place < counted ? (since ?? now) : null,
  }));
  const had = new Set(seats.flatMap(({ cardId, since }) => (since === null ? [] : cardId)));
  const unseated = next.flatMap(({ cardId, since }) =>
    since === null && had.has(cardId) ? cardId : [],
  );
  return {
    batch: {
      ...batch,
      versions: { ...batch.versions, [version]: { ...batch.versions[version], seats: next } },
      takings: batch.takings + (unseated.length > 0 ? 1 : 0),
      version: batch.version + 1,
    },
    unseated,
  };
};

export const withSeats = (batch: Batch, version: PackVersion, seats: Seat[]): Batch => ({
  ...batch,
  versions: { ...batch.versions, [version]: { ...batch.versions[version], seats } },
});

/** What a step changes in the counts of one version. */
export type BatchMove = Partial<Pick<BatchVersion, 'sent' | 'returned' | 'lost'>>;

export const withMove = (batch: Batch, version: PackVersion, move: BatchMove): Batch => {
  const before = batch.versions[version];
  const after = {
    ...before,
    sent: before.sent + (move.sent ?? 0),
    returned: before.returned + (move.returned ?? 0),
    lost: before.lost + (move.lost ?? 0),
  };
  return { ...batch, versions: { ...batch.versions, [version]: after } };
};

const deliveredIn = (batch: Batch, version: PackVersion, isDelivered: Delivered): number =>
  batch.versions[version].seats.filter(({ cardId }) => isDelivered(cardId)).length;

/** In the unit's hands: acknowledged or on the way, neither missing nor delivered. */
export const inHandOf = (batch: Batch, version: PackVersion, isDelivered: Delivered): number =>
  heldOf(batch, version) - missingOf(batch, version) - deliveredIn(batch, version, isDelivered);

export const requireOpen = (batch: Batch): void => {
  if (batch.state === 'closed') refuse('FAILED_PRECONDITION', '这个批次已经关闭，不能再改。');
};

/** Takes packs out of the unit's hands, back to the store or as lost. @throws Refusal */
export const takeAway = (
  batch: Batch,
  version: PackVersion,
  {
    count,
    as,
    isDelivered,
    now,
  }: {
    count: number;
    as: 'returned' | 'lost';
    isDelivered: Delivered;
    now: EpochMs;
  },
): Reseated => {
  requireOpen(batch);
  const inHand = inHandOf(batch, version, isDelivered);
  if (count > inHand) refuseShortage(version, count, inHand);
  return reseat(withMove(batch, version, { [as]: count }), version, isDelivered, now);
};

/** Packs come to the unit: they go to the first cards that wait for one. */
export const bring = (batch: Batch, version: PackVersion, count: number, now: EpochMs): Batch =>
  reseat(withMove(batch, version, { sent: count }), version, NONE_DELIVERED, now).batch;

/** Takes a taking back: the packs are with the unit again. */
export const giveBack = (
  batch: Batch,
  version: PackVersion,
  { count, as, now }: { count: number; as: 'returned' | 'lost'; now: EpochMs },
): Batch => reseat(withMove(batch, version, { [as]: -count }), version, NONE_DELIVERED, now).batch;

/** One more card at the end of the order. */
export const addCard = (
  batch: Batch,
  version: PackVersion,
  cardId: string,
  now: EpochMs,
): Batch => {
  const { seats } = batch.versions[version];
  const added = withSeats(batch, version, [...seats, { cardId, since: null }]);
  return reseat(added, version, NONE_DELIVERED, now).batch;
};

/** A void card gives its place up, and its pack to the next. */
export const removeCard = (batch: Batch, cardId: string, now: EpochMs): Batch => {
  const version = versionOfCard(batch, cardId);
  if (version === undefined) return batch;
  const { seats } = batch.versions[version];
  const without = withSeats(
    batch,
    version,
    seats.filter((seat) => seat.cardId !== cardId),
  );
  return reseat(without, version, NONE_DELIVERED, now).batch;
};

/** Where the pack of the new version of a swap comes from. @throws Refusal FAILED_PRECONDITION */
export const swapSource = (batch: Batch, to: PackVersion, inStore: number): 'unit' | 'store' => {
  requireOpen(batch);
  const { seats } = batch.versions[to];
  if (heldOf(batch, to) > seats.length) return 'unit';
  return inStore > 0 ? 'store' : refuseShortage(to, 1, 0);
};

/**
 * 换版本: the new card takes a place in the other version, and the old one gives its up. From the
 * unit no count moves; from the store one pack leaves it, and the old card's goes back there, if
 * it has one.
 */
export const swapCards = (
  batch: Batch,
  cards: { from: PackVersion; oldCardId: string; to: PackVersion; newCardId: string },
  source: 'unit' | 'store',
  now: EpochMs,
): { batch: Batch; goesBack: number } => {
  const { from, oldCardId, to, newCardId } = cards;
  const there = batch.state === 'sent' || hasPack(batch, oldCardId);
  const goesBack = source === 'store' && there ? 1 : 0;
  const { seats } = batch.versions[from];
  const left = withSeats(
    withMove(batch, from, { returned: goesBack }),
    from,
    seats.filter(({ cardId }) => cardId !== oldCardId),
  );
  const reseated = reseat(left, from, NONE_DELIVERED, now).batch;
  const brought = source === 'store' ? bring(reseated, to, 1, now) : reseated;
  return { batch: addCard(brought, to, newCardId, now), goesBack };
};

const versionOfCard = (batch: Batch, cardId: string): PackVersion | undefined =>
  PACK_VERSIONS.find((version) =>
    batch.versions[version].seats.some((seat) => seat.cardId === cardId),
  );

/**
 * A delivery is annulled and the pack is with the unit again, for the same card. The batch is a new
 * one all the same: a step that knew the card as delivered is decided anew.
 */
export const takeBack = (batch: Batch): Batch => ({ ...batch, version: batch.version + 1 });

/** Nothing is with the unit any more. @throws Refusal FAILED_PRECONDITION, by name */
export const close = (batch: Batch, isDelivered: Delivered, now: EpochMs): Batch => {
  if (batch.state === 'closed') refuse('FAILED_PRECONDITION', '这个批次已经关闭了。');
  for (const version of PACK_VERSIONS) {
    const left = heldOf(batch, version) - deliveredIn(batch, version, isDelivered);
    if (left > 0) {
      refuse(
        'FAILED_PRECONDITION',
        `「${PACK_VERSION_WORDS[version]}」还有 ${left} 份没有着落，送达、退回或报失后再关闭。`,
      );
    }
  }
  return { ...batch, state: 'closed', closedAt: now, version: batch.version + 1 };
};

/** Where the pack of a delivery came from that was booked otherwise meanwhile. */
export type FactSource = 'returned' | 'lost' | 'inHand' | 'surplus';

/**
 * What happened at the door is a fact: a card that has no pack any more was delivered, and the
 * bookings follow. The step that took its pack is taken back where that can be; else the pack is
 * one that the unit has in hand, else one booked as returned or lost, else one more than was
 * ever counted.
 */
export const seatDelivered = (
  batch: Batch,
  version: PackVersion,
  cardId: string,
  given: {
    takenAs: 'returned' | 'lost' | null;
    inStore: number;
    isDelivered: Delivered;
    now: EpochMs;
  },
): Reseated & { source: FactSource } => {
  const { takenAs, inStore, isDelivered, now } = given;
  const counts = batch.versions[version];
  const can: Record<Exclude<FactSource, 'surplus'>, boolean> = {
    returned: counts.returned > 0 && inStore > 0,
    lost: counts.lost > 0,
    inHand: batch.state === 'acknowledged' && inHandOf(batch, version, isDelivered) > 0,
  };
  const order = [...(takenAs ? [takenAs] : []), 'inHand', 'returned', 'lost'] as const;
  const source: FactSource = order.find((one) => can[one]) ?? 'surplus';
  const move: Record<FactSource, BatchMove> = {
    returned: { returned: -1 },
    lost: { lost: -1 },
    inHand: {},
    surplus: { sent: 1 },
  };
  const seats = [{ cardId, since: null }, ...counts.seats.filter((seat) => seat.cardId !== cardId)];
  const moved = withSeats(withMove(batch, version, move[source]), version, seats);
  const delivered: Delivered = (one) => one === cardId || isDelivered(one);
  return { ...reseat(moved, version, delivered, now), source };
};
