import { WISH_STATE_WORDS, dayAt, endOfDay } from '@micro-wish/vocabulary';
import type {
  AgeBand,
  EpochMs,
  Fen,
  StaffLevel,
  TimelineEntry,
  WishCategory,
  WishDetails,
  WishState,
} from '../../../typings/contract';
import { type AreaPath } from '../common/access';
import { refuse } from '../common/refusal';

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
