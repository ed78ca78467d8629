import type { EpochMs } from '../../../typings/contract';
import { effectiveRedemption, voidCard, type Card, type Redemption } from '../../domain/card/card';
import { cardAt, remember } from '../../domain/card/card-history';
import { factsOf, isEarlier, withConflicts } from '../../domain/card/scan';
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

/** The card that the wish has now, where it is another one than this. */
const otherCardOf = async (work: Transaction, card: Card): Promise<Card | null> => {
  const wish = await work.get('wishes', card.wishId);
  const isOther = wish?.cardId != null && wish.cardId !== card._id;
  return isOther ? work.get('cards', wish.cardId ?? '') : null;
};

/** Another card of the same wish brings no second gift; what it brought already is a conflict. */
const retire = async (work: Transaction, card: Card, by: By): Promise<void> => {
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
  const other = await otherCardOf(work, card);
  if (other) await retire(work, other, by);
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
    const other: Card | null = await work.get('cards', next);
    if (!other) break;
    await retire(work, other, by);
    next = other.pack?.replacedBy ?? null;
  }
  return fulfilPack(work, card, late, by);
};

/** The gift went out by another card of the wish before: both hand-overs are known, and one counts. */
const supersededBy = (card: Card, late: Redemption, other: Card | null): Partial<Card> | null => {
  const first = other && effectiveRedemption(other);
  if (!first || isEarlier(late, first)) return null;
  const redemptions = [...card.redemptions, { ...late, status: 'superseded' as const }];
  return {
    nonces: [...new Set([...card.nonces, late.nonce])],
    ...withConflicts({ ...card, redemptions }),
  };
};

/**
 * Writes a decision down, and with a late redemption what follows for its wish and for stock.
 * Answers the outcome, which another card of the same wish may have changed.
 */
export const carryOut = async (
  work: Work,
  card: Card,
  { outcome, change, late }: Decision,
  by: By,
): Promise<Decision['outcome']> => {
  if (!change) return outcome;
  if (!late || card.kind === 'rehearsal') {
    await put(work, card, change, by, 'card.redeem');
    return outcome;
  }
  const other = card.kind === 'wish' ? await otherCardOf(work, card) : null;
  const superseded = supersededBy(card, late, other);
  if (superseded) {
    await put(work, card, superseded, by, 'card.redeem');
    const verdict = { status: 'rejected', reason: 'already_redeemed', ...factsOf(card) } as const;
    return { status: 'conflict', verdict };
  }
  await put(work, card, change, by, 'card.redeem');
  const follow = card.kind === 'pack' ? fulfilPackOf : fulfil;
  const stock = await follow(work, card, late, by);
  const after = stock && (await work.get('cards', card._id));
  if (!after) return outcome;
  const redemptions = after.redemptions.map((one) =>
    one.nonce === late.nonce && one.since ? { ...one, since: { ...one.since, stock } } : one,
  );
  await work.put('cards', { ...after, redemptions });
  return outcome;
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
    const bound = await changeIf(
      card,
      { nonces: [...card.nonces, nonce] },
      { now: by.now, shownOn: [] },
    );
    if (bound !== 'done') return bound;
  }
  return transact(async (transaction) => {
    const current = await transaction.get('cards', card._id);
    if (!current) return 'changed';
    const decision = decide(current);
    // The redemption itself is what the audit takes down, from the card.
    const work = { ...transaction, audit: () => Promise.resolve() };
    return carryOut(work, current, decision, by);
  });
};
