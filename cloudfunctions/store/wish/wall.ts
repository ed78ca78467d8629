import type { EpochMs, WallItem, WishState } from '../../../typings/contract';
import { firstOf, nextFigures } from '../../domain/campaign/public-page';
import { effectiveRedemption } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { mixedByLight } from '../../domain/wish/wall-order';
import { publicState, publicTextOf, type Wish } from '../../domain/wish/wish';
import { eventsById } from '../campaign/campaigns';
import { publicPage, type MadePage } from '../campaign/public-pages';
import { command, find, type Where } from '../common/database';
import { cardsOf, stateWith } from './wishes';

/** An item with its place in the wall's order, which goes to nobody. */
interface Placed {
  place: string;
  item: WallItem;
}

/** The beginning of the wall, as it is kept for everybody: lights and wishes that wait, mixed. */
interface Wall {
  placed: Placed[];
  isWhole: boolean;
}

/** So many items are kept; whoever reads on gets what lies behind them from the wishes. */
const KEPT = 200;

/** Of each kind of light so many are looked for, wherever in the campaign they are. */
const LIGHTS = 40;

const LIT = ['approved', 'funded', 'ready'] as const;

/** Where a reader stands: behind the item of this place, which stood at this index of the kept wall. */
interface Behind {
  index: number;
  place: string;
}

const cursorAt = ({ index, place }: Behind): string =>
  Buffer.from(`${index}.${place}`).toString('base64url');

/** @throws Refusal INVALID_ARGUMENT for what is no cursor of ours */
const behindOf = (cursor: string): Behind => {
  const stands = /^(?<index>\d{1,3})\.(?<place>\d{6}-[\w-]{12})$/;
  const { index, place } = stands.exec(Buffer.from(cursor, 'base64url').toString())?.groups ?? {};
  if (index === undefined || place === undefined) {
    return refuse('INVALID_ARGUMENT', '翻页位置不对');
  }
  return { index: Number(index), place };
};

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
    answer: { placed: mixed, isWhole },
    until: firstOf(now, [nextFigures(campaign, now), ...closings]),
  };
};

/** What lies behind the kept beginning, the newest day first, without what was shown there. */
const rest = async (
  campaignId: string,
  { behind, limit, shown }: { behind: string | undefined; limit: number; shown: readonly Placed[] },
  now: EpochMs,
): Promise<Placed[]> => {
  const where = behind === undefined ? {} : { wallPlace: command.lt(behind) };
  const ahead = shown.filter(({ place }) => behind === undefined || place < behind);
  const wishes = await wishesOnWall({ campaignId, ...where }, limit + ahead.length);
  const places = new Set(ahead.map(({ place }) => place));
  const left = wishes.filter(({ wallPlace = '' }) => !places.has(wallPlace)).slice(0, limit);
  return (await placedOf(left, now)).placed;
};

/** Which of the kept items comes next: where the one behind which it lies has gone, its place is taken. */
const nextOf = (placed: readonly Placed[], { index, place: last }: Behind): number => {
  if (index >= KEPT) return KEPT;
  const at = placed.findIndex(({ place }) => place === last);
  return at < 0 ? index : at + 1;
};

/** One page of the public wall. @throws Refusal NOT_FOUND, INVALID_ARGUMENT */
export const pageOfWall = async (
  campaignId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  now: EpochMs,
): Promise<{ items: WallItem[]; next?: string }> => {
  const behind = cursor === undefined ? undefined : behindOf(cursor);
  const { placed, isWhole } = await publicPage('wall', campaignId, now, wallPage);
  const isBehindKept = behind !== undefined && behind.index >= KEPT;
  const start = behind === undefined ? 0 : nextOf(placed, behind);
  const first = placed.slice(start, start + limit);
  const from = isBehindKept ? behind.place : undefined;
  const missing = limit - first.length;
  const more =
    isWhole || missing === 0
      ? []
      : await rest(campaignId, { behind: from, limit: missing, shown: placed }, now);
  const page = [...first, ...more];
  const items = page.map(({ item }) => item);
  const last = page.at(-1);
  if (page.length < limit || !last) return { items };
  const index = more.length > 0 ? KEPT : start + first.length - 1;
  return { items, next: cursorAt({ index, place: last.place }) };
};
