import type { EpochMs } from '../../../typings/contract';
import { hadPackAt, isPackThere } from '../pack/pack-card';
import type { Card, EventPlan } from './card';

/** What a kind of card does in its own way; all else is the same for every card. */
interface CardKind {
  /** Whether what the card stands for is there now. */
  isThere(card: ReadyCard, event: EventPlan): boolean;
  /** Whether it was there at a moment of the past, as an upload is judged. */
  wasThere(card: ReadyCard, event: EventPlan, at: EpochMs): boolean;
}

export type ReadyCard = Pick<Card, '_id' | 'kind' | 'ready' | 'pack'>;

/** A gift lies at its desk: the card itself knows. */
const gift: CardKind = {
  isThere: ({ ready }) => ready,
  wasThere: ({ ready }) => ready,
};

/** A pack is one of many alike: the batch knows for which cards one is there. */
const pack: CardKind = {
  isThere: ({ _id, pack: onCard }, { batch }) =>
    batch !== undefined && onCard !== undefined && isPackThere(batch, _id, onCard),
  wasThere: ({ _id, pack: onCard }, { batch }, at) =>
    batch !== undefined && onCard !== undefined && hadPackAt(batch, _id, onCard, at),
};

/** A pass stands for nothing that could be missing. */
const pass: CardKind = { isThere: () => true, wasThere: () => true };

const KINDS: Record<Card['kind'], CardKind> = { wish: gift, rehearsal: gift, pack, pass };

export const kindOf = ({ kind }: Pick<Card, 'kind'>): CardKind => KINDS[kind];
