import { plainYuan } from '@micro-wish/vocabulary';
import type { EpochMs, Fen } from '../../../typings/contract';
import { fen } from '../money/money';
import { refuse } from '../common/refusal';
import { type Wish, type WishRules, refuseState, step, loseGift } from './wish';

/** Reserves money for an approved wish, up to the campaign's cap. */
export const fund = (
  wish: Wish,
  rules: WishRules,
  amountFen: Fen,
  by: { personId: string; ownChild: boolean; now: EpochMs },
): Wish => {
  if (by.ownChild) refuse('PERMISSION_DENIED', '不能为自己孩子的心愿拨款，请由同事办理。');
  // After an annulment whose gift did not come back, a funded wish has nothing in hand.
  const needsMoney =
    wish.state === 'approved' || (wish.state === 'funded' && wish.reservedFen === null);
  if (!needsMoney) return refuseState(wish.state, '只有通过审核的心愿可以落实善款。');
  if (amountFen > rules.capFen) {
    refuse('FAILED_PRECONDITION', `每个心愿最多 ${plainYuan(rules.capFen)} 元，请减少金额。`);
  }
  return step(
    wish,
    { state: 'funded', reservedFen: amountFen, fundings: wish.fundings + 1 },
    { event: 'funded', at: by.now, by: by.personId },
  );
};

/** What is said of a gift as it arrives. */
export interface Arrival {
  priceFen: Fen;
  stationId: string;
  deskEventId?: string | null;
  supplier?: string | undefined;
  invoiceNo?: string | undefined;
  shelf?: string | undefined;
}

const refuseOwnChild = ({ ownChild }: { ownChild: boolean }): void => {
  if (ownChild) refuse('PERMISSION_DENIED', '不能为自己孩子的心愿办理善款，请由同事办理。');
};

/** The open reserve of a wish whose gift has not come. @throws Refusal FAILED_PRECONDITION */
const openReserve = (wish: Wish): Fen =>
  wish.state === 'funded' && wish.reservedFen !== null
    ? wish.reservedFen
    : refuseState(wish.state, '只有已落实善款、礼物未到的心愿可以调整预留。');

const adjusted = (wish: Wish, reservedFen: Fen, now: EpochMs): Wish => ({
  ...wish,
  reservedFen,
  adjustments: (wish.adjustments ?? 0) + 1,
  updatedAt: now,
});

/** 追加: raises an open reserve, up to the campaign's cap. */
export const topUp = (
  wish: Wish,
  rules: Pick<WishRules, 'capFen'>,
  amountFen: Fen,
  by: { ownChild: boolean; now: EpochMs },
): Wish => {
  refuseOwnChild(by);
  const reservedFen = (openReserve(wish) + amountFen) as Fen;
  if (reservedFen > rules.capFen) {
    refuse(
      'FAILED_PRECONDITION',
      `追加后超过每个心愿的上限 ${plainYuan(rules.capFen)} 元，请减少金额。`,
    );
  }
  return adjusted(wish, reservedFen, by.now);
};

/** 释放: gives back part of an open reserve, or all of it: such a wish can be funded again. */
export const releaseReserve = (
  wish: Wish,
  amountFen: Fen | undefined,
  by: { ownChild: boolean; now: EpochMs },
): Wish => {
  refuseOwnChild(by);
  const reserved = openReserve(wish);
  if (wish.orderId != null) {
    refuse('FAILED_PRECONDITION', '这个心愿已经下单，请先把它从订单里移出，再释放预留。');
  }
  if (amountFen !== undefined && amountFen > reserved) {
    refuse('FAILED_PRECONDITION', `这个心愿只预留了 ${plainYuan(reserved)} 元，不能释放更多。`);
  }
  return amountFen === undefined || amountFen === reserved
    ? { ...wish, reservedFen: null, updatedAt: by.now }
    : adjusted(wish, (reserved - amountFen) as Fen, by.now);
};

/**
 * The supplier gave money back for the gift in hand. Part of its price: the gift stays and costs
 * less. All of it: the gift went back, and the wish waits for new money. A gift that was handed
 * over cannot have gone back.
 */
export const refundGift = (
  wish: Wish,
  cardIsRedeemed: boolean,
  backFen: Fen,
  by: { personId: string; now: EpochMs },
): Wish => {
  const rest = ((wish.priceFen ?? 0) - backFen) as Fen;
  if (rest > 0) return { ...wish, priceFen: rest, updatedAt: by.now };
  if (cardIsRedeemed) {
    refuse('FAILED_PRECONDITION', '礼物已经领走，不能全额退回；请先撤销核销，再登记退款。');
  }
  return loseGift(wish, by);
};

/** The gift has come: its price is spent, the rest of the reserve is released. */
export const arrive = (
  wish: Wish,
  { priceFen, stationId, deskEventId = null, supplier = '', invoiceNo = '', shelf = '' }: Arrival,
  by: { personId: string; now: EpochMs },
): Wish => {
  if (wish.state !== 'funded' || wish.reservedFen === null) {
    return refuseState(wish.state, '只有已落实善款的心愿可以登记到货。');
  }
  requireWithinReserve(wish, priceFen);
  const gift = { supplier, invoiceNo, shelf, stockId: null };
  return step(
    wish,
    { state: 'ready', reservedFen: null, priceFen, stationId, deskEventId, gift, proposal: null },
    { event: 'arrived', at: by.now, by: by.personId },
  );
};

/** @throws Refusal FAILED_PRECONDITION where a price passes what is reserved */
export const requireWithinReserve = ({ reservedFen }: Wish, priceFen: Fen): void => {
  if (reservedFen === null || priceFen > reservedFen) {
    refuse(
      'FAILED_PRECONDITION',
      `价格超过了预留的 ${plainYuan(reservedFen ?? fen(0))} 元，请先核对价格或追加善款。`,
    );
  }
};
