import type { EpochMs } from '../../../typings/contract';
import {
  hasScan,
  isSessionDesk,
  needsCompanion,
  scanAgain,
  sessionWindow,
} from '../enrolment/pass-card';
import { hadPackAt, isPackThere, spanAt } from '../pack/pack-card';
import { effectiveRedemption, type Card, type EventPlan, type Redemption } from './card';

/** Where and when a card is scanned, as far as kinds of cards differ about it. */
export interface KindScan {
  event: Pick<EventPlan, 'batch' | 'programme' | 'stations' | 'from' | 'until'>;
  stationId: string;
  direction: 'in' | 'out';
}

/** What a kind of card does in its own way; all else is the same for every card. */
interface CardKind {
  /** Whether what the card stands for is there now. */
  isThere(card: KindCard, event: Batched): boolean;
  /** Whether it was there at a moment of the past, as an upload is judged. */
  wasThere(card: KindCard, event: Batched, at: EpochMs): boolean;
  /** When it was taken away that was there at a moment; null where the card itself says so. */
  goneSince(card: KindCard, event: Batched, at: EpochMs): EpochMs | null;
  /** The scan that stands in the way of this one: a card once, a pass once a session. */
  earlier(card: KindCard, scan: KindScan): Redemption | undefined;
  /** When it can be scanned. */
  window(scan: KindScan): { from: EpochMs; until: EpochMs };
  /** Whether it belongs to this desk. */
  isOfDesk(card: KindCard, scan: KindScan): boolean;
  /** Whether it is asked who takes the thing, or brings the child. */
  needsCollector(card: KindCard): boolean;
  /** The card with one more scan, where that is no redemption of one thing by one of several. */
  add?(card: Card, scan: Redemption): Partial<Card>;
}

type Batched = Pick<EventPlan, 'batch'>;

export type ReadyCard = Pick<Card, '_id' | 'kind' | 'ready' | 'pack'>;

type KindCard = Pick<Card, '_id' | 'kind' | 'ready'> &
  Partial<Pick<Card, 'pack' | 'pass' | 'stationId' | 'redemptions'>>;

/** A desk of an event may be for packs alone, which no card of an event of wishes is for. */
const isPackDesk = ({ event, stationId }: KindScan): boolean =>
  event.stations.some((station) => station.stationId === stationId && station.kind === 'pack');

/** A gift lies at its desk: the card itself knows. */
const gift: CardKind = {
  isThere: ({ ready }) => ready,
  wasThere: ({ ready }) => ready,
  goneSince: () => null,
  earlier: ({ redemptions = [] }) => effectiveRedemption({ redemptions }),
  window: ({ event }) => event,
  isOfDesk: (card, scan) => card.stationId === scan.stationId && !isPackDesk(scan),
  needsCollector: () => true,
};

/** A pack is one of many alike: the batch knows for which cards one is there. */
const pack: CardKind = {
  ...gift,
  isThere: ({ _id, pack: onCard }, { batch }) =>
    batch !== undefined && onCard !== undefined && isPackThere(batch, _id, onCard),
  wasThere: ({ _id, pack: onCard }, { batch }, at) =>
    batch !== undefined && onCard !== undefined && hadPackAt(batch, _id, onCard, at),
  goneSince: ({ _id, pack: onCard }, { batch }, at) =>
    batch && onCard && !isPackThere(batch, _id, onCard)
      ? (spanAt(onCard, at)?.until ?? null)
      : null,
  isOfDesk: (card, scan) => card.stationId === scan.stationId,
};

/** A pass is scanned once a session, in and out, and stands for nothing that could be missing. */
const pass: CardKind = {
  ...gift,
  isThere: () => true,
  wasThere: () => true,
  earlier: ({ redemptions = [] }, scan) => hasScan(redemptions, scan),
  window: (scan) => sessionWindow(scan) ?? scan.event,
  isOfDesk: (_, scan) => isSessionDesk(scan),
  needsCollector: ({ pass: onCard }) => needsCompanion(onCard),
  add: scanAgain,
};

const KINDS: Record<Card['kind'], CardKind> = { wish: gift, rehearsal: gift, pack, pass };

export const kindOf = ({ kind }: Pick<Card, 'kind'>): CardKind => KINDS[kind];
