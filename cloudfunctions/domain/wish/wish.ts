import { WISH_STATE_WORDS, dayAt, endOfDay, plainYuan } from '@micro-wish/vocabulary';
import type {
  AgeBand,
  EpochMs,
  Fen,
  ReviewDecision,
  StaffLevel,
  TimelineEntry,
  WishCategory,
  WishDetails,
  WishState,
} from '../../../typings/contract';
import { maySee, mayReviewAt, type AreaPath, type StaffRights } from '../common/access';
import { fen } from '../money/money';
import { refuse, refuseArea } from '../common/refusal';

/** Every transition keeps who (a pseudonym), when and why. */
export type Step = TimelineEntry & { by: string };

/** What is known of a gift in hand beside its price and desk; '' where it was not said. */
export interface WishGift {
  supplier: string;
  invoiceNo: string;
  /** Its place on the desk's shelf, such as A-03. */
  shelf: string;
  /** The stock it was taken from; null where it was bought for this wish. */
  stockId: string | null;
}

/** What was in hand and was given up: told again where it proves to have been handed over. */
export interface FormerGift {
  giftId: string;
  priceFen: Fen;
  stationId: string | null;
  gift: WishGift | null;
}

/** 替换: what staff propose in place of what cannot be had, until the guardian has answered. */
export interface Proposal {
  /** 1, 2, 3 … within the wish, so that an answer is to what was read. */
  no: number;
  title: string;
  details: WishDetails | null;
  priceFen: Fen;
  reason: string;
  at: EpochMs;
}

/** A wish that staff wrote down from a signed form: who did, and from which roster. */
export interface PaperEntry {
  by: string;
  rosterId: string | null;
}

/** 微心愿 as stored. `fulfilled` is never stored: it is read off the card (see `stateOf`). */
export interface Wish {
  _id: string;
  /** Public, and leads nowhere else. */
  wishNo: string;
  campaignId: string;
  fundId: string;
  childId: string;
  /** Own-child rule: the guardians' pseudonyms, as on the child and the card. */
  guardianIds: string[];
  /** Own-child rule: those who once were. */
  formerGuardianIds?: string[];
  /** District, street, community. */
  areaPath: AreaPath;
  communityId: string;
  communityName: string;
  /** Written down by staff for a family without a phone; null where the family did it. */
  paper: PaperEntry | null;
  alias: string;
  ageBand: AgeBand;
  category: WishCategory;
  title: string;
  details: WishDetails | null;
  reason: string | null;
  /** The guardian's consent to a public text, as it stands now. */
  publicTextAllowed: boolean;
  /** Written by staff; shown only once approved. */
  publicText: string;
  /** The moderation check could not pass the words by itself. */
  flagged: boolean;
  state: Exclude<WishState, 'fulfilled' | 'draft'>;
  /** Whose turn it is while `submitted`: index into the campaign's `reviewLevels`. */
  level: number;
  /** How often money was reserved for it: numbers the ledger entries. */
  fundings: number;
  /** How often its reserve was raised or given back in part: numbers those entries. */
  adjustments?: number;
  /** What is reserved now; null where nothing is. */
  reservedFen: Fen | null;
  /** What its gift cost; null while there is none. */
  priceFen: Fen | null;
  stationId: string | null;
  /** The event whose desk that is; nothing where nobody said which. */
  deskEventId?: string | null;
  /** The live order that its gift is bought by. */
  orderId?: string | null;
  gift?: WishGift | null;
  proposal?: Proposal | null;
  /** How often something was proposed in its place. */
  proposals?: number;
  /** How often its gift was reported as defective. */
  defects?: number;
  /** The last gift that it gave up. */
  formerGift?: FormerGift | null;
  /** Where it stood when a late upload showed that its gift had been handed over before. */
  interrupted?: Pick<Wish, 'state' | 'level'> | null;
  cardId: string | null;
  /** On the public wall from submission until an exit. */
  onWall: boolean;
  /** The wall's order and cursor: time of submission and a random tail. */
  wallKey: string;
  /** The public order: the day of submission, and within it none that tells anything. */
  wallPlace?: string;
  submittedAt: EpochMs;
  updatedAt: EpochMs;
  timeline: Step[];
  /** What stood before the latest review; null once anything else has happened. */
  lastReview?: ReviewTrace | null;
}

/** A review that moved neither money nor a card, and all that it changed. */
export interface ReviewTrace {
  by: string;
  at: EpochMs;
  /** The level that it was made at. */
  level: StaffLevel;
  before: Pick<Wish, 'state' | 'level' | 'publicText' | 'flagged' | 'onWall'>;
}

export interface WishWords {
  category: WishCategory;
  title: string;
  details: WishDetails | null;
  reason: string | null;
}

/** The rules a campaign sets for its wishes. */
export interface WishRules {
  reviewLevels: readonly StaffLevel[];
  capFen: Fen;
  maxWishesPerChild: number;
}

/** A wish that still counts against `maxWishesPerChild`. */
export const isLive = (state: WishState): boolean =>
  state !== 'rejected' && state !== 'withdrawn' && state !== 'expired';

/** `fulfilled` ⇔ its card has an effective redemption. */
export const stateOf = (wish: Pick<Wish, 'state'>, cardIsRedeemed: boolean): WishState =>
  cardIsRedeemed && isLive(wish.state) ? 'fulfilled' : wish.state;

/**
 * The state on the public wall. A gift that was fetched shows there when its event's window has
 * closed, or else at the end of the day: nobody who stood beside the desk learns whose text it is.
 */
export const publicState = (
  state: WishState,
  fetchedAt: EpochMs | undefined,
  windowUntil: EpochMs | undefined,
  now: EpochMs,
): WishState => {
  if (state !== 'fulfilled' || fetchedAt === undefined) return state;
  const isWithin = windowUntil !== undefined && fetchedAt <= windowUntil;
  const shownFrom = isWithin ? windowUntil : endOfDay(dayAt(fetchedAt));
  return now > shownFrom ? state : 'ready';
};

/** The public text, or nothing until the wish is approved, consented to and written. */
export const publicTextOf = (
  wish: Pick<Wish, 'state' | 'publicText' | 'publicTextAllowed'>,
): string =>
  wish.publicTextAllowed &&
  (wish.state === 'approved' || wish.state === 'funded' || wish.state === 'ready')
    ? wish.publicText
    : '';

/** @throws Refusal FAILED_PRECONDITION that names the state and says what is wanted */
export const refuseState = (state: WishState, wanted: string): never =>
  refuse('FAILED_PRECONDITION', `这个心愿现在是「${WISH_STATE_WORDS[state]}」，${wanted}`);

/**
 * The next state of a wish, with what happened at the end of its timeline. A review before it can
 * no longer be taken back.
 */
export const step = (
  wish: Wish,
  next: Partial<Wish> & { state: Wish['state'] },
  happened: Pick<Step, 'event' | 'at' | 'by'> & { reason?: string | undefined },
): Wish => {
  const { reason, ...rest } = happened;
  return {
    ...wish,
    lastReview: null,
    ...next,
    updatedAt: happened.at,
    timeline: [
      ...wish.timeline,
      { ...rest, state: next.state, ...(reason === undefined ? {} : { reason }) },
    ],
  };
};

/** A returned wish is submitted again and keeps its number; review starts from the first level. */
export const resubmit = (
  wish: Wish,
  words: WishWords & { flagged: boolean; publicTextAllowed: boolean },
  by: { personId: string; now: EpochMs },
): Wish => {
  if (wish.state !== 'returned') {
    refuseState(wish.state, '不需要再次提交。');
  }
  return step(
    wish,
    { ...words, state: 'submitted', level: 0, publicText: '' },
    { event: 'resubmitted', at: by.now, by: by.personId },
  );
};

export interface Review {
  decision: ReviewDecision;
  reason?: string | undefined;
  publicText?: string | undefined;
}

export interface Reviewer {
  personId: string;
  rights: StaffRights;
  ownChild: boolean;
  now: EpochMs;
}

const APPROVED_EVENT = {
  community: 'community_approved',
  street: 'street_approved',
  district: 'district_approved',
} as const;

/** Whose turn it is while `submitted`; the last level's where the campaign has fewer levels now. */
export const levelOf = ({ level }: Wish, levels: readonly StaffLevel[]): StaffLevel | undefined =>
  levels[level] ?? levels.at(-1);

const refuseReviewer = (wish: Wish, rules: WishRules, rights: StaffRights): never => {
  const isReviewer = rules.reviewLevels.some((level) => mayReviewAt(rights, level, wish.areaPath));
  if (isReviewer && (wish.state === 'returned' || !isLive(wish.state))) {
    return refuseState(wish.state, '现在不需要审核。');
  }
  const comesLater =
    wish.state === 'submitted' &&
    rules.reviewLevels
      .slice(wish.level + 1)
      .some((level) => mayReviewAt(rights, level, wish.areaPath));
  if (!maySee(rights, wish.areaPath)) return refuseArea();
  return comesLater
    ? refuse('FAILED_PRECONDITION', '上一级还没有审核，请等初审通过后再审。')
    : refuse('PERMISSION_DENIED', '你没有审核这个心愿的授权。');
};

/**
 * Reviews at the level whose turn it is. `return` and `reject` at the last level also take an
 * approval back; what then happens to money and card follows from `releasedFen` and the new state.
 * @throws Refusal PERMISSION_DENIED own child, or no grant of exactly this level over the area;
 *   FAILED_PRECONDITION wrong state or turn; INVALID_ARGUMENT a missing reason.
 */
export const review = (
  wish: Wish,
  cardIsRedeemed: boolean,
  rules: WishRules,
  { decision, reason, publicText }: Review,
  reviewer: Reviewer,
): Wish => {
  const { rights, now, personId } = reviewer;
  if (reviewer.ownChild) refuse('PERMISSION_DENIED', '不能审核自己孩子的心愿，请由同事审核。');

  const waiting = wish.state === 'submitted';
  const level = waiting ? levelOf(wish, rules.reviewLevels) : rules.reviewLevels.at(-1);
  if (!level || !mayReviewAt(rights, level, wish.areaPath)) {
    return refuseReviewer(wish, rules, rights);
  }
  if (cardIsRedeemed) return refuseState('fulfilled', '不能再审核。');

  const approvedAlready =
    wish.state === 'approved' || wish.state === 'funded' || wish.state === 'ready';
  if (!waiting && !(approvedAlready && decision !== 'approve')) {
    return refuseState(wish.state, '现在不需要审核。');
  }
  if (decision !== 'approve' && !reason) {
    refuse('INVALID_ARGUMENT', '退回或不通过时，请写明理由，家长会看到。');
  }
  const curated = {
    // No consent, no text: it would go public by itself at the moment they consent, unread.
    ...(publicText === undefined || !wish.publicTextAllowed ? {} : { publicText }),
    lastReview: traceOf(wish, level, reviewer),
  };
  if (decision === 'approve') {
    const isLast = wish.level >= rules.reviewLevels.length - 1;
    return step(
      wish,
      isLast
        ? { ...curated, state: 'approved', flagged: false }
        : { ...curated, state: 'submitted', level: wish.level + 1 },
      { event: APPROVED_EVENT[level], at: now, by: personId, reason },
    );
  }
  const state = decision === 'return' ? 'returned' : 'rejected';
  return step(
    wish,
    { ...curated, ...giftGivenUp(wish), state, level: 0, onWall: state === 'returned' },
    { event: state, at: now, by: personId, reason },
  );
};

/** How a gift of this wish is known, in stock too: by what was reserved for it. */
export const giftIdOf = ({
  _id,
  fundings,
  gift,
}: Pick<Wish, '_id' | 'fundings' | 'gift'>): string =>
  gift?.stockId?.startsWith(`stock#${_id}#`) ? gift.stockId : `stock#${_id}#${fundings}`;

/** What a wish without its gift is left with. */
export const giftGivenUp = (wish: Wish) => ({
  reservedFen: null,
  priceFen: null,
  stationId: null,
  deskEventId: null,
  orderId: null,
  gift: null,
  proposal: null,
  formerGift:
    wish.priceFen === null
      ? (wish.formerGift ?? null)
      : {
          giftId: giftIdOf(wish),
          priceFen: wish.priceFen,
          stationId: wish.stationId,
          gift: wish.gift ?? null,
        },
});

/** What taking the review back needs; nothing where it moves money or a card with the wish. */
const traceOf = (
  wish: Wish,
  level: StaffLevel,
  { personId, now }: Reviewer,
): ReviewTrace | null => {
  const moves = wish.cardId !== null || wish.reservedFen !== null || wish.priceFen !== null;
  const { state, level: turn, publicText, flagged, onWall } = wish;
  const before = { state, level: turn, publicText, flagged, onWall };
  return moves ? null : { by: personId, at: now, level, before };
};

/** The guardian no longer agrees to a public text: it is gone, and no review brings it back. */
export const withoutPublicText = (wish: Wish): Wish => ({
  ...wish,
  publicTextAllowed: false,
  publicText: '',
  lastReview: wish.lastReview
    ? { ...wish.lastReview, before: { ...wish.lastReview.before, publicText: '' } }
    : null,
});

/** A wish whose text may be public, or may not: then it is gone, and has to be written anew. */
export const followPublication = (wish: Wish, allowed: boolean): Wish => {
  if (allowed) return wish.publicTextAllowed ? wish : { ...wish, publicTextAllowed: true };
  const hidden = !wish.publicTextAllowed && wish.publicText === '';
  return hidden && !wish.lastReview?.before.publicText ? wish : withoutPublicText(wish);
};

/** A family may withdraw until the gift is theirs. */
export const withdraw = (
  wish: Wish,
  cardIsRedeemed: boolean,
  by: { personId: string; now: EpochMs },
): Wish => {
  if (cardIsRedeemed) return refuseState('fulfilled', '不能撤回。');
  if (!isLive(wish.state)) return refuseState(wish.state, '不需要撤回。');
  return step(
    wish,
    { ...giftGivenUp(wish), state: 'withdrawn', onWall: false },
    { event: 'withdrawn', at: by.now, by: by.personId },
  );
};

/** The gift of an annulled redemption did not come back: the wish needs a new one. */
export const loseGift = (wish: Wish, by: { personId: string; now: EpochMs }): Wish => ({
  ...wish,
  ...giftGivenUp(wish),
  state: 'funded',
  updatedAt: by.now,
});

/** What nobody could fulfil by the campaign's end leaves the wall; its money is released. */
export const expire = (
  wish: Wish,
  cardIsRedeemed: boolean,
  by: { personId: string; now: EpochMs },
): Wish => {
  if (cardIsRedeemed) return refuseState('fulfilled', '不会过期。');
  if (!isLive(wish.state)) return refuseState(wish.state, '已经结束。');
  return step(
    wish,
    { ...giftGivenUp(wish), state: 'expired', onWall: false },
    { event: 'expired', at: by.now, by: by.personId },
  );
};

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
