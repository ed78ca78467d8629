import { isTwinOf, likeliest, sharesTitle, type LikelyDuplicate } from '../../domain/wish/likeness';
import type { Wish } from '../../domain/wish/wish';
import { command, find, read } from '../common/database';
import { wishesById } from './wishes';
import type { ChildRecord } from '../../domain/family/records';

const FEW = 20;

/** Wishes of children of the same month with a nickname like this one, in any community. */
const ofTwins = async (wish: Wish, child: ChildRecord): Promise<Wish[]> => {
  if (!child.twinKey) return [];
  const children = await find('children', { twinKey: child.twinKey }, { limit: FEW });
  const twins = children.filter((other) => isTwinOf(child, other));
  return wishesById(twins.flatMap(({ wishIds }) => wishIds[wish.campaignId] ?? []));
};

/** Other wishes of the same guardians, brothers' and sisters' too. */
const ofGuardians = async ({ guardianIds, campaignId }: Wish): Promise<Wish[]> => {
  const pages = await Promise.all(
    guardianIds.map((guardianId) => find('wishes', { guardianIds: guardianId }, { limit: FEW })),
  );
  return pages.flat().filter((other) => other.campaignId === campaignId);
};

/** The same community and category, a title in common. */
const ofTitle = async ({ campaignId, communityId, category, title }: Wish): Promise<Wish[]> => {
  const near = await find('wishes', { campaignId, communityId, category });
  return near.filter((other) => sharesTitle(title, other.title));
};

/**
 * The likeliest duplicates of a wish, those with the most in common first. They are shown to staff
 * and never a reason to refuse; what was erased is like nothing.
 */
export const likelyDuplicates = async (wish: Wish): Promise<LikelyDuplicate[]> => {
  const child = await read('children', wish.childId);
  if (!child || child.nickname === '') return [];
  const [twin, guardian, title] = await Promise.all([
    ofTwins(wish, child),
    ofGuardians(wish),
    ofTitle(wish),
  ]);
  return likeliest(wish, { twin, guardian, title });
};

const MANY = 1000;

/**
 * Those of up to a hundred wishes whose child another child with a wish is like, by wish id; of
 * children in communities that the reader may see alone.
 */
export const withTwins = async (
  wishes: readonly Wish[],
  maySeeArea: (path: readonly string[]) => boolean,
): Promise<Set<string>> => {
  const childIds = [...new Set(wishes.map(({ childId }) => childId))];
  if (childIds.length === 0) return new Set();
  const children = await find('children', { _id: command.in(childIds) });
  const keys = [...new Set(children.flatMap(({ twinKey }) => twinKey || []))];
  if (keys.length === 0) return new Set();
  const alike = await find('children', { twinKey: command.in(keys) }, { limit: MANY });
  const areas = await find('areas', {
    _id: command.in([...new Set(alike.map(({ communityId }) => communityId))]),
  });
  const seen = new Set(areas.filter(({ path }) => maySeeArea(path)).map(({ _id }) => _id));
  const byId = new Map(children.map((child) => [child._id, child]));
  const hasTwin = ({ childId, campaignId }: Wish): boolean => {
    const child = byId.get(childId);
    return alike.some(
      (other) =>
        child !== undefined &&
        isTwinOf(child, other) &&
        seen.has(other.communityId) &&
        (other.wishIds[campaignId]?.length ?? 0) > 0,
    );
  };
  return new Set(wishes.filter(hasTwin).map(({ _id }) => _id));
};
