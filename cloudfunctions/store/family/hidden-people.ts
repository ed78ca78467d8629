import { defectIdOf } from '../../domain/gift/defect';
import type { Wish } from '../../domain/wish/wish';
import { read, transact, updateWhere } from '../common/database';
import { pairsOfChildren } from '../mother/pairs';
import { entriesOfWish } from '../money/funds';
import { wishesOfChild } from '../wish/wishes';
import { cardIdsOfChild } from './cards-of-child';

/** Whose pseudonyms are taken out of what remains, and what stands in their place. */
interface Hidden {
  isGone(personId: string): boolean;
  nobody: string;
}

/** A thing of a family in which nobody can be told who the family was. */
export const withNobody = <Thing extends { guardianIds: string[]; formerGuardianIds?: string[] }>(
  thing: Thing,
  { isGone, nobody }: Hidden,
): Thing => {
  const hidden = (ids: readonly string[]): string[] => [
    ...new Set(ids.map((id) => (isGone(id) ? nobody : id))),
  ];
  return {
    ...thing,
    guardianIds: hidden(thing.guardianIds),
    formerGuardianIds: hidden(thing.formerGuardianIds ?? []),
  };
};

const byNobody = <Act extends { by: string }>(act: Act, { isGone, nobody }: Hidden): Act =>
  isGone(act.by) ? { ...act, by: nobody } : act;

/** The money that a family's withdrawal released, and the defects that it reported. */
const hideActs = async (
  { _id, defects = 0 }: Pick<Wish, '_id' | 'defects'>,
  { isGone, nobody }: Hidden,
): Promise<void> => {
  for (const entry of await entriesOfWish(_id)) {
    if (isGone(entry.by)) await updateWhere('fundEntries', { _id: entry._id }, { by: nobody });
  }
  for (let no = 1; no <= defects; no += 1) {
    const defect = await read('defects', defectIdOf(_id, no));
    if (defect && isGone(defect.by)) {
      await updateWhere('defects', { _id: defect._id }, { by: nobody });
    }
  }
};

/** Takes the pseudonyms of people out of all that remains of a child, each by itself. */
export const hidePeople = async (childId: string, hidden: Hidden): Promise<void> => {
  for (const seen of await wishesOfChild(childId)) {
    await transact(async (transaction) => {
      const wish = await transaction.get('wishes', seen._id);
      if (!wish) return;
      const timeline = wish.timeline.map((step) => byNobody(step, hidden));
      await transaction.put('wishes', { ...withNobody(wish, hidden), timeline });
    });
    await hideActs(seen, hidden);
  }
  for (const cardId of await cardIdsOfChild(childId)) {
    await transact(async (transaction) => {
      const card = await transaction.get('cards', cardId);
      if (!card) return;
      const history = card.history.map((step) => byNobody(step, hidden));
      const version = card.version + 1;
      await transaction.put('cards', { ...withNobody(card, hidden), history, version });
    });
  }
  for (const { _id } of await pairsOfChildren([childId])) {
    await transact(async (transaction) => {
      const pair = await transaction.get('pairs', _id);
      if (!pair) return;
      const consent = pair.consent && byNobody(pair.consent, hidden);
      const history = pair.history.map((step) => byNobody(step, hidden));
      await transaction.put('pairs', { ...pair, consent, history });
    });
  }
};
