import type { Card } from '../../cloudfunctions/domain/card/card';
import { MAX_PAST } from '../../cloudfunctions/domain/card/card-history';
import { conflictsOf } from '../../cloudfunctions/domain/card/conflict';
import type { Lot } from '../../cloudfunctions/domain/gift/stock';
import type { Wish } from '../../cloudfunctions/domain/wish/wish';
import type { Output } from '../../typings/contract';
import { checkLedger, documentsOf, must } from '../support/books';
import { untilAnswered } from '../support/cloud';
import type { World } from '../support/world';
import type { Place, Stage } from './event-stage';

type Conflicts = Output<'staff', 'conflict.list'>['items'];

/** What staff find at these events; a card that was moved stands at more than one of them. */
export const conflictsAt = async (world: World, places: readonly Place[]): Promise<Conflicts> => {
  const found = new Map<string, Conflicts[number]>();
  for (const at of new Set(places.map((place) => place.eventId))) {
    let next: { cursor?: string } | undefined = {};
    while (next) {
      const input: { eventId: string; cursor?: string } = { eventId: at, ...next };
      const reply = await untilAnswered(() => world.admin.send('staff', 'conflict.list', input));
      if (!reply.ok) throw new Error(`the conflicts are not shown: ${reply.code}`);
      for (const one of reply.data.items) found.set(one.conflictId, one);
      next = reply.data.next === undefined ? undefined : { cursor: reply.data.next };
    }
  }
  return [...found.values()];
};

/** Each wish has one gift at most in a child's hands, and the pieces that were bought add up. */
const checkGifts = (
  cards: readonly Card[],
  wish: Wish,
  lots: readonly Lot[],
  { bought, everLost }: { bought: number; everLost: boolean },
): void => {
  const effective = cards.flatMap(({ redemptions }) =>
    redemptions.filter(({ status }) => status === 'effective'),
  );
  must(effective.length <= 1, () => `wish ${wish._id} was fulfilled ${effective.length} times`);
  for (const { _id, left, quantity, uses, writeOffs } of lots) {
    const off = writeOffs.reduce((sum, { count }) => sum + count, 0);
    must(left >= 0 && left === quantity - uses.length - off, () => `stock ${_id} has ${left}`);
  }
  const inStock = lots.reduce((sum, { left }) => sum + left, 0);
  const found = inStock + (wish.state === 'ready' ? 1 : 0);
  must(
    everLost ? found <= bought : found === bought,
    () => `of ${bought} gifts bought for ${wish._id}, ${found} are in the books`,
  );
};

/** Checks that the books of a play agree, and each with what was done at the desks. */
export const checkBooks = async (
  { cloud, world, cards: made, cardIds, places, handedOut }: Stage,
  everLost: boolean,
): Promise<void> => {
  const wishIds = new Set(made.map(({ wishId }) => wishId));
  const cards = documentsOf<Card>(cloud.dataDir, 'cards').filter(({ _id }) => cardIds.has(_id));
  const wishes = documentsOf<Wish>(cloud.dataDir, 'wishes').filter(({ _id }) => wishIds.has(_id));
  const lots = documentsOf<Lot>(cloud.dataDir, 'stock');
  const entries = documentsOf<{ wishId: string | null; type: string }>(
    cloud.dataDir,
    'fundEntries',
  );
  const attempts = documentsOf<{ nonce: string }>(cloud.dataDir, 'attempts').filter(({ nonce }) =>
    handedOut.has(nonce),
  );

  for (const one of cards) {
    const effective = one.redemptions.filter(({ status }) => status === 'effective');
    must(effective.length <= 1, () => `card ${one._id} has ${effective.length} effective`);
    const [first] = effective;
    for (const other of one.redemptions) {
      if (!first || other.status !== 'superseded') continue;
      const isLater = other.at > first.at || (other.at === first.at && other.nonce > first.nonce);
      must(isLater, () => `the effective redemption of ${one._id} is not the earliest`);
    }
    const redeemed = first !== undefined;
    must((one.state === 'redeemed') === redeemed, () => `card ${one._id} is ${one.state}`);
    const nonces = one.redemptions.map(({ nonce }) => nonce);
    must(new Set(nonces).size === nonces.length, () => `a nonce redeemed ${one._id} twice`);
    must(one.past.length <= MAX_PAST, () => `card ${one._id} remembers too much`);
    const wish = wishes.find(({ _id }) => _id === one.wishId);
    must(wish !== undefined, () => `wish ${one.wishId} is gone`);
    if (!wish) continue;
    if (redeemed) {
      must(wish.state === 'ready', () => `a redeemed wish is ${wish.state}`);
      must(wish.cardId === one._id, () => `the wish of ${one._id} has another card`);
    }
    if (wish.cardId !== one._id) continue;
    must(one.ready === (wish.state === 'ready'), () => `card ${one._id} ready, wish ${wish.state}`);
    if (wish.state === 'withdrawn')
      must(one.state === 'void', () => `withdrawn, card ${one.state}`);
    const family = made.find(({ wishId }) => wishId === wish._id);
    const mine = await family?.guardian.call('family', 'wish.mine', {});
    const state = mine?.items.find(({ wishId }) => wishId === wish._id)?.state;
    must((state === 'fulfilled') === redeemed, () => `the family sees ${state ?? 'nothing'}`);
  }
  for (const wish of wishes) {
    const bought = entries.filter(({ wishId, type }) => wishId === wish._id && type === 'spend');
    checkGifts(
      cards.filter(({ wishId }) => wishId === wish._id),
      wish,
      lots.filter(({ fromWishId }) => fromWishId === wish._id),
      { bought: bought.length, everLost },
    );
  }

  // Each gift that was handed out is a redemption, held, or a scan that staff can see failed.
  const known = new Set([
    ...cards.flatMap(({ redemptions, held }) =>
      [...redemptions, ...held].map(({ nonce }) => nonce),
    ),
    ...attempts.map(({ nonce }) => nonce),
  ]);
  for (const nonce of handedOut.keys()) {
    must(known.has(nonce), () => `the gift of scan ${nonce} is in no book`);
  }

  const conflicts = cards.flatMap(conflictsOf);
  const listed = (await conflictsAt(world, places)).filter(({ cardId }) => cardIds.has(cardId));
  must(
    listed.length === conflicts.length,
    () => `${conflicts.length} conflicts, ${listed.length} listed`,
  );

  await checkLedger(world.admin);
};
