import { isRedeemed, type Card } from '../../domain/card/card';
import { remember } from '../../domain/card/card-history';
import { transact } from '../common/database';
import { eraseAnswersOf } from './answers';
import { packCardsOfChild } from './cards';
import { releasePack } from './deliveries';

/**
 * Ends the pack cards of an erased child: what is on its way stays with the unit, for the next; the
 * sums stay. `withoutWords` takes what people wrote from a card. Doing it again changes nothing.
 * Answers the cards, whose printed sheets go too, and the rosters that they came by.
 */
export const erasePacks = async (
  childId: string,
  { now }: { now: number },
  withoutWords: (card: Card, now: number) => Card,
): Promise<{ cardIds: string[]; rosterIds: string[] }> => {
  const cards = await packCardsOfChild(childId);
  const cardIds = cards.map(({ _id }) => _id);
  for (const cardId of cardIds) {
    await transact(async (transaction) => {
      const card = await transaction.get('cards', cardId);
      if (!card?.pack) return;
      const ends = card.state !== 'void' && !isRedeemed(card);
      const released = ends ? await releasePack(transaction, card, now) : {};
      const pack = released.pack ?? card.pack;
      const erased: Card = {
        ...withoutWords(card, now),
        ...(ends ? { state: 'void' as const, stateBefore: null } : {}),
        gift: { ...card.gift, title: '' },
        pack: { ...pack, place: '' },
      };
      await transaction.put('cards', remember(card, erased, 'wish.withdrawn', now));
    });
  }
  await eraseAnswersOf(childId);
  return { cardIds, rosterIds: cards.flatMap(({ pack }) => pack?.roster?.rosterId ?? []) };
};
