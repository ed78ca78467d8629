import type { EpochMs, WallItem, WishState } from '../../../typings/contract';
import { firstOf, nextFigures } from '../../domain/campaign/public-page';
import { effectiveRedemption } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { mixedByLight } from '../../domain/wish/wall-order';
import { publicState, publicTextOf, type Wish } from '../../domain/wish/wish';
import { eventsById } from '../campaign/campaigns';
import { publicPage, type MadePage } from '../campaign/public-pages';
import { command, count, find, type Where } from '../common/database';
import { cardsOf, stateWith } from './wishes';

/** An item with its place in the wall's order, which goes to nobody. */
interface Placed {
  place: string;
  item: WallItem;
}

/** A part of the wall, as it is kept for everybody: the first one with lights and wishes that wait mixed. */
interface Wall {
  placed: Placed[];
  /** Nothing comes behind it. */
  isWhole: boolean;
  /** The last place of the part before it; '' in the first. */
  after: string;
}

/** So many items are a part. */
const KEPT = 200;

/** Of each kind of light so many are looked for, wherever in the campaign they are. */
const LIGHTS = 40;

const LIT = ['approved', 'funded', 'ready'] as const;

/** Where a reader stands: behind the item of this place, which stood at this index of this part. */
interface Behind {
  part: number;
  /** -1 where it was the last one of the part before. */
  index: number;
  place: string;
}

const cursorAt = ({ part, index, place }: Behind): string =>
  Buffer.from(`${part}.${index}.${place}`).toString('base64url');

/** @throws Refusal INVALID_ARGUMENT */
const refuseCursor = (): never => refuse('INVALID_ARGUMENT', '翻页位置不对');

/** @throws Refusal INVALID_ARGUMENT for what is no cursor of ours */
const behindOf = (cursor: string): Behind => {
  const stood = /^(?<part>\d{1,3})\.(?<index>-1|\d{1,3})\.(?<place>\d{6}-[\w-]{12})$/;
  const { part, index, place } =
    stood.exec(Buffer.from(cursor, 'base64url').toString())?.groups ?? {};
  if (part === undefined || index === undefined || place === undefined) return refuseCursor();
  return { part: Number(part), index: Number(index), place };
};

const NOTHING: Wall = { placed: [], isWhole: true, after: '' };

const wishesOnWall = (where: Where, limit: number): Promise<Wish[]> =>
  find('wishes', { onWall: true, ...where }, { orderBy: ['wallPlace', 'desc'], limit });

/** Wishes on the wall by an allow-list of fields, and when windows of their events close. */
const placedOf = async (
  wishes: readonly Wish[],
  now: EpochMs,
): Promise<{ placed: Placed[]; closings: EpochMs[] }> => {
  const cards = await cardsOf(wishes);
  const events = await eventsById([...cards.values()].map(({ eventId }) => eventId));
  const stateOnWall = (wish: Wish): WishState => {
    const card = cards.get(wish._id);
    const fetched = card && effectiveRedemption(card);
    const window = fetched && events.get(fetched.eventId ?? card.eventId);
    return publicState(stateWith(wish, cards), fetched?.at, window?.until, now);
  };
  const placed = wishes.map((wish) => ({
    place: wish.wallPlace ?? '',
    item: {
      wishNo: wish.wishNo,
      publicText: publicTextOf(wish),
      category: wish.category,
      ageBand: wish.ageBand,
      state: stateOnWall(wish),
    },
  }));
  return { placed, closings: Array.from(events.values(), ({ until }) => until + 1) };
};

export const wallPage: MadePage<Wall> = async (campaign, now) => {
  const campaignId = campaign._id;
  const newest = await wishesOnWall({ campaignId }, KEPT);
  const isWhole = newest.length < KEPT;
  const lights = isWhole
    ? []
    : await Promise.all(LIT.map((state) => wishesOnWall({ campaignId, state }, LIGHTS)));
  const known = new Map([...newest, ...lights.flat()].map((wish) => [wish._id, wish]));
  const { placed, closings } = await placedOf([...known.values()], now);
  const mixed = mixedByLight(placed, ({ item }) => item.state).slice(0, KEPT);
  return {
    answer: { placed: mixed, isWhole, after: '' },
    until: firstOf(now, [nextFigures(campaign, now), ...closings]),
  };
};

/** What lies behind the first part, the newest day first, without what is shown there. */
const restPage =
  (part: number): MadePage<Wall> =>
  async (campaign, now) => {
    const campaignId = campaign._id;
    // Parts are made from those before them: only as many as there are.
    const all = await count('wishes', { campaignId, onWall: true });
    if (part * KEPT >= all) return { answer: NOTHING, until: nextFigures(campaign, now) };
    const first = await partOf(campaignId, 0, now);
    const { placed: before } = part === 1 ? first : await partOf(campaignId, part - 1, now);
    const after = before.at(-1)?.place ?? '';
    const where = part === 1 ? {} : { wallPlace: command.lt(after) };
    const shown = new Set(first.placed.map(({ place }) => place));
    const wishes = await wishesOnWall({ campaignId, ...where }, KEPT + shown.size);
    const left = wishes.filter(({ wallPlace = '' }) => !shown.has(wallPlace)).slice(0, KEPT);
    const { placed, closings } = await placedOf(left, now);
    return {
      answer: { placed, isWhole: placed.length < KEPT, after },
      until: firstOf(now, [nextFigures(campaign, now), ...closings]),
    };
  };

const partOf = (campaignId: string, part: number, now: EpochMs): Promise<Wall> =>
  publicPage({ page: 'wall', campaignId, part }, now, part === 0 ? wallPage : restPage(part));

/** Which item of a part comes next: the first part has its own order, the others that of places. */
const nextIn = ({ placed }: Wall, { part, index, place: last }: Behind): number => {
  if (part > 0) {
    const next = placed.findIndex(({ place }) => place < last);
    return next < 0 ? placed.length : next;
  }
  // Where the item behind which it lies has gone, its place is taken.
  const at = placed.findIndex(({ place }) => place === last);
  return at < 0 ? index : at + 1;
};

/** The part in which a reader goes on: one before, where what follows has moved up meanwhile. */
const goOn = async (
  campaignId: string,
  behind: Behind,
  now: EpochMs,
): Promise<{ part: number; wall: Wall; start: number }> => {
  const { part, index, place } = behind;
  const wall = await partOf(campaignId, part, now);
  if (part === 1 && index < 0) {
    if (wall.after === place) return { part, wall, start: 0 };
    return goOn(campaignId, { part: 0, index: KEPT - 1, place }, now);
  }
  if (part > 1 && wall.after < place) {
    const before = wall.placed.length === 0 ? 1 : part - 1;
    return goOn(campaignId, { part: before, index: 0, place }, now);
  }
  return { part, wall, start: nextIn(wall, behind) };
};

/** One page of the public wall. @throws Refusal NOT_FOUND, INVALID_ARGUMENT */
export const pageOfWall = async (
  campaignId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  now: EpochMs,
): Promise<{ items: WallItem[]; next?: string }> => {
  const behind = cursor === undefined ? { part: 0, index: 0, place: '' } : behindOf(cursor);
  const { part: first, ...at } = await goOn(campaignId, behind, now);
  let { wall, start } = at;
  let part = first;
  const page: Placed[] = [];
  for (;;) {
    page.push(...wall.placed.slice(start, start + limit - page.length));
    if (page.length === limit || wall.isWhole) break;
    part += 1;
    wall = await partOf(campaignId, part, now);
    start = first === 0 ? 0 : nextIn(wall, { ...behind, part });
  }
  const items = page.map(({ item }) => item);
  const last = page.at(-1);
  const end = wall.placed.findIndex(({ place }) => place === last?.place) + 1;
  const isAtEnd = end === 0 || end === wall.placed.length;
  if (!last || (isAtEnd && wall.isWhole)) return { items };
  const stands = isAtEnd ? { part: part + 1, index: -1 } : { part, index: end - 1 };
  return { items, next: cursorAt({ ...stands, place: last.place }) };
};
