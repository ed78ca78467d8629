import { HELD, toldOf, type HeldCollection } from '../../domain/family/held';
import { defectIdOf } from '../../domain/gift/defect';
import { findAll, read } from '../common/database';
import { byIds } from '../common/by-ids';
import { enrolmentsOfChildren } from '../enrolment/enrolments';
import { passIdOf } from '../enrolment/passes';
import { pairsOfChildren } from '../mother/pairs';
import { packCardsOfChild } from '../pack/cards';
import { referralsOfChildren } from '../referral/referrals';
import { cardsOf, wishesOfChild } from '../wish/wishes';
import { childrenOf } from './children';

type Documents = Record<HeldCollection, readonly object[]>;

const flat = async <Thing>(lists: readonly Promise<readonly Thing[]>[]): Promise<Thing[]> =>
  (await Promise.all(lists)).flat();

/** Everything that is stored of a family, as it is stored. */
const documentsOf = async (personId: string): Promise<Documents> => {
  const children = await childrenOf(personId);
  const childIds = children.map(({ _id }) => _id);
  const [wishes, enrolments, pairs] = await Promise.all([
    flat(childIds.map(wishesOfChild)),
    enrolmentsOfChildren(childIds),
    pairsOfChildren(childIds),
  ]);
  const pairIds = pairs.map(({ _id }) => _id);
  const defectIds = wishes.flatMap(({ _id, defects = 0 }) =>
    Array.from({ length: defects }, (_, place) => defectIdOf(_id, place + 1)),
  );
  const [guardian, wishCards, packCards, passes, defects] = await Promise.all([
    read('guardians', personId),
    cardsOf(wishes),
    flat(childIds.map(packCardsOfChild)),
    byIds(
      'cards',
      enrolments.map(({ _id }) => passIdOf(_id)),
    ),
    byIds('defects', defectIds),
  ]);
  return {
    guardians: guardian ? [guardian] : [],
    children,
    wishes,
    cards: [...wishCards.values(), ...packCards, ...passes.values()],
    defects: [...defects.values()],
    complaints: await findAll('complaints', { personId }),
    calls: await findAll('calls', { personId }),
    notices: await findAll('notices', { personId, box: 'family' }),
    transfers: await flat(childIds.map((childId) => findAll('transfers', { childId }))),
    packAnswers: await flat(childIds.map((childId) => findAll('packAnswers', { childId }))),
    enrolments,
    pairs,
    companionRecords: await flat(pairIds.map((pairId) => findAll('companionRecords', { pairId }))),
    outings: await flat(pairIds.map((pairId) => findAll('outings', { pairId }))),
    referrals: await referralsOfChildren(childIds),
  };
};

/** All that is held of a family, field by field, less what `HELD` keeps back with its reason. */
export const heldOf = async (personId: string): Promise<Record<HeldCollection, object[]>> => {
  const documents = await documentsOf(personId);
  const told = Object.entries(documents).map(([name, all]) => [
    name,
    all.map((document) => toldOf(document, HELD[name as HeldCollection].told)),
  ]);
  return Object.fromEntries(told) as Record<HeldCollection, object[]>;
};
