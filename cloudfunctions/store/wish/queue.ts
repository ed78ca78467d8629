import { byIds } from '../common/by-ids';
import type {
  StaffLevel,
  StaffWishCounts,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import type { AreaPath, StaffGrant, StaffRights } from '../../domain/common/access';
import type { Wish } from '../../domain/wish/wish';
import { command, count, find, type Where } from '../common/database';
import { hasWords } from './search';

/** What a list of staff is asked for. */
export interface QueueFilter {
  campaignId: string;
  state?: WishState | undefined;
  mine?: boolean | undefined;
  communityId?: string | undefined;
  category?: WishCategory | undefined;
  flagged?: boolean | undefined;
  stationId?: string | undefined;
  deskEventId?: string | undefined;
  /** Words of what is told of a wish, all of them. */
  words: readonly string[];
}

/** Who looks: the grants with the paths of their areas, and the levels of the campaign. */
export interface Looker {
  rights: StaffRights;
  levels: readonly StaffLevel[];
  paths: ReadonlyMap<string, AreaPath>;
}

/** So many wishes are looked at in one call, however few of them are wanted. */
const LONGEST_LOOK = 1200;

/** How many of each lane are read at once where most are left out. */
const STRIDE = 400;

const DEEPEST_LEVEL = 2;

/** The areas of some grants that no other of these areas holds; `paths` lead down to each. */
const outermost = (areaIds: readonly string[], paths: ReadonlyMap<string, AreaPath>): string[] => {
  const own = [...new Set(areaIds)];
  const isInside = (areaId: string): boolean =>
    paths.get(areaId)?.some((above) => above !== areaId && own.includes(above)) ?? false;
  return own.filter((areaId) => !isInside(areaId));
};

/** The paths of the areas of some grants. */
export const pathsOf = async (grants: readonly StaffGrant[]): Promise<Map<string, AreaPath>> => {
  const areas = await byIds(
    'areas',
    grants.map(({ areaId }) => areaId),
  );
  return new Map([...areas.values()].map(({ _id, path }) => [_id, path]));
};

/**
 * Where the wishes are that a person may decide on: by area, and the place of the level whose turn
 * it is. A campaign that has fewer levels now leaves the ones behind to its last.
 */
const turnsOf = (
  grants: readonly StaffGrant[],
  levels: readonly StaffLevel[],
  paths: ReadonlyMap<string, AreaPath>,
): { areaPath: string; level: number }[] =>
  levels.flatMap((name, place) => {
    const areaIds = grants.filter(({ level }) => level === name).map(({ areaId }) => areaId);
    const places =
      place === levels.length - 1
        ? Array.from({ length: DEEPEST_LEVEL + 1 - place }, (_, more) => place + more)
        : [place];
    return outermost(areaIds, paths).flatMap((areaPath) =>
      places.map((level) => ({ areaPath, level })),
    );
  });

const storedState = (state: WishState | undefined): Where =>
  state === undefined ? {} : { state: state === 'fulfilled' ? 'ready' : state };

/** The queries, each in the order of one index, whose results together are what is asked for. */
const lanesOf = (filter: QueueFilter, { rights, levels, paths }: Looker): Where[] => {
  const { campaignId, communityId } = filter;
  if (filter.mine) {
    return turnsOf(rights.grants, levels, paths).map((turn) => ({
      campaignId,
      state: 'submitted',
      ...turn,
    }));
  }
  const narrowed: Where = filter.flagged
    ? { campaignId, flagged: true }
    : { campaignId, ...storedState(filter.state) };
  if (communityId !== undefined) return [{ ...narrowed, areaPath: communityId }];
  if (rights.admin) return [narrowed];
  const areaIds = rights.grants.map(({ areaId }) => areaId);
  return outermost(areaIds, paths).map((areaPath) => ({ ...narrowed, areaPath }));
};

const answers = (
  wish: Wish,
  { state, communityId, category, flagged, stationId, deskEventId, words }: QueueFilter,
): boolean =>
  (state === undefined || wish.state === storedState(state)['state']) &&
  (communityId === undefined || wish.areaPath.includes(communityId)) &&
  (category === undefined || wish.category === category) &&
  (flagged === undefined || wish.flagged) &&
  (stationId === undefined || wish.stationId === stationId) &&
  // A gift that was laid down before desks told their event is at whichever has the desk.
  (deskEventId === undefined || (wish.deskEventId ?? deskEventId) === deskEventId) &&
  hasWords({ words }, [wish.title, wish.alias, wish.communityName]);

/** Every lane is sorted: what comes first in all of them, each wish once. */
const merged = (pages: readonly Wish[][], size: number): Wish[] => {
  const known = new Map(pages.flat().map((wish) => [wish._id, wish]));
  return [...known.values()].sort((a, b) => (a.wallKey < b.wallKey ? -1 : 1)).slice(0, size);
};

/**
 * One page of a staff's list, oldest first. A call looks at a bounded number of wishes in the order
 * of an index; where few of them are wanted it may answer fewer than `limit`, or none, and a cursor.
 */
export const queuePage = async (
  filter: QueueFilter,
  looker: Looker,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ wishes: Wish[]; next?: string }> => {
  const lanes = lanesOf(filter, looker);
  const { category, flagged, stationId, words } = filter;
  const isSparse = flagged || category !== undefined || stationId !== undefined || words.length > 0;
  const stride = isSparse ? STRIDE : limit;
  const wishes: Wish[] = [];
  let from = cursor;
  for (let seen = 0; lanes.length > 0 && seen < LONGEST_LOOK; seen += stride) {
    const behind = from === undefined ? {} : { wallKey: command.gt(from) };
    const pages = await Promise.all(
      lanes.map((lane) =>
        find('wishes', { ...lane, ...behind }, { orderBy: ['wallKey', 'asc'], limit: stride }),
      ),
    );
    const looked = merged(pages, stride);
    for (const wish of looked) {
      from = wish.wallKey;
      if (answers(wish, filter)) wishes.push(wish);
      if (wishes.length === limit) return { wishes, next: from };
    }
    if (looked.length < stride) return { wishes };
  }
  return lanes.length > 0 && from !== undefined ? { wishes, next: from } : { wishes };
};

const WAITING = ['submitted', 'returned', 'approved', 'funded'] as const;

/** What waits: for the caller's own decision, and in each state within the caller's areas. */
export const countQueue = async (
  campaignId: string,
  { rights, levels, paths }: Looker,
): Promise<StaffWishCounts> => {
  const countAll = async (filter: Partial<QueueFilter>): Promise<number> => {
    const lanes = lanesOf({ campaignId, words: [], ...filter }, { rights, levels, paths });
    const counts = await Promise.all(lanes.map((lane) => count('wishes', lane)));
    return counts.reduce((sum, one) => sum + one, 0);
  };
  const [mine, ...counts] = await Promise.all([
    countAll({ mine: true }),
    ...WAITING.map((state) => countAll({ state })),
  ]);
  const states = Object.fromEntries(WAITING.map((state, place) => [state, counts[place] ?? 0]));
  return { mine, states: states as StaffWishCounts['states'] };
};
