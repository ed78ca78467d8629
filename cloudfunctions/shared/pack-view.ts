import type { UnitPack } from '../../typings/contract';
import { isRedeemed, type Card } from '../domain/card/card';
import { kindOf } from '../domain/card/kinds';
import type { BatchEvent } from '../store/pack/batches';

/**
 * The packs of a batch as its unit sees them, by meeting place and alias: what the task needs, and
 * nothing else of a child. Void ones are not listed.
 */
export const packsOf = (event: BatchEvent, cards: readonly Card[]): UnitPack[] =>
  cards
    .flatMap((card) =>
      card.pack && card.ageBand !== null && card.state !== 'void'
        ? [
            {
              cardId: card._id,
              cardNo: card.cardNo,
              alias: card.alias,
              ageBand: card.ageBand,
              version: card.pack.version,
              place: card.pack.place,
              state: card.state,
              ready: !isRedeemed(card) && kindOf(card).isThere(card, event),
            },
          ]
        : [],
    )
    .sort((a, b) => a.place.localeCompare(b.place, 'zh') || a.alias.localeCompare(b.alias, 'zh'));
