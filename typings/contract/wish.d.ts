/** 微心愿: submitted, reviewed, listed. */

import type { InferOutput } from 'valibot';
import type * as exporting from '../../cloudfunctions/calls/export';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type * as calls from '../../cloudfunctions/calls/wish';
import type {
  AgeBand,
  EpochMs,
  Fen,
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
export type WishFilter = Omit<InferOutput<typeof calls.list>, 'cursor' | 'limit'>;

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

export type ReviewDecision = InferOutput<typeof calls.decision>;
