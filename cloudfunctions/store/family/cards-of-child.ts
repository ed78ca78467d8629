import { cardsOfWishes } from '../card/cards';
import { enrolmentsOfChildren } from '../enrolment/enrolments';
import { passIdOf } from '../enrolment/passes';
import { packCardsOfChild } from '../pack/cards';
import { wishesOfChild } from '../wish/wishes';

/** The ids of whatever cards a child has: of wishes, of packs, of programmes. */
export const cardIdsOfChild = async (childId: string): Promise<string[]> => {
  const [wishes, packs, enrolments] = await Promise.all([
    wishesOfChild(childId),
    packCardsOfChild(childId),
    enrolmentsOfChildren([childId]),
  ]);
  const cards = await cardsOfWishes(wishes.map(({ _id }) => _id));
  return [
    ...cards.map(({ _id }) => _id),
    ...packs.map(({ _id }) => _id),
    ...enrolments.map(({ _id }) => passIdOf(_id)),
  ];
};
