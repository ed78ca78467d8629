/** 微心愿: submitted, reviewed, listed. */

import type { InferOutput } from 'valibot';
import type * as exporting from '../../cloudfunctions/input/export';
import type { nothing, ofCampaign } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/wish';
import type {
  Action,
  AgeBand,
  EpochMs,
  Fen,
  Page,
  StaffLevel,
  WishCategory,
  WishDetails,
  WishState,
} from './common';
import type { PaperForm } from './entry';
import type { DefectOutcome } from './gift';

/** What happened to a wish, in order; `by` names a role, never a person. */
export interface TimelineEntry {
  at: EpochMs;
  state: WishState;
  event:
    | 'submitted'
    | 'resubmitted'
    | 'community_approved'
    | 'street_approved'
    | 'district_approved'
    | 'returned'
    | 'rejected'
    /** The review before it was taken back by its reviewer. */
    | 'review_undone'
    | 'withdrawn'
    | 'expired'
    | 'funded'
    | 'substitution_asked'
    | 'substituted'
    | 'substitution_declined'
    | 'arrived'
    | 'card_issued'
    | 'redeemed'
    /** A late upload showed that the gift had been handed over before the step above. */
    | 'handed_over'
    | 'annulled';
  reason?: string;
}

export interface FamilyWish {
  wishId: string;
  wishNo: string;
  campaignId: string;
  campaignTitle: string;
  /** Of the rules that the campaign has now. */
  consentVersion: string;
  childId: string;
  childNickname: string;
  category: WishCategory;
  title: string;
  details?: WishDetails;
  reason?: string;
  state: WishState;
  /**
   * The last review may still be taken back: until then the family reads this state, and nothing
   * of the last entry of the timeline.
   */
  told?: WishState;
  cardId?: string;
  timeline: TimelineEntry[];
  updatedAt: EpochMs;
  /** 替换: staff ask whether another thing would do. */
  substitution?: { no: number; title: string; details?: WishDetails; reason: string };
  /** The last defect of its gift that was reported. */
  defect?: { at: EpochMs; outcome?: DefectOutcome; words?: string };
}

/** A row of the staff lists. The nickname is not here: it is in the file, whose opening is logged. */
export interface StaffWishRow {
  wishId: string;
  wishNo: string;
  alias: string;
  ageBand: AgeBand;
  communityId: string;
  communityName: string;
  category: WishCategory;
  title: string;
  state: WishState;
  /** The level that decides next, while `submitted`. */
  level?: StaffLevel;
  /** The caller holds a grant that may decide now. */
  mine: boolean;
  /** Words that the moderation check could not pass by itself. */
  flagged: boolean;
  submittedAt: EpochMs;
  /** Since when whoever's turn it is has it, while `submitted`. */
  waitingSince?: EpochMs;
  /** The caller made the latest review and may take it back until then. */
  undoableUntil?: EpochMs;
  /** Another child of the same month with a nickname like this one has a wish too. */
  alike?: true;
  reservedFen?: Fen;
  priceFen?: Fen;
  stationId?: string;
  /** The event whose desk that is, where it is known. */
  deskEventId?: string;
  cardId?: string;
  cardNo?: string;
  /** The event that a live card is for. */
  cardEventId?: string;
}

/** Which wishes of a campaign staff look at. */
export type WishFilter = Omit<InferOutput<typeof input.list>, 'cursor' | 'limit'>;

export type ListedWishState = NonNullable<WishFilter['state']>;

/** 导出: which list is wanted, by the same filters as on the screen. */
export type ListWanted = InferOutput<typeof exporting.wanted>;

/** What waits for somebody within the caller's areas. */
export interface StaffWishCounts {
  /** The caller may decide on these now. */
  mine: number;
  states: Record<'submitted' | 'returned' | 'approved' | 'funded', number>;
}

/** Why two wishes may be one: month and nickname, a guardian in common, or title and community. */
export type Likeness = 'twin' | 'guardian' | 'title';

/** A wish that may be the same one again. Nothing of the other child: that is `wish.compare`. */
export interface SimilarWish {
  wishId: string;
  wishNo: string;
  title: string;
  communityName: string;
  state: WishState;
  because: Likeness[];
}

/** One side of a comparison. The nickname is there only within the caller's own areas. */
export interface ComparedWish {
  wishId: string;
  wishNo: string;
  alias: string;
  ageBand: AgeBand;
  birthMonth: string;
  communityName: string;
  category: WishCategory;
  title: string;
  state: WishState;
  submittedAt: EpochMs;
  childNickname?: string;
}

/** What a public text must not hold. */
export type Blanked = 'name' | 'school' | 'grade' | 'address' | 'number' | 'contact';

/** A public text to start from, and the family's words with what was left out of them. */
export interface PublicTextSuggestion {
  text: string;
  parts: { text: string; blanked?: Blanked }[];
}

/** What became of one wish of a bulk decision: its state, or the words of a refusal. */
export type WishOutcome =
  /** `wordless`: approved for good without a public text, though the family allows one. */
  { wishId: string; state: WishState; wordless?: true } | { wishId: string; refused: string };

/** A child's file as staff open it. */
export interface StaffWishFile extends StaffWishRow {
  campaignId: string;
  childNickname: string;
  childNo: string;
  details?: WishDetails;
  reason?: string;
  publicText: string;
  publicTextAllowed: boolean;
  /** Staff wrote this wish down, from a form that the family signed. */
  form?: PaperForm & { enteredByMe: boolean };
  ownChild: boolean;
  timeline: TimelineEntry[];
  suggestion: PublicTextSuggestion;
  /** Likely duplicates in the caller's areas: shown, never refused. */
  similar: SimilarWish[];
  /**
   * How many more stand in other areas: whoever has both compares them. That they were told of is a
   * row in the log of each of those families.
   */
  similarElsewhere: number;
}

export type ReviewDecision = InferOutput<typeof input.decision>;

export interface FamilyWishActions {
  'wish.submit': Action<'guardian', typeof input.submit, { wishId: string; state: WishState }>;
  'wish.withdraw': Action<'guardian', typeof input.withdraw, { state: WishState }>;
  'wish.mine': Action<'guardian', typeof nothing, { items: FamilyWish[] }>;
}

export interface StaffWishActions {
  'wish.list': Action<
    'staff',
    typeof input.list,
    /** Oldest first. A page may be empty though more follow. */
    Page<StaffWishRow>
  >;
  /**
   * A list as .xlsx, with exactly the rows that the caller sees on the screen. A long one comes in
   * several files: `next` is where the following one begins.
   */
  'list.export': Action<
    'office',
    typeof exporting.list,
    { fileId: string; url: string; rows: number; next?: string }
  >;
  'wish.counts': Action<'staff', typeof ofCampaign, StaffWishCounts>;
  /** Opens a child's file; the opening is logged with its purpose. */
  'wish.open': Action<'staff', typeof input.open, StaffWishFile>;
  /** Puts a likely duplicate beside a wish; it is logged as an opening of both files. */
  'wish.compare': Action<'staff', typeof input.compare, { sides: [ComparedWish, ComparedWish] }>;
  'wish.review': Action<'staff', typeof input.review, { state: WishState }>;
  /** One decision on up to 20 wishes that wait: each is decided or refused by itself. */
  'wish.reviewMany': Action<'staff', typeof input.reviewMany, { outcomes: WishOutcome[] }>;
  /** Takes back up to 20 reviews of the caller's own, each within ten minutes. */
  'wish.undoReview': Action<'staff', typeof input.undoReview, { outcomes: WishOutcome[] }>;
}
