import type { Card } from '../../domain/card/card';
import type { StaffRights } from '../../domain/common/access';
import type { Wish } from '../../domain/wish/wish';
import { newId } from '../../shared/identity';
import type { Context } from '../../shared/serve';
import { noteActOnMany, noteOpening } from '../../store/common/access-log';
import { byIds } from '../../store/common/by-ids';
import type { Work } from '../../store/common/requests';
import { cardsById } from '../../store/card/cards';
import { wishesById } from '../../store/wish/wishes';

/** In which role staff act on a child's file, as the family is told. */
export const roleOf = (rights: StaffRights): string =>
  rights.admin ? 'admin' : (rights.grants[0]?.level ?? 'staff');

type OfAChild = Pick<Wish, '_id' | 'childId'>;

const rowOf = ({ rights, personId, now }: Context, wish: OfAChild, purpose: string) => ({
  _id: newId('access'),
  childId: wish.childId,
  wishId: wish._id,
  by: personId,
  role: roleOf(rights),
  purpose,
  at: now,
});

/** Puts the opening of a child's file on record, before anything of it is shown. */
export const logOpening = (context: Context, wish: OfAChild, purpose: string): Promise<boolean> =>
  noteOpening(rowOf(context, wish, purpose));

/** Puts a decision on a child's wish on record, in its own transaction: a row of its own. */
export const logDecision = (
  work: Work,
  context: Context,
  wish: OfAChild,
  purpose: string,
): Promise<void> => work.put('accessLog', rowOf(context, wish, purpose));

/** The same for what is done with a card: of a wish, or of a child's pack. */
export const logOnCard = async (
  work: Work,
  context: Context,
  { wishId, pack }: Pick<Card, 'wishId' | 'pack'>,
  purpose: string,
): Promise<void> => {
  const wish = wishId === '' ? null : await work.get('wishes', wishId);
  const child = wish ?? (pack ? { _id: '', childId: pack.childId } : null);
  if (child) await logDecision(work, context, child, purpose);
};

/** One row for a decision on many wishes at once, such as an order. */
export const logDecisionOnMany = (
  work: Work,
  { rights, personId, now }: Context,
  wishes: readonly OfAChild[],
  purpose: string,
): Promise<void> =>
  work.put('accessLog', {
    _id: newId('access'),
    childId: '',
    childIds: [...new Set(wishes.map(({ childId }) => childId))],
    wishId: '',
    by: personId,
    role: roleOf(rights),
    purpose,
    at: now,
  });

/** Puts a list or print that leaves the system on record, for each child in it. */
export const logExport = async (
  { rights, personId, now }: Context,
  about: readonly string[],
  purpose: string,
): Promise<void> => {
  const cards = await cardsById(about.filter((id) => id.startsWith('card_')));
  const wishIds = about.filter((id) => id.startsWith('wish_'));
  const wishes = await wishesById([
    ...new Set([...wishIds, ...cards.map(({ wishId }) => wishId).filter(Boolean)]),
  ]);
  const enrolments = await byIds(
    'enrolments',
    about.filter((id) => id.startsWith('enrolment_')),
  );
  const childIds = [
    ...[...wishes, ...enrolments.values()].flatMap(({ childId }) => childId ?? []),
    ...cards.flatMap(({ pack }) => pack?.childId ?? []),
  ];
  await noteActOnMany({
    _id: newId('access'),
    childIds: [...new Set(childIds)],
    by: personId,
    role: roleOf(rights),
    purpose,
    at: now,
  });
};
