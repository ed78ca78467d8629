import type { EpochMs, Fen, WishDetails } from '../../../typings/contract';
import type { GiftPlace } from './desk';
import type { Lot } from './stock';
import { refuse } from '../common/refusal';
import { refuseState, step, type Proposal, type Wish } from '../wish/wish';
import { requireWithinReserve } from '../wish/reserve';

interface By {
  personId: string;
  now: EpochMs;
}

const NO_FACTS = { supplier: '', invoiceNo: '', shelf: '', stockId: null };

/** Puts a gift that is there onto another place of its desk's shelf; '' = none. */
export const shelve = (wish: Wish, shelf: string, by: By): Wish => {
  if (wish.state !== 'ready') return refuseState(wish.state, '礼物到了才能上架。');
  return { ...wish, gift: { ...NO_FACTS, ...wish.gift, shelf }, updatedAt: by.now };
};

/**
 * Gives a thing from stock to a wish: it was paid for already, so nothing is spent, and whatever is
 * reserved is released.
 * @throws Refusal PERMISSION_DENIED own child; FAILED_PRECONDITION wrong state, or on order
 */
export const giveFromStock = (
  wish: Wish,
  lot: Lot,
  place: GiftPlace & { shelf: string },
  by: By & { ownChild: boolean },
): Wish => {
  if (by.ownChild) refuse('PERMISSION_DENIED', '不能给自己孩子的心愿配礼物，请由同事办理。');
  if (wish.state !== 'funded') return refuseState(wish.state, '只有备礼中的心愿可以用库存。');
  if (wish.orderId != null) {
    refuse('FAILED_PRECONDITION', '这个心愿已经下单，请先把它从订单里移出。');
  }
  const { supplier, invoiceNo, priceFen, _id: stockId } = lot;
  const { stationId, deskEventId, shelf } = place;
  return step(
    wish,
    {
      state: 'ready',
      reservedFen: null,
      priceFen,
      stationId,
      deskEventId,
      gift: { supplier, invoiceNo, shelf, stockId },
      proposal: null,
    },
    { event: 'arrived', at: by.now, by: by.personId },
  );
};

/**
 * 替换: proposes another thing within the reserve; the wish stays as it is until the guardian agrees.
 * @throws Refusal FAILED_PRECONDITION wrong state, above the reserve, or one is open already
 */
export const propose = (
  wish: Wish,
  thing: { title: string; details: WishDetails | null; priceFen: Fen; reason: string },
  by: By,
): Wish => {
  if (wish.state !== 'funded' || wish.reservedFen === null) {
    return refuseState(wish.state, '只有备礼中的心愿可以换礼物。');
  }
  if (wish.proposal != null) {
    refuse('FAILED_PRECONDITION', '已经有一个替换在等家长答复；要换一个，请先撤回它。');
  }
  requireWithinReserve(wish, thing.priceFen);
  const no = (wish.proposals ?? 0) + 1;
  return step(
    wish,
    { state: 'funded', proposal: { ...thing, no, at: by.now }, proposals: no },
    { event: 'substitution_asked', at: by.now, by: by.personId, reason: thing.reason },
  );
};

/** The proposal that is meant. @throws Refusal FAILED_PRECONDITION where it is open no more */
const openProposal = (wish: Wish, no: number): Proposal =>
  wish.proposal?.no === no
    ? wish.proposal
    : refuse('FAILED_PRECONDITION', '这个替换已经不需要答复了，请刷新后再看。');

/**
 * The guardian's answer. On agreement the wish is for the other thing, at its price: an order of
 * the first one drops it, and the reserve falls to what was agreed. Declined, it stays as it is.
 */
export const answerProposal = (
  wish: Wish,
  { no, agree, note = '' }: { no: number; agree: boolean; note?: string },
  by: By,
): Wish => {
  const { title, details, priceFen } = openProposal(wish, no);
  const happened = { at: by.now, by: by.personId };
  const said = note === '' ? [] : [`电话确认：${note}`];
  if (!agree) {
    const reason = said[0];
    return step(
      wish,
      { state: 'funded', proposal: null },
      { ...happened, event: 'substitution_declined', reason },
    );
  }
  requireWithinReserve(wish, priceFen);
  const reason = [`原来的心愿：${wish.title}`, ...said].join('；');
  return step(
    wish,
    {
      state: 'funded',
      title,
      details,
      reservedFen: priceFen,
      adjustments: (wish.adjustments ?? 0) + 1,
      orderId: null,
      proposal: null,
    },
    { ...happened, event: 'substituted', reason },
  );
};

/** Takes a proposal back before it was answered. */
export const cancelProposal = (wish: Wish, no: number, by: By): Wish => {
  openProposal(wish, no);
  return { ...wish, proposal: null, updatedAt: by.now };
};
