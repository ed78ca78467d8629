import type { EpochMs } from '../../../typings/contract';
import { hadPackAt, isPackThere, spanAt } from '../pack/pack-card';
import type { Card, EventPlan } from './card';

/** What a kind of card does in its own way; all else is the same for every card. */
interface CardKind {
  /** Whether what the card stands for is there now. */
  isThere(card: ReadyCard, event: Batched): boolean;
  /** Whether it was there at a moment of the past, as an upload is judged. */
  wasThere(card: ReadyCard, event: Batched, at: EpochMs): boolean;
  /** When it was taken away that was there at a moment; null where the card itself says so. */
  goneSince(card: ReadyCard, event: Batched, at: EpochMs): EpochMs | null;
}

type Batched = Pick<EventPlan, 'batch'>;

export type ReadyCard = Pick<Card, '_id' | 'kind' | 'ready' | 'pack'>;

/** A gift lies at its desk: the card itself knows. */
const gift: CardKind = {
  isThere: ({ ready }) => ready,
  wasThere: ({ ready }) => ready,
  goneSince: () => null,
};

/** A pack is one of many alike: the batch knows for which cards one is there. */
const pack: CardKind = {
  isThere: ({ _id, pack: onCard }, { batch }) =>
    batch !== undefined && onCard !== undefined && isPackThere(batch, _id, onCard),
  wasThere: ({ _id, pack: onCard }, { batch }, at) =>
    batch !== undefined && onCard !== undefined && hadPackAt(batch, _id, onCard, at),
  goneSince: ({ _id, pack: onCard }, { batch }, at) =>
    batch && onCard && !isPackThere(batch, _id, onCard)
      ? (spanAt(onCard, at)?.until ?? null)
      : null,
};

/** A pass stands for nothing that could be missing. */
const pass: CardKind = { isThere: () => true, wasThere: () => true, goneSince: () => null };

const KINDS: Record<Card['kind'], CardKind> = { wish: gift, rehearsal: gift, pack, pass };

export const kindOf = ({ kind }: Pick<Card, 'kind'>): CardKind => KINDS[kind];
