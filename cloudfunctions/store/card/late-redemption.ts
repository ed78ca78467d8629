import type { EpochMs } from '../../../typings/contract';
import { effectiveRedemption, voidCard, type Card, type Redemption } from '../../domain/card/card';
import { cardAt, remember } from '../../domain/card/card-history';
import { withConflicts } from '../../domain/card/scan';
import type { Decision } from '../../domain/card/upload';
import { useOne } from '../../domain/gift/stock';
import { holdsGift, regain } from '../../domain/wish/late-handover';
import type { FormerGift, Wish } from '../../domain/wish/wish';
import { transact, type Transaction } from '../common/database';
import type { Work } from '../common/requests';
import { releasePack } from '../pack/deliveries';
import { fulfilPack } from '../pack/late-delivery';
import { changeWish, putIntoStock } from '../wish/wishes';
import { changeIf } from './cards';

interface By {
  personId: string;
  now: EpochMs;
}

const put = async (work: Transaction, card: Card, change: Partial<Card>, by: By, cause: string) => {
  const next = { ...card, ...change, version: card.version + 1, updatedAt: by.now };
  await work.put('cards', remember(card, next, cause, by.now));
};

/** A newer card of the same wish brings no second gift; what it brought already is a conflict. */
const retire = async (work: Transaction, cardId: string, by: By): Promise<void> => {
  const card = await work.get('cards', cardId);
  if (!card) return;
  const effective = effectiveRedemption(card);
  if (!effective) {
    if (card.state === 'void') return;
    const released = await releasePack(work, card, by.now);
    await put(work, card, { ...voidCard(card), ...released }, by, 'card.void');
    return;
  }
  const redemptions = card.redemptions.map((one): Redemption =>
    one === effective ? { ...one, status: 'superseded' } : one,
  );
  const conflicts = withConflicts({ ...card, redemptions });
  const released = await releasePack(work, card, by.now);
  const change = { ...conflicts, ...released, state: 'void' as const, stateBefore: null };
  await put(work, card, change, by, 'card.void');
};

/** The gift that was handed over, out of stock again where it had been booked into it. */
const takeOut = async (
  work: Transaction,
  wish: Wish,
  giftId: string,
  by: By,
): Promise<{ former: FormerGift; stock: 'taken_out' | 'gone' | null }> => {
  const lot = await work.get('stock', giftId);
  const { priceFen = 0, stationId = null, supplier = '', invoiceNo = '' } = lot ?? {};
  const known = wish.formerGift?.giftId === giftId ? wish.formerGift : null;
  const former = known ?? {
    giftId,
    priceFen: priceFen as FormerGift['priceFen'],
    stationId,
    gift: { supplier, invoiceNo, shelf: '', stockId: null },
  };
  if (!lot) return { former, stock: null };
  if (lot.left === 0) return { former, stock: 'gone' };
  const use = { wishId: wish._id, as: 'gift' as const, at: by.now, by: by.personId };
  await work.put('stock', useOne(lot, use));
  return { former, stock: 'taken_out' };
};

/** The wish of a card that was redeemed before it was changed is fulfilled, whatever came since. */
const fulfil = async (
  work: Work,
  card: Card,
  { at }: Redemption,
  by: By,
): Promise<'taken_out' | 'gone' | null> => {
  const wish = await work.get('wishes', card.wishId);
  if (!wish) return null;
  if (wish.cardId !== null && wish.cardId !== card._id) await retire(work, wish.cardId, by);
  await work.put('wishes', { ...wish, cardId: card._id });
  const giftId = cardAt(card, at).giftId;
  if (holdsGift(wish, giftId)) {
    await changeWish(work, wish._id, by, (current) => current);
    return null;
  }
  // A gift that came later lies at a desk, for nobody.
  if (wish.state === 'ready') await putIntoStock(work, wish, by.now);
  const handedOver = giftId ?? wish.formerGift?.giftId ?? `stock#${wish._id}#${wish.fundings}`;
  const { former, stock } = await takeOut(work, wish, handedOver, by);
  await changeWish(work, wish._id, by, (current) => regain(current, former, by));
  return stock;
};

/** The pack of a card that was delivered before it was changed; what a swap put in its place ends. */
const fulfilPackOf = async (work: Work, card: Card, late: Redemption, by: By) => {
  const seen = new Set([card._id]);
  let next = card.pack?.replacedBy ?? null;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    await retire(work, next, by);
    next = (await work.get('cards', next))?.pack?.replacedBy ?? null;
  }
  return fulfilPack(work, card, late, by);
};

/** Writes a decision down, and with a late redemption what follows for its wish and for stock. */
export const carryOut = async (
  work: Work,
  card: Card,
  { change, late }: Pick<Decision, 'change' | 'late'>,
  by: By,
): Promise<void> => {
  if (!change) return;
  await put(work, card, change, by, 'card.redeem');
  if (!late || card.kind === 'rehearsal') return;
  const follow = card.kind === 'pack' ? fulfilPackOf : fulfil;
  const stock = await follow(work, card, late, by);
  const after = stock && (await work.get('cards', card._id));
  if (!after) return;
  const redemptions = after.redemptions.map((one) =>
    one.nonce === late.nonce && one.since ? { ...one, since: { ...one.since, stock } } : one,
  );
  await work.put('cards', { ...after, redemptions });
};

/**
 * Redeems a card that was changed since the scan, in one transaction with its wish and stock. Its
 * nonce is bound first, by itself: a unique key that another call holds fails no transaction.
 */
export const redeemLate = async (
  card: Card,
  nonce: string,
  by: By,
  decide: (card: Card) => Decision,
): Promise<Decision['outcome'] | 'changed' | 'nonce_taken'> => {
  if (!card.nonces.includes(nonce)) {
    const bound = await changeIf(card, { nonces: [...card.nonces, nonce] }, by.now);
    if (bound !== 'done') return bound;
  }
  return transact(async (transaction) => {
    const current = await transaction.get('cards', card._id);
    if (!current) return 'changed';
    const decision = decide(current);
    // The redemption itself is what the audit takes down, from the card.
    const work = { ...transaction, audit: () => Promise.resolve() };
    await carryOut(work, current, decision, by);
    return decision.outcome;
  });
};
