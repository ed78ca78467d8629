import type { EpochMs, WallItem, WishState } from '../../../typings/contract';
import { rightUntil } from '../../domain/campaign/public-page';
import { effectiveRedemption } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
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

/** The beginning of the wall, as it is kept for everybody. */
interface Wall {
  placed: Placed[];
  isWhole: boolean;
}

/** So many items are kept; whoever reads on gets what lies behind them from the wishes. */
const KEPT = 200;

const cursorAt = (place: string): string => Buffer.from(place).toString('base64url');

/** @throws Refusal INVALID_ARGUMENT for what is no cursor of ours */
const placeAt = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString();
  return /^\d{6}-[\w-]{12}$/.test(place) ? place : refuse('INVALID_ARGUMENT', '翻页位置不对');
};

/** A stretch of the wall from an allow-list of fields, and when windows of its events close. */
const stretch = async (
  campaignId: string,
  { behind, limit }: { behind?: string | undefined; limit: number },
  now: EpochMs,
): Promise<{ placed: Placed[]; closings: EpochMs[] }> => {
  const where: Where = { campaignId, onWall: true };
  if (behind !== undefined) where['wallPlace'] = command.lt(behind);
  const wishes = await find('wishes', where, { orderBy: ['wallPlace', 'desc'], limit });
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

export const wallPage: MadePage<Wall> = async ({ _id }, now) => {
  const { placed, closings } = await stretch(_id, { limit: KEPT }, now);
  return { answer: { placed, isWhole: placed.length < KEPT }, until: rightUntil(now, closings) };
};

/** One page of the public wall, the newest day first. @throws Refusal NOT_FOUND, INVALID_ARGUMENT */
export const pageOfWall = async (
  campaignId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  now: EpochMs,
): Promise<{ items: WallItem[]; next?: string }> => {
  const behind = cursor === undefined ? undefined : placeAt(cursor);
  const { placed, isWhole } = await publicPage('wall', campaignId, now, wallPage);
  const kept = placed.filter(({ place }) => behind === undefined || place < behind);
  const page =
    isWhole || kept.length >= limit
      ? kept.slice(0, limit)
      : (await stretch(campaignId, { behind, limit }, now)).placed;
  const items = page.map(({ item }) => item);
  const last = page.at(-1);
  return page.length === limit && last ? { items, next: cursorAt(last.place) } : { items };
};
