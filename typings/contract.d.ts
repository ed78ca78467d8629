/**
 * The contract between the app and its functions, as types only.
 *
 * Every call is `function` + `action`, has one input, one output and one kind of caller.
 * `cloudfunctions/<function>/index.ts` must hold exactly one handler for each action named here,
 * and `miniprogram/services/` can call nothing else: a wrong name, a missing field or an absent
 * handler does not compile.
 *
 * Ids are strings, money is 分 (integer), times are epoch milliseconds, months are `YYYY-MM`.
 */

import type {
  Action,
  AgeBand,
  Caller,
  CardState,
  Collector,
  CollectorType,
  ConsentScope,
  Disposition,
  Empty,
  EpochMs,
  Fen,
  Page,
  RejectReason,
  StaffLevel,
  WishCategory,
  WishDetails,
  WishState,
} from './contract/common';

import type { RaiseConcern, SafeConcernActions, StaffConcernActions } from './contract/concern';
import type {
  FamilyReferralActions,
  HelperReferralActions,
  StaffReferralActions,
} from './contract/referral';
import type {
  PackFamilyActions,
  PackFigures,
  PackHelperActions,
  PackStaffActions,
} from './contract/pack';
import type {
  FamilyPair,
  FamilyPairActions,
  HelperMotherActions,
  StaffMotherActions,
} from './contract/mother';
import type {
  CampaignCertificateActions,
  HelperCertificateActions,
  OwnCertificate,
  StaffCertificateActions,
} from './contract/certificate';
import type {
  CampaignProgrammeActions,
  EnrolmentView,
  FamilyProgrammeActions,
  HelperProgrammeActions,
  StaffEnrolmentActions,
} from './contract/enrolment';

export type * from './contract/common';
export type * from './contract/concern';
export type * from './contract/referral';
export type * from './contract/mother';
export type * from './contract/certificate';
export type * from './contract/enrolment';
export type * from './contract/pack';

// ── campaign ────────────────────────────────────────────────────────────────────────────────────

export interface FundFigures {
  donatedFen: Fen;
  reservedFen: Fen;
  spentFen: Fen;
  availableFen: Fen;
}

export interface Community {
  communityId: string;
  name: string;
}

/** A point of what guardians agree to, in plain words. */
export interface ConsentTerm {
  title: string;
  text: string;
}

export interface CampaignView {
  campaignId: string;
  title: string;
  period: { from: EpochMs; until: EpochMs };
  /** No new wishes are taken any more, whatever the period. */
  closed: boolean;
  place: string;
  donor: string;
  /** Number of wishes in each state. */
  counts: Record<WishState, number>;
  /** Published figures of the campaign's fund. */
  fund: FundFigures;
  communities: Community[];
  fundId: string;
  /** Who decides on a wish, in order. */
  reviewLevels: StaffLevel[];
  consentVersion: string;
  maxWishesPerChild: number;
  capFen: Fen;
}

/** A light on the wall: exactly these fields, from an allow-list. */
export interface WallItem {
  wishNo: string;
  publicText: string;
  category: WishCategory;
  ageBand: AgeBand;
  state: WishState;
}

/** Where an opening came from: a chat, Moments, or one of the posters. */
export type ShareSource = 'friend' | 'moments' | PosterSource;

/** The poster that a code stands on, by its design. */
export type PosterSource = 'poster-sky' | 'poster-lantern' | 'poster-letter';

/** What a campaign did, in counts and sums: nothing that names or locates a child. */
export interface CampaignReport {
  campaignId: string;
  asOf: EpochMs;
  /** Wishes that count: exits left out. */
  wishes: number;
  /** Of those, the ones whose gift was handed over. */
  fulfilled: number;
  byCategory: { category: WishCategory; wishes: number; fulfilled: number }[];
  byAgeBand: { ageBand: AgeBand; wishes: number; fulfilled: number }[];
  /**
   * What gifts cost. A category is named from three gifts on, so that no sum is the price of one
   * child's gift; the others are together under `null`, at least three or none of them.
   */
  spent: { category: WishCategory | null; gifts: number; spentFen: Fen }[];
  people: {
    communities: number;
    /** Volunteers with a grant at an event of the campaign, ended ones included. */
    volunteers: number;
    /** Gifts that a 爱心妈妈 fetched for a child. */
    fetchedByLoveMothers: number;
  };
  /** 暖心包, where the campaign has any. */
  packs?: PackFigures;
  /** Openings by source, counted without identities. */
  openings: Record<ShareSource, number>;
}

// ── family ──────────────────────────────────────────────────────────────────────────────────────

export interface ConsentView {
  consentId: string;
  version: string;
  scopes: ConsentScope[];
  grantedAt: EpochMs;
  /** All versions that stand: campaigns with other versions run beside each other. */
  versions?: string[];
}

export interface ChildView {
  childId: string;
  childNo: string;
  nickname: string;
  alias: string;
  birthMonth: string;
  communityId: string;
}

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

/** How a defective gift was settled. */
export type DefectOutcome = 'replaced' | 'repaired' | 'refunded' | 'declined';

export interface FamilyCard {
  cardId: string;
  cardNo: string;
  state: CardState;
  wishId: string;
  alias: string;
  gift: string;
  category: WishCategory;
  event: { title: string; from: EpochMs; until: EpochMs; place: string; location?: MapPoint };
  stationLabel?: string;
  /** The wish's gift is at the desk. */
  ready: boolean;
  redeemed?: { at: EpochMs; stationLabel: string };
}

/** Who opened a child's file: by role, never a person. */
export interface AccessView {
  role: StaffLevel | 'admin' | 'staff';
  purpose: string;
  at: EpochMs;
}

/** What families are told through a subscription message. */
export type MessageKind =
  /** 爱心妈妈: something about a pair, or an outing to agree to. */
  | 'pairing'
  /** A place offered, a session cancelled, a certificate. */
  | 'programme'
  | 'outing'
  | 'reviewed'
  | 'returned'
  | 'ready'
  | 'redeemed'
  | 'reissued'
  | 'tomorrow'
  | 'eventChanged'
  | 'eventCancelled'
  /** A complaint was answered, another gift proposed, a defect settled. */
  | 'answered'
  | 'proposed'
  | 'settled';

/** `appeal`: against the rejection of a wish. */
export type ComplaintTopic = 'privacy' | 'review' | 'appeal' | 'gift' | 'event' | 'other';

/** What a family wrote, and what was answered. */
export interface FamilyComplaint {
  complaintId: string;
  topic: ComplaintTopic;
  words: string;
  at: EpochMs;
  state: 'open' | 'answered';
  /** By when it is to be answered. */
  dueAt: EpochMs;
  wishNo?: string;
  answer?: { words: string; at: EpochMs };
}

/** All that is held about a guardian and the children, complete and machine-readable. */
export interface FamilyData {
  exportedAt: EpochMs;
  consent: ConsentView & {
    history: {
      at: EpochMs;
      event: 'granted' | 'withdrawn';
      version: string;
      scopes: ConsentScope[];
      /** Of the words of that moment. */
      hash?: string;
    }[];
    /** What each scope stands on. */
    given?: Partial<Record<ConsentScope, { version: string; hash: string; at: EpochMs }>>;
    /** The very words of every version that was agreed to. */
    texts: {
      version: string;
      hash?: string;
      terms: ConsentTerm[];
      scopeTerms: (ConsentTerm & { scope: ConsentScope })[];
      publishedAt: EpochMs;
    }[];
  };
  children: ChildView[];
  wishes: FamilyWish[];
  cards: FamilyCard[];
  access: AccessView[];
  messages: { at: EpochMs; kind: MessageKind; wishNo: string }[];
  complaints: FamilyComplaint[];
  pairs: FamilyPair[];
  enrolments: EnrolmentView[];
  certificates: OwnCertificate[];
}

// ── staff ───────────────────────────────────────────────────────────────────────────────────────

export interface StaffGrantView {
  grantId: string;
  level: StaffLevel;
  areaId: string;
  areaName: string;
}

/** A complaint in the inbox: its words are in it, whose opening is logged. */
export interface ComplaintRow {
  complaintId: string;
  topic: ComplaintTopic;
  at: EpochMs;
  /** By when it is to be answered. */
  dueAt: EpochMs;
  overdue: boolean;
  state: 'open' | 'answered';
  /** Pseudonym of who handles it. */
  owner?: string;
  /** The caller handles it. */
  mine: boolean;
  wishId?: string;
  wishNo?: string;
}

/** How the wishes of a community were treated. */
export interface CommunityFairness {
  communityId: string;
  name: string;
  wishes: number;
  /** Of those, the ones with a last word: approved or rejected. */
  decided: number;
  approved: number;
  /** Gifts handed over. */
  fulfilled: number;
  /** Median of days until the decision, and until the gift; from three on. */
  decisionDays?: number;
  giftDays?: number;
}

/** Whether a campaign treats its communities alike. */
export interface Fairness {
  campaignId: string;
  asOf: EpochMs;
  all: Omit<CommunityFairness, 'communityId' | 'name'>;
  byCommunity: CommunityFairness[];
  /** Communities of the campaign without a wish. */
  unserved: Community[];
  /** As in the public report: no sum of fewer than three gifts. */
  spent: CampaignReport['spent'];
}

/** A campaign in the staff's list. */
export interface CampaignRow {
  campaignId: string;
  title: string;
  place: string;
  from: EpochMs;
  until: EpochMs;
  closedAt?: EpochMs;
}

/** An area of a campaign; a parent stands before its children. */
export interface AreaInput {
  areaId: string;
  name: string;
  level: StaffLevel;
  parentId?: string;
}

/** All that an admin sets of a campaign. */
export interface CampaignSettings extends CampaignRow {
  donor: string;
  fundId: string;
  reviewLevels: StaffLevel[];
  capFen: Fen;
  maxWishesPerChild: number;
  areas: AreaInput[];
  consentVersion: string;
  /** None where the app's own text is meant. */
  consentTerms: ConsentTerm[];
}

/** What a person is by a grant. */
export type GrantRole = StaffLevel | 'admin' | 'auditor' | 'scanner' | 'safeguarding';

/** What an admin offers with an invite. */
export type GrantOffer =
  | { role: StaffLevel; areaId: string }
  | { role: 'admin' | 'auditor' }
  | { role: 'scanner'; eventId: string; stationIds?: string[]; from: EpochMs; until: EpochMs }
  | { role: 'unit'; batchId: string };

/** What is granted, in the words of the day on which it was. */
export interface GrantTermsView {
  role: GrantRole;
  areaName?: string;
  /** With a scanner: all desks where none are named. */
  event?: { title: string; stationLabels?: string[]; from: EpochMs; until: EpochMs };
}

/** A grant, active or over: people by their pseudonyms. */
export interface GrantView extends GrantTermsView {
  grantId: string;
  person: string;
  /** What the admin called the person in the invite. */
  label?: string;
  grantedAt: EpochMs;
  grantedBy: string;
  /** `over` by its end or by its time. */
  state: 'active' | 'over';
  endedAt?: EpochMs;
  endedBy?: string;
  /** The caller's own. */
  mine: boolean;
}

/** An invite that nobody has used yet; its code is known to nobody but who made it. */
export interface StaffInviteView extends GrantTermsView {
  inviteId: string;
  label?: string;
  madeAt: EpochMs;
  by: string;
  expiresAt: EpochMs;
}

export interface StaffMe {
  admin: boolean;
  /** Reads money and audit, and nothing of a family. */
  auditor: boolean;
  /** Of an admin: there is no other one, who could stand in or approve. */
  onlyAdmin?: true;
  grants: StaffGrantView[];
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
  cardId?: string;
  cardNo?: string;
}

/** 纸质同意书: the signed form that stands for a family's consent. */
export interface PaperForm {
  formNo: string;
  /** `YYYY-MM-DD`. */
  signedOn: string;
  keptAt: string;
}

/** What is wrong with a row of a sheet, or worth a look: the row as Excel numbers it. */
export interface SheetProblem {
  row: number;
  column: string;
  message: string;
}

/** 名单导入: how far the import of a roster has come. */
export interface RosterView {
  rosterId: string;
  state: 'importing' | 'done' | 'undone';
  at: EpochMs;
  rows: number;
  entered: number;
  /** The file, while it is needed to go on; '' once it is deleted. */
  fileId: string;
  mode: RosterMode;
  /** Where the import goes on. */
  cursor: number;
  /** What the file was called; '' where that was not said. */
  fileName?: string;
  /** All rows of the file, those that were entered before, and those that were refused. */
  sheetRows?: number;
  known?: number;
  refused?: number;
}

/** `all`: nothing while any row is wrong; `good`: the rows that are right. */
export type RosterMode = 'all' | 'good';

/** Which wishes of a campaign staff look at. */
export interface WishFilter {
  campaignId: string;
  state?: WishState;
  /** Only what the caller may decide on now. */
  mine?: true;
  communityId?: string;
  category?: WishCategory;
  /** Only words that the moderation check could not pass by itself. */
  flagged?: true;
  /** Digits of a wish's number, or words of its title; a nickname finds nothing. */
  search?: string;
}

/** Which entries of the audit are looked at. */
export interface AuditFilter {
  action?: string;
  subject?: string;
  by?: string;
  since?: EpochMs;
}

/** 导出: which list is wanted, by the same filters as on the screen. */
export type ListWanted =
  | ({ list: 'wishes' } & WishFilter)
  | { list: 'cards' | 'absentees' | 'attempts'; eventId: string }
  | { list: 'ledger'; fundId: string }
  | { list: 'approvals'; fundId: string; open: boolean }
  | { list: 'purchase'; campaignId: string; communityId?: string }
  | { list: 'orders' | 'stock' | 'mothers'; campaignId: string }
  | { list: 'defects'; campaignId: string; state: 'open' | 'settled' }
  | { list: 'calls'; campaignId: string; state?: 'open' | 'done' }
  | { list: 'people'; role?: GrantRole; state?: 'active' | 'over' }
  | { list: 'complaints'; state: 'open' | 'answered' }
  | ({ list: 'audit'; until?: EpochMs } & AuditFilter);

/** A family to call. Its telephone number stands on the form, and nowhere in this system. */
export interface CallRow {
  callId: string;
  wishId: string;
  wishNo: string;
  childNo: string;
  alias: string;
  communityName: string;
  formNo: string;
  keptAt: string;
  kind: MessageKind;
  /** The wish's state now. */
  state: WishState;
  at: EpochMs;
  note: string;
  calledAt?: EpochMs;
}

/** What waits for somebody within the caller's areas; each number stops at `most`. */
export interface StaffWishCounts {
  /** The caller may decide on these now. */
  mine: number;
  states: Record<'submitted' | 'returned' | 'approved' | 'funded', number>;
  most: number;
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
  | { wishId: string; state: WishState }
  | { wishId: string; refused: string };

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

export type LedgerType = 'donate' | 'reserve' | 'release' | 'spend' | 'refund' | 'reversal';

export interface LedgerEntry {
  entryId: string;
  type: LedgerType;
  amountFen: Fen;
  at: EpochMs;
  wishId?: string;
  wishNo?: string;
  donor?: string;
  reversesEntryId?: string;
  /** Of a reversal: what it takes back. */
  reverses?: 'donate' | 'refund' | 'spend';
  /** Of a refund to the donor: the donation. */
  refundsEntryId?: string;
  /** The running balance: the fund after this entry. */
  after?: { availableFen: Fen; reservedFen: Fen; spentFen: Fen };
  /** Pseudonyms: who booked it, and who approved it where a second person had to. */
  by: string;
  approvedBy?: string;
  reason?: string;
  supplier?: string;
  invoiceNo?: string;
  /** Another entry takes this one back. */
  reversed?: true;
}

export type ApprovalKind =
  | 'donate'
  | 'refund'
  | 'reversal'
  | 'topUp'
  | 'rules'
  | 'revocation'
  | 'safeguarding';
export type ApprovalState = 'pending' | 'approved' | 'declined' | 'withdrawn' | 'expired';

/** 待批事项: what one person asked for and another decides. */
export interface ApprovalView {
  approvalId: string;
  kind: ApprovalKind;
  /** Of `rules` the new limit, missing where there shall be none. */
  amountFen?: Fen;
  donor?: string;
  wishId?: string;
  wishNo?: string;
  entryId?: string;
  reason: string;
  /** Pseudonym. */
  by: string;
  mine: boolean;
  at: EpochMs;
  expiresAt: EpochMs;
  state: ApprovalState;
  decidedBy?: string;
  decidedAt?: EpochMs;
  note?: string;
}

/** What has a paper that does not fit, or none. */
export interface InvoiceView {
  invoiceId: string;
  supplier: string;
  invoiceNo: string;
  /** As entered from the paper; missing where nobody entered it. */
  totalFen?: Fen;
  /** Sum of the spends that stand on it. */
  spentFen: Fen;
}

/** Where the money for a wish came from and went. */
export interface WishCost {
  wishId: string;
  wishNo: string;
  state: WishState;
  /** Reserves and top-ups, what of them was given back, what was spent net, what is open still. */
  reservedFen: Fen;
  releasedFen: Fen;
  spentFen: Fen;
  openFen: Fen;
  entries: LedgerEntry[];
  /** Whose money the spends were, first in first out. */
  sources: { entryId: string; donor: string; at: EpochMs; amountFen: Fen }[];
}

export interface EventView {
  eventId: string;
  campaignId: string;
  title: string;
  place: string;
  /** Where the place is on a map, for those who have to find it. */
  location?: MapPoint;
  from: EpochMs;
  until: EpochMs;
  stations: Station[];
  rehearsalOf?: string;
  cancelled?: { at: EpochMs; reason: string };
}

/** A point of the maps that WeChat opens (GCJ-02), in degrees. */
export interface MapPoint {
  latitude: number;
  longitude: number;
  address?: string;
}

export interface Station {
  stationId: string;
  label: string;
  /** What the desk hands out; gifts where it is not said. */
  kind?: 'wish' | 'pack';
}

export interface StaffCardRow {
  cardId: string;
  cardNo: string;
  wishId: string;
  alias: string;
  gift: string;
  state: CardState;
  stationId?: string;
  ready: boolean;
  redeemedAt?: EpochMs;
}

/** Who did what: `by` is a pseudonym, `subject` an id. */
export interface AuditEntryView {
  entryId: string;
  at: EpochMs;
  by: string;
  action: string;
  subject: string;
  note: string;
  /** Its place in the chain; null for a moment after the act. */
  seq: number | null;
}

export type ReviewDecision = 'approve' | 'return' | 'reject';

// ── gifts ───────────────────────────────────────────────────────────────────────────────────────

/** A funded wish whose gift is still to come; '' where the family did not say. */
export interface WantedRow {
  wishId: string;
  wishNo: string;
  alias: string;
  communityId: string;
  communityName: string;
  category: WishCategory;
  title: string;
  size: string;
  colour: string;
  model: string;
  /** Details that were written as one text. */
  words: string;
  /** Equal for wishes that are for the same thing. */
  key: string;
  reservedFen: Fen;
  cardNo?: string;
  /** The live order that it stands in. */
  orderId?: string;
  /** 替换 that waits for the guardian. */
  substitution?: { no: number; title: string; priceFen: Fen; byPhone: boolean };
  /** The guardian wants no other thing. */
  declined: boolean;
}

export type OrderState = 'draft' | 'ordered' | 'partly_arrived' | 'arrived' | 'cancelled';

/** 订单 as it is listed. */
export interface OrderRow {
  orderId: string;
  orderNo: string;
  supplier: string;
  state: OrderState;
  expectedAt?: EpochMs;
  createdAt: EpochMs;
  /** Gifts that count: dropped ones left out. */
  gifts: number;
  arrived: number;
  /** Sum of the agreed prices of those. */
  totalFen: Fen;
}

export interface OrderLineView {
  wishId: string;
  wishNo: string;
  alias: string;
  communityName: string;
  title: string;
  details?: WishDetails;
  /** As agreed; what was paid, once it has come. */
  priceFen: Fen;
  /** What the gift may cost, while it is to come. */
  reservedFen?: Fen;
  state: 'due' | 'arrived' | 'dropped';
}

export interface OrderView extends OrderRow {
  note: string;
  lines: OrderLineView[];
}

/** 库存: pieces of one thing that are paid for and belong to no wish. */
export interface StockRow {
  stockId: string;
  title: string;
  category: WishCategory;
  details?: WishDetails;
  priceFen: Fen;
  supplier: string;
  stationId?: string;
  shelf: string;
  quantity: number;
  left: number;
  /** The gift of a wish that ended, and not bought in bulk. */
  fromWish: boolean;
  at: EpochMs;
}

/** A defective gift in the inbox of staff. */
export interface DefectRow {
  defectId: string;
  wishId: string;
  wishNo: string;
  alias: string;
  communityName: string;
  title: string;
  reason: string;
  reportedBy: 'family' | 'staff';
  at: EpochMs;
  outcome?: DefectOutcome;
  words?: string;
}

// ── station ─────────────────────────────────────────────────────────────────────────────────────

export interface GiftOnCard {
  title: string;
  category: WishCategory;
  details?: WishDetails;
  /** Its place on the desk's shelf, such as A-03. */
  shelf?: string;
}

/** What the desk may know of a card: never a name, a phone or a family. */
export interface ScanFacts {
  cardId: string;
  cardNo: string;
  gift: GiftOnCard;
  alias: string;
  /** Not of an adult, who comes with a pass. */
  ageBand?: AgeBand;
  generation: number;
}

export type ScanAccepted = ScanFacts & { status: 'accepted'; redeemedAt: EpochMs };

export type ScanRejected = {
  status: 'rejected';
  reason: RejectReason;
  /** With `already_redeemed`. */
  first?: { at: EpochMs; stationId: string; deviceId: string };
  /** With `too_early` and `too_late`. */
  window?: { from: EpochMs; until: EpochMs };
  /** With `wrong_station`: the desk where the gift lies. */
  station?: Station;
  /** With `wrong_event`: the one that the card is for. */
  event?: Pick<EventView, 'title' | 'from' | 'until' | 'place'>;
} & Partial<ScanFacts>;

export type ScanVerdict = ScanAccepted | ScanRejected;

/**
 * What a device takes along to judge scans with no network: nothing that names or locates a child.
 * Small (≤ 120 bytes a card), so that thousands of cards fit a phone.
 */
export interface Manifest {
  gifts: { title: string; category: WishCategory }[];
  /** Size, colour, model: each written once. */
  details: WishDetails[];
  stationIds: string[];
  cards: ManifestRow[];
}

/**
 * A card: hashes of its codes in force, place of its gift in `gifts`, alias, place of its desk in
 * `stationIds` (−1: none yet), what a scan meets, place of its age band among all, card number,
 * place of its details in `details` (−1: none), and the shelf where that is known.
 */
export type ManifestRow = [
  paper: string,
  digital: string,
  gift: number,
  alias: string,
  station: number,
  standing: ManifestStanding,
  ageBand: number,
  cardNo: string,
  details: number,
  shelf?: string,
];

/** What stands against a redemption of the card; 0 is nothing. */
export type ManifestStanding =
  | 0
  | 'already_redeemed'
  | 'void'
  | 'blocked'
  | 'unapproved'
  | 'not_ready';

/** One scan that was made with no network. */
export interface SyncEntry {
  nonce: string;
  code: string;
  collector: Collector;
  /** Of a pass. */
  direction?: 'in' | 'out';
  /** Device time. */
  scannedAt: EpochMs;
}

/**
 * `conflict`: the gift was handed out twice; `held`: staff decide. Staff see both, and the device is
 * done with them. A rejection without a reason is a held scan that staff refused.
 */
export interface SyncResult {
  nonce: string;
  status: 'accepted' | 'rejected' | 'conflict' | 'held';
  reason?: RejectReason;
  /** Of an accepted one, so that it can be taken back. */
  cardId?: string;
}

/** What happened to a card between a scan with no network and its upload. */
export type CardChangeKind =
  | 'moved_event'
  | 'moved_desk'
  | 'frozen'
  | 'reissued'
  | 'void'
  | 'withdrawn'
  | 'unapproved'
  /** The gift was lost or sent back after another redemption was taken back. */
  | 'gift_gone'
  /** The event was moved to another time. */
  | 'event_moved';

export interface CardChange {
  kind: CardChangeKind;
  at: EpochMs;
}

/** Why an uploaded scan waits for staff. */
export type HeldCause =
  /** The grant of whoever scanned has ended since. */
  | 'grant_ended'
  /** The moment lies outside every grant of whoever uploads. */
  | 'outside_grant'
  /** The moment is later than the upload. */
  | 'future'
  /** The moment is earlier than the card. */
  | 'before_issue';

/** One hand-over of a gift, as the staff's conflicts show it. */
export interface HandOver {
  at: EpochMs;
  stationId: string;
  stationLabel: string;
  deviceId: string;
  collector: CollectorType;
}

/**
 * 冲突: `double`, one gift handed out by two devices; `changed`, a gift handed out with no network
 * whose card was changed before the upload; `held`, an upload that staff accept or refuse.
 */
export interface ConflictView {
  conflictId: string;
  kind: 'double' | 'changed' | 'held';
  cardId: string;
  cardNo: string;
  alias: string;
  gift: string;
  state: 'open' | 'resolved';
  /** The earlier one, where it still stands. */
  effective?: HandOver;
  /** The later one; with `changed` and `held`, the hand-over that it is about. */
  other: HandOver;
  /** With `changed`: what came since, in order. */
  changes?: CardChange[];
  /**
   * With `changed`, where the gift had been booked into stock: taken out of it again, or `gone`, as
   * it had been given to somebody else.
   */
  stock?: 'taken_out' | 'gone';
  /** With `held`. */
  cause?: HeldCause;
  /** When the server learned of it; with `changed` and `held`. */
  receivedAt?: EpochMs;
  resolution?: string;
  note?: string;
  resolvedAt?: EpochMs;
}

/** How far an event has come. */
export interface EventProgress {
  event: EventView;
  /** Cards that count: neither void nor of a rehearsal. */
  cards: number;
  redeemed: number;
  byStation: { stationId: string; label: string; cards: number; redeemed: number }[];
  byCategory: { category: WishCategory; cards: number; redeemed: number }[];
  /** Redemptions in steps of five minutes, the empty ones left out. */
  timeline: { at: EpochMs; redeemed: number }[];
  openConflicts: number;
  failedScans: { reason: RejectReason; count: number }[];
  devices: {
    deviceId: string;
    label: string;
    stationId: string;
    lastSeenAt: EpochMs;
    clockOffsetMs: number;
    /** Scans that it had not uploaded when it was last seen. */
    waiting: number;
  }[];
}

/** A card whose gift is ready and was not collected. */
export interface Absentee {
  cardId: string;
  cardNo: string;
  wishId: string;
  alias: string;
  gift: string;
  communityName: string;
  stationId?: string;
}

// ── the calls ───────────────────────────────────────────────────────────────────────────────────

// Topics of the second domain intersect their actions here.
type HelperActions = HelperMotherActions &
  HelperReferralActions & { 'concern.raise': RaiseConcern<'signedIn'> } & PackHelperActions &
  HelperProgrammeActions &
  HelperCertificateActions;
type CampaignTopics = CampaignProgrammeActions & CampaignCertificateActions;
type FamilyTopics = FamilyReferralActions & {
  'concern.raise': RaiseConcern<'guardian'>;
} & FamilyPairActions &
  FamilyProgrammeActions;
type StaffTopics = StaffReferralActions &
  StaffConcernActions &
  StaffMotherActions &
  StaffEnrolmentActions &
  StaffCertificateActions;
type SafeActions = SafeConcernActions;

export interface Contract {
  campaign: CampaignTopics & {
    get: Action<'anyone', { campaignId: string }, CampaignView>;
    wall: Action<'anyone', { campaignId: string; cursor?: string; limit?: number }, Page<WallItem>>;
    /** What guardians agree to; no terms where the app's own text is meant. */
    consent: Action<'anyone', { campaignId: string }, { version: string; terms: ConsentTerm[] }>;
    /** Published figures: counts and sums only. */
    report: Action<'anyone', { campaignId: string }, CampaignReport>;
    /** The 小程序码 of a poster, base64; its scene is `<campaignId>~<design>`. */
    code: Action<
      'anyone',
      { campaignId: string; source: PosterSource },
      { image: string; type: 'image/png' | 'image/jpeg'; scene: string }
    >;
    /** Counts one opening by its source; who opened is not known to it. */
    visit: Action<'anyone', { campaignId: string; source: ShareSource }, Empty>;
  };

  family: FamilyTopics & {
    /** What the app needs to know of the caller before anything else. */
    me: Action<
      'signedIn',
      { campaignId?: string },
      {
        /** `current` tells, for the campaign that was named, whether its consent is to be asked again. */
        consent?: ConsentView & { current?: boolean };
        children: ChildView[];
        isVolunteer: boolean;
        /** Carries packs for a 巾帼文明岗 now. */
        isUnitMember: boolean;
        isStaff: boolean;
        isAuditor: boolean;
        /** Holds safeguarding. */
        isHolder: boolean;
      }
    >;
    /** `campaignId`: refused where its words are others by now. `requestId`: safe however late it comes. */
    'consent.grant': Action<
      'signedIn',
      { version: string; scopes: ConsentScope[]; campaignId?: string; requestId?: string },
      { consentId: string }
    >;
    'consent.withdraw': Action<
      'guardian',
      { scopes?: ConsentScope[] },
      { withdrawn: ConsentScope[] }
    >;
    'child.save': Action<
      'guardian',
      {
        requestId: string;
        childId?: string;
        nickname: string;
        birthMonth: string;
        communityId: string;
      },
      { childId: string }
    >;
    'wish.submit': Action<
      'guardian',
      {
        requestId: string;
        campaignId: string;
        childId: string;
        category: WishCategory;
        title: string;
        details?: WishDetails;
        reason?: string;
      },
      { wishId: string; state: WishState }
    >;
    'wish.withdraw': Action<
      'guardian',
      { requestId: string; wishId: string },
      { state: WishState }
    >;
    'wish.mine': Action<'guardian', Empty, { items: FamilyWish[] }>;
    /** Answers what staff propose in place of what cannot be had; `no` is the proposal that was read. */
    'substitution.answer': Action<
      'guardian',
      { requestId: string; wishId: string; no: number; agree: boolean },
      { state: WishState }
    >;
    /** Reports a defective gift within 30 days of its hand-over. */
    'gift.defect': Action<
      'guardian',
      { requestId: string; wishId: string; reason: string },
      { defectId: string }
    >;
    'card.mine': Action<'guardian', Empty, { items: FamilyCard[] }>;
    'card.show': Action<'guardian', { cardId: string }, { code: string }>;
    'card.freeze': Action<
      'guardian',
      { requestId: string; cardId: string; reason: string },
      { state: CardState }
    >;
    'card.unfreeze': Action<
      'guardian',
      { requestId: string; cardId: string; reason: string },
      { state: CardState }
    >;
    /** Who opened the files of the caller's children, the newest first. */
    'access.mine': Action<'guardian', Empty, { items: AccessView[] }>;
    'data.export': Action<'guardian', Empty, FamilyData>;
    /**
     * Deletes one child, or everything and the guardian with it; answers the children's ids. A
     * child who has another guardian stays with that one.
     */
    'data.erase': Action<'guardian', { requestId: string; childId?: string }, { erased: string[] }>;
    /** A single-use code for another guardian of the child. */
    'guardian.invite': Action<
      'guardian',
      { requestId: string; childId: string },
      { code: string; expiresAt: EpochMs }
    >;
    'guardian.join': Action<'guardian', { requestId: string; code: string }, { childId: string }>;
    'guardian.leave': Action<'guardian', { requestId: string; childId: string }, Empty>;
    'complaint.send': Action<
      'guardian',
      /** `wishId`: the own wish that it is about; an appeal is about a rejected one. */
      { requestId: string; topic: ComplaintTopic; words: string; wishId?: string },
      { complaintId: string }
    >;
    /** What the caller wrote to the district, and the answers; the newest first. */
    'complaint.mine': Action<'guardian', Empty, { items: FamilyComplaint[] }>;
  } & PackFamilyActions;

  staff: StaffTopics & {
    me: Action<'office', Empty, StaffMe>;
    'wish.list': Action<
      'staff',
      WishFilter & { cursor?: string; limit?: number },
      /** Oldest first. A page may be empty though more follow. */
      Page<StaffWishRow>
    >;
    /**
     * 代填: enters the wish of a family without a phone, with the consent that it signed on paper.
     * A form that was entered already is a `CONFLICT`.
     */
    'entry.save': Action<
      'staff',
      {
        requestId: string;
        campaignId: string;
        child: { nickname: string; birthMonth: string; communityId: string };
        wish: EntryWords;
        consent: PaperForm & { scopes: ConsentScope[] };
      },
      {
        childId: string;
        childNo: string;
        alias: string;
        wishId: string;
        wishNo: string;
        state: WishState;
      }
    >;
    /** Hands in the returned wish of a family without a phone again. */
    'entry.again': Action<
      'staff',
      { requestId: string; wishId: string; wish: EntryWords },
      { wishId: string; state: WishState }
    >;
    /** A consent that was signed on paper is taken back on paper; answers the scopes that are left. */
    'entry.withdraw': Action<
      'staff',
      { requestId: string; wishId: string; scopes?: ConsentScope[] },
      { left: ConsentScope[] }
    >;
    /** An empty roster to fill in, with the communities of the caller's areas. */
    'roster.template': Action<'staff', { campaignId: string }, { fileId: string; url: string }>;
    /** Where to upload a roster: what comes there is deleted in a day, checked or not. */
    'roster.place': Action<'staff', Record<string, never>, { path: string }>;
    /** A dry run: what a roster would do, row by row. Enters nothing. */
    'roster.check': Action<
      'staff',
      { campaignId: string; fileId: string },
      {
        rows: number;
        /** Rows that would be entered. */
        ready: number;
        /** Rows whose form was entered before. */
        known: number;
        problemCount: number;
        problems: SheetProblem[];
        warningCount: number;
        warnings: SheetProblem[];
        /** Rows that are hidden or filtered out in Excel: they are read like the others. */
        hidden: number;
      }
    >;
    /** The file as it was sent, with what is wrong marked in its cells, to be mended and sent again. */
    'roster.marked': Action<
      'staff',
      { campaignId: string; fileId: string },
      { fileId: string; url: string }
    >;
    /**
     * Enters the next rows of a roster; what was entered before is passed over, so the same file
     * again enters nothing. Goes on from `next` until there is none.
     */
    'roster.import': Action<
      'staff',
      {
        requestId: string;
        campaignId: string;
        fileId: string;
        mode: RosterMode;
        cursor?: number;
        fileName?: string;
      },
      {
        rosterId: string;
        rows: number;
        entered: number;
        known: number;
        /** Rows that moderation refused. */
        rejected: SheetProblem[];
        next?: number;
      }
    >;
    /** The caller's rosters, the newest first. */
    'roster.list': Action<'staff', { campaignId: string }, { items: RosterView[] }>;
    /** Takes an import back, as long as nothing happened to its wishes; call until nothing is left. */
    'roster.undo': Action<
      'staff',
      { requestId: string; rosterId: string },
      { undone: number; left: boolean }
    >;
    /**
     * A list as .xlsx, with exactly the rows that the caller sees on the screen. A long one comes in
     * several files: `next` is where the following one begins.
     */
    'list.export': Action<
      'office',
      { wanted: ListWanted; cursor?: string },
      { fileId: string; url: string; rows: number; next?: string }
    >;
    /** 电话名单: what families without WeChat are to be told, the oldest first. */
    'call.list': Action<
      'staff',
      { campaignId: string; state?: 'open' | 'done'; cursor?: string },
      Page<CallRow>
    >;
    'call.mark': Action<
      'staff',
      { requestId: string; callId: string; note: string },
      { state: 'done' }
    >;
    'wish.counts': Action<'staff', { campaignId: string }, StaffWishCounts>;
    /** Opens a child's file; the opening is logged with its purpose. */
    'wish.open': Action<'staff', { wishId: string; purpose: string }, StaffWishFile>;
    /** Puts a likely duplicate beside a wish; it is logged as an opening of both files. */
    'wish.compare': Action<
      'staff',
      { wishId: string; otherId: string },
      { sides: [ComparedWish, ComparedWish] }
    >;
    'wish.review': Action<
      'staff',
      {
        requestId: string;
        wishId: string;
        decision: ReviewDecision;
        reason?: string;
        publicText?: string;
        /**
         * The reviewer answers for what `publicText` may lead to the child by (school, class,
         * address …): without it such a text is CONTENT_REJECTED.
         */
        publicTextChecked?: true;
      },
      { state: WishState }
    >;
    /** One decision on up to 20 wishes that wait: each is decided or refused by itself. */
    'wish.reviewMany': Action<
      'staff',
      { requestId: string; wishIds: string[]; decision: ReviewDecision; reason?: string },
      { outcomes: WishOutcome[] }
    >;
    /** Takes back up to 20 reviews of the caller's own, each within ten minutes. */
    'wish.undoReview': Action<
      'staff',
      { requestId: string; wishIds: string[] },
      { outcomes: WishOutcome[] }
    >;
    'wish.fund': Action<
      'admin',
      { requestId: string; wishId: string; amountFen: Fen },
      { state: WishState; availableFen: Fen }
    >;
    /** Money for up to 20 wishes: each is funded or refused by itself, until there is none left. */
    'wish.fundMany': Action<
      'admin',
      { requestId: string; wishes: { wishId: string; amountFen: Fen }[] },
      { outcomes: WishOutcome[] }
    >;
    'gift.arrive': Action<
      'staff',
      {
        requestId: string;
        wishId: string;
        priceFen: Fen;
        stationId: string;
        /** Of the order, where it stands in one and nothing is said. */
        supplier?: string;
        invoiceNo?: string;
        shelf?: string;
      },
      { state: WishState }
    >;
    /** Up to 20 gifts in one go, each once by itself; one that cannot be taken says why. */
    'gift.arriveMany': Action<
      'staff',
      {
        requestId: string;
        stationId: string;
        supplier?: string;
        invoiceNo?: string;
        gifts: { wishId: string; priceFen: Fen; shelf?: string }[];
      },
      { results: { wishId: string; state?: WishState; problem?: string }[] }
    >;
    /** 到货表: gifts that are on their way, to fill in as they come; `more`: not all had room. */
    'arrival.sheet': Action<
      'staff',
      { campaignId: string },
      { fileId: string; url: string; rows: number; more: boolean }
    >;
    /** A dry run of a filled 到货表: what would be booked, row by row. Books nothing. */
    'arrival.check': Action<
      'staff',
      { campaignId: string; fileId: string },
      {
        /** Gifts that would be booked, and what they cost. */
        ready: number;
        totalFen: Fen;
        /** Gifts that were booked before, at the same price. */
        known: number;
        /** Rows left empty: they have not come. */
        waiting: number;
        /** Rows that cannot be booked. */
        wrong: number;
        problemCount: number;
        problems: SheetProblem[];
        /** Rows that are hidden or filtered out in Excel: they are read like the others. */
        hidden: number;
      }
    >;
    /** The sheet as it was sent, with what is wrong marked in its cells. */
    'arrival.marked': Action<
      'staff',
      { campaignId: string; fileId: string },
      { fileId: string; url: string }
    >;
    /**
     * Books the next gifts of a 到货表, each once: the same sheet again books nothing. Goes on from
     * `next` until there is none.
     */
    'arrival.import': Action<
      'staff',
      { requestId: string; campaignId: string; fileId: string; cursor?: number },
      {
        /** All that are filled in. */
        rows: number;
        arrived: number;
        arrivedFen: Fen;
        known: number;
        /** What is wrong with the rows of this part that were not booked. */
        left: SheetProblem[];
        next?: number;
      }
    >;
    /** Puts a gift that is there onto a place of its desk's shelf; '' takes the place away. */
    'gift.shelve': Action<
      'staff',
      { requestId: string; wishId: string; shelf: string },
      { shelf: string }
    >;
    /** What is to be bought: funded wishes whose gift has not come, oldest first. */
    'gift.wanted': Action<
      'staff',
      { campaignId: string; communityId?: string; cursor?: string; limit?: number },
      Page<WantedRow>
    >;
    /** A new order, or the lines of an open one that are still to come; prices within each reserve. */
    'order.save': Action<
      'staff',
      {
        requestId: string;
        orderId?: string;
        campaignId: string;
        supplier: string;
        lines: { wishId: string; priceFen: Fen }[];
        expectedAt?: EpochMs;
        note?: string;
      },
      { orderId: string; orderNo: string; state: OrderState }
    >;
    /** The order went out to the supplier. */
    'order.place': Action<'staff', { requestId: string; orderId: string }, { state: OrderState }>;
    /** Nothing more will come; its wishes can be ordered elsewhere. */
    'order.cancel': Action<'staff', { requestId: string; orderId: string }, { state: OrderState }>;
    /** The newest first. */
    'order.list': Action<
      'staff',
      { campaignId: string; cursor?: string; limit?: number },
      Page<OrderRow>
    >;
    'order.open': Action<'staff', { orderId: string }, OrderView>;
    /** What is in stock, the oldest first. */
    'stock.list': Action<
      'staff',
      { campaignId: string; cursor?: string; limit?: number },
      Page<StockRow>
    >;
    /** Bought in bulk: its whole price is reserved and spent at once. */
    'stock.add': Action<
      'admin',
      {
        requestId: string;
        campaignId: string;
        title: string;
        category: WishCategory;
        details?: WishDetails;
        quantity: number;
        /** Of one piece. */
        priceFen: Fen;
        supplier: string;
        invoiceNo?: string;
        stationId?: string;
        shelf?: string;
      },
      { stockId: string; availableFen: Fen }
    >;
    /** Gives a piece to a funded wish: it was paid for, so the wish's reserve is released. */
    'stock.use': Action<
      'staff',
      { requestId: string; stockId: string; wishId: string; stationId: string; shelf?: string },
      { state: WishState; left: number }
    >;
    'stock.writeOff': Action<
      'staff',
      { requestId: string; stockId: string; count: number; reason: string },
      { left: number }
    >;
    /** 替换: asks the guardian whether another thing within the reserve would do. */
    'substitution.propose': Action<
      'staff',
      {
        requestId: string;
        wishId: string;
        title: string;
        details?: WishDetails;
        priceFen: Fen;
        reason: string;
      },
      { no: number }
    >;
    'substitution.cancel': Action<
      'staff',
      { requestId: string; wishId: string; no: number },
      Empty
    >;
    /** The answer by phone of a family that is not in the app. */
    'substitution.record': Action<
      'staff',
      { requestId: string; wishId: string; no: number; agree: boolean; note: string },
      { state: WishState }
    >;
    /** Reports a defective gift for a family, within 30 days of its hand-over. */
    'gift.defect': Action<
      'staff',
      { requestId: string; wishId: string; reason: string },
      { defectId: string }
    >;
    'defect.list': Action<
      'staff',
      { campaignId: string; state: 'open' | 'settled'; cursor?: string },
      Page<DefectRow>
    >;
    /** `stockId` is what a `replaced` gift was replaced from; `words` are for the family. */
    'defect.settle': Action<
      'staff',
      {
        requestId: string;
        defectId: string;
        outcome: DefectOutcome;
        words: string;
        stockId?: string;
      },
      { state: 'settled' }
    >;
    'fund.donate': Action<
      'admin',
      { requestId: string; fundId: string; donor: string; amountFen: Fen; reason?: string },
      Booked
    >;
    'fund.ledger': Action<
      'auditor',
      /** In the order of booking, or the newest first. */
      { fundId: string; cursor?: string; order?: 'oldest' | 'newest' },
      FundFigures & { dualControlAboveFen: Fen | null; entries: LedgerEntry[]; next?: string }
    >;
    /**
     * Money that goes back: of a donation to its donor, of a spend from its supplier. A whole spend
     * back means that the gift went back: its wish waits for new money.
     */
    'fund.refund': Action<
      'admin',
      { requestId: string; entryId: string; amountFen: Fen; reason: string },
      Booked
    >;
    /** 冲正: takes back a donation, or a refund to a donor, that was booked by mistake. */
    'fund.reverse': Action<'admin', { requestId: string; entryId: string; reason: string }, Booked>;
    /** 追加: raises the reserve of a funded wish; staff ask, an admin approves. */
    'wish.topUp': Action<
      'staff',
      { requestId: string; wishId: string; amountFen: Fen; reason: string },
      { reservedFen: Fen; approvalId?: string }
    >;
    /** 释放: gives back part of a wish's reserve, or all of it where no amount is given. */
    'wish.release': Action<
      'admin',
      { requestId: string; wishId: string; amountFen?: Fen; reason: string },
      { reservedFen: Fen; availableFen: Fen }
    >;
    'wish.cost': Action<'admin', { wishId: string }, WishCost>;
    /** 双人复核: above the limit a second admin approves; raising or lifting it takes two as well. */
    'fund.rules': Action<
      'admin',
      { requestId: string; fundId: string; dualControlAboveFen: Fen | null; reason: string },
      { dualControlAboveFen: Fen | null; approvalId?: string }
    >;
    /** Admins see all, the oldest that wait first; other staff what they asked for. */
    'approval.list': Action<
      'staff',
      { fundId: string; open: boolean; cursor?: string },
      Page<ApprovalView>
    >;
    /** Booked by the totals of this moment; what cannot be booked now stays pending. */
    'approval.decide': Action<
      'admin',
      { requestId: string; approvalId: string; decision: 'approve' | 'decline'; note?: string },
      /** `availableFen` of what moved a fund. */
      { state: ApprovalState; availableFen?: Fen }
    >;
    'approval.withdraw': Action<
      'staff',
      { requestId: string; approvalId: string },
      { state: ApprovalState }
    >;
    /** Recomputes a part of the ledger; the cursor carries the sums so far. */
    'fund.check': Action<
      'admin',
      { fundId: string; cursor?: string },
      { ok: boolean; checked: number; firstBroken?: string; next?: string }
    >;
    /**
     * Notes at a spend which invoice it stands on. A correction says which number it replaces:
     * where that is no longer the number, somebody else was quicker (`CONFLICT`).
     */
    'gift.invoice': Action<
      'admin',
      {
        requestId: string;
        entryId: string;
        supplier: string;
        invoiceNo: string;
        replaces?: string;
      },
      { invoiceId: string }
    >;
    /** Enters an invoice's total as it is on paper; again: corrects it. */
    'fund.invoice': Action<
      'admin',
      { requestId: string; fundId: string; supplier: string; invoiceNo: string; totalFen: Fen },
      { invoiceId: string }
    >;
    /** Spends without an invoice, paged, and with the first page every invoice that does not fit. */
    'fund.reconcile': Action<
      'admin',
      { fundId: string; cursor?: string },
      { withoutInvoice: LedgerEntry[]; invoices: InvoiceView[]; next?: string }
    >;
    /** Who gave, what of it went back left out, the largest first. */
    'fund.donors': Action<
      'admin',
      { fundId: string },
      { items: { donor: string; donations: number; donatedFen: Fen }[] }
    >;
    /** 公示: from donors to gifts in sums; the file is deleted within hours. */
    'fund.report': Action<
      'admin',
      { campaignId: string; format: 'pdf' | 'xlsx' },
      { fileId: string; url: string; unprintable: string[] }
    >;
    /** 感谢函: what one donor's money did, as a PDF. */
    'fund.statement': Action<
      'admin',
      { campaignId: string; donor: string },
      { fileId: string; url: string; unprintable: string[] }
    >;
    /** Every campaign, the one that begins last first. */
    'campaign.list': Action<'office', Empty, { items: CampaignRow[] }>;
    /** A campaign with all its settings, to be edited or copied. */
    'campaign.open': Action<'admin', { campaignId: string }, CampaignSettings>;
    /** Makes a campaign or changes it; `isNew` refuses to write over another. */
    'campaign.save': Action<
      'admin',
      {
        requestId: string;
        campaignId: string;
        isNew?: boolean;
        title: string;
        place: string;
        donor: string;
        from: EpochMs;
        until: EpochMs;
        fundId: string;
        consentVersion: string;
        reviewLevels?: StaffLevel[];
        capFen?: Fen;
        maxWishesPerChild?: number;
        areas: AreaInput[];
      },
      { campaignId: string }
    >;
    /** Takes no new wishes; everything else goes on. `campaign.reopen` takes it back. */
    'campaign.close': Action<'admin', { requestId: string; campaignId: string }, Empty>;
    'campaign.reopen': Action<'admin', { requestId: string; campaignId: string }, Empty>;
    /** Publishes a consent text; from then on families are asked again. A version has one text. */
    'consent.publish': Action<
      'admin',
      { requestId: string; campaignId: string; version: string; terms: ConsentTerm[] },
      { version: string }
    >;
    'event.save': Action<
      'admin',
      {
        requestId: string;
        eventId?: string;
        campaignId: string;
        title: string;
        from: EpochMs;
        until: EpochMs;
        stations: Station[];
        place?: string;
        /** Left out it stays as it was; null takes it away. */
        location?: MapPoint | null;
      },
      { eventId: string }
    >;
    'event.list': Action<'staff', { campaignId: string }, { items: EventView[] }>;
    'card.issue': Action<
      'staff',
      { requestId: string; eventId: string; wishIds: string[] },
      { cards: { cardId: string; cardNo: string; wishId: string }[] }
    >;
    'card.list': Action<
      'staff',
      { eventId: string; cursor?: string; limit?: number },
      Page<StaffCardRow>
    >;
    /**
     * Cards on paper, in the order given: an A4 PDF with ten to a page, or a list for a print shop (CSV).
     * Up to 200 a call; the link is absolute, a plain GET, and good for ten minutes.
     */
    /** `unprintable`: lines with a character that the font does not have; it stands as 〓. */
    'card.sheet': Action<
      'staff',
      { eventId: string; cardIds: string[]; format: 'pdf' | 'csv' },
      { fileId: string; url: string; unprintable: string[] }
    >;
    'card.freeze': StaffCardAction;
    'card.unfreeze': StaffCardAction;
    'card.reissue': StaffCardAction;
    'card.void': StaffCardAction;
    /** Moves cards that were not collected to another event, such as a delivery to the door. */
    'card.move': Action<
      'staff',
      { requestId: string; cardIds: string[]; eventId: string; stationId: string },
      { moved: number }
    >;
    /** Gifts handed out twice, the open ones and the settled ones. */
    'conflict.list': Action<'staff', { eventId: string; cursor?: string }, Page<ConflictView>>;
    'conflict.resolve': Action<
      'staff',
      { requestId: string; conflictId: string; resolution: string; note: string },
      { state: 'resolved' }
    >;
    'event.progress': Action<'staff', { eventId: string }, EventProgress>;
    'event.absentees': Action<'staff', { eventId: string; cursor?: string }, Page<Absentee>>;
    /** Closes an event now; `event.save` with a new window opens it again. */
    'event.cancel': Action<
      'admin',
      { requestId: string; eventId: string; reason: string },
      { eventId: string }
    >;
    /** 演练: an event of its own with practice cards that can consume no real one. */
    'event.rehearse': Action<
      'admin',
      { requestId: string; eventId: string },
      { eventId: string; cards: { cardId: string; cardNo: string; gift: string; code: string }[] }
    >;
    /** Ends the scanner grants of an event: all, or those of the people who opened one device. */
    'grant.endAll': Action<
      'admin',
      { requestId: string; eventId: string; deviceId?: string },
      { ended: number }
    >;
    'grant.scanner': Action<
      'admin',
      {
        requestId: string;
        openid: string;
        eventId: string;
        stationIds?: string[];
        from: EpochMs;
        until: EpochMs;
      },
      { grantId: string }
    >;
    'grant.staff': Action<
      'admin',
      {
        requestId: string;
        openid: string;
        level: StaffLevel | 'admin' | 'auditor';
        /** Needed with a level; an admin and an auditor have no area. */
        areaId?: string;
      },
      { grantId: string }
    >;
    'grant.end': Action<'admin', { requestId: string; grantId: string }, Empty>;
    /** Who may do what, and who might before: the newest first. */
    'grant.list': Action<
      'admin',
      { role?: GrantRole; state?: 'active' | 'over'; cursor?: string; limit?: number },
      Page<GrantView>
    >;
    /** A single-use code for whoever is to have a grant; `label` is no real name. */
    'invite.make': Action<
      'admin',
      { requestId: string; offer: GrantOffer; label?: string },
      { inviteId: string; code: string; expiresAt: EpochMs }
    >;
    /** What an invite offers, read before it is accepted. */
    'invite.look': Action<'signedIn', { code: string }, GrantTermsView & { expiresAt: EpochMs }>;
    'invite.accept': Action<
      'signedIn',
      { requestId: string; code: string },
      GrantTermsView & { grantId: string }
    >;
    /** Invites that can still be used. */
    'invite.list': Action<'admin', Empty, { items: StaffInviteView[] }>;
    'invite.end': Action<'admin', { requestId: string; inviteId: string }, Empty>;
    /** A code for a guardian whom staff know in person, beside those whom the child has. */
    'guardian.attest': StaffGuardianAction;
    /** A code whose owner takes the place of the child's guardians: custody, or a new account. */
    'guardian.transfer': StaffGuardianAction;
    /** What waits longest first; what was answered last first. */
    'complaint.list': Action<
      'staff',
      { state: 'open' | 'answered'; cursor?: string; limit?: number },
      Page<ComplaintRow>
    >;
    /** Opens a complaint; where it is about a child's wish, the opening is logged. */
    'complaint.open': Action<
      'staff',
      { complaintId: string },
      ComplaintRow & { words: string; answer?: { words: string; at: EpochMs } }
    >;
    /** Takes it on, or, by an admin, gives it to another who may answer it. */
    'complaint.assign': Action<
      'staff',
      { requestId: string; complaintId: string; person?: string },
      { owner: string }
    >;
    'complaint.answer': Action<
      'staff',
      { requestId: string; complaintId: string; words: string },
      { state: 'answered' }
    >;
    'report.fairness': Action<'auditor', { campaignId: string }, Fairness>;
    /** Chains what is not chained yet, and follows the chain from its first entry. */
    'audit.verify': Action<'auditor', Empty, { ok: boolean; firstBroken?: string }>;
    'audit.list': Action<
      'auditor',
      AuditFilter & { cursor?: string; limit?: number },
      Page<AuditEntryView>
    >;
  } & PackStaffActions;

  /** People who help: mothers, specialists, members of units. */
  helper: HelperActions;
  /** Safeguarding: concerns, and nothing else. */
  safe: SafeActions;
  station: { 'concern.raise': RaiseConcern<'volunteer'> } & {
    /** The events at which the caller may scan now or later. */
    me: Action<
      'volunteer',
      Empty,
      {
        events: (EventView & {
          stationIds?: string[];
          grantedFrom: EpochMs;
          grantedUntil: EpochMs;
        })[];
      }
    >;
    open: Action<
      'volunteer',
      {
        eventId: string;
        stationId: string;
        deviceId: string;
        deviceLabel: string;
        deviceTime: EpochMs;
        /** Goes on behind the part of the manifest that came before. */
        cursor?: string;
        /** Scans on the device that were not uploaded yet. */
        waiting?: number;
      },
      { event: EventView; manifest: Manifest; clockOffsetMs: number; next?: string }
    >;
    'card.inspect': Action<
      'volunteer',
      { eventId: string; stationId: string; code: string; direction?: 'in' | 'out' },
      ScanVerdict
    >;
    'card.redeem': Action<
      'volunteer',
      {
        nonce: string;
        eventId: string;
        stationId: string;
        deviceId: string;
        code: string;
        /** Missing or unknown is judged as `incomplete`, so it is not refused at the door. */
        collector?: unknown;
        /** Of a pass: brought, or fetched; brought where nothing is said. */
        direction?: 'in' | 'out';
        force?: boolean;
        reason?: string;
      },
      ScanVerdict
    >;
    /** 发放: records that the card is in the family's hands. */
    'card.handOut': Action<
      'volunteer',
      { nonce: string; eventId: string; code: string },
      { state: CardState }
    >;
    /** Uploads what was scanned with no network, in any order, twice or late. */
    'card.sync': Action<
      'uploader',
      {
        eventId: string;
        stationId: string;
        deviceId: string;
        /** Server − device. */
        clockOffsetMs: number;
        /** `SyncEntry`s; one of another shape is answered `malformed` and leaves the queue. */
        entries: unknown[];
        /** Scans that stay on the device behind this upload. */
        waiting?: number;
      },
      { results: SyncResult[] }
    >;
    /** 撤销核销: staff say what became of the gift, a volunteer takes it back. */
    'card.annul': Action<
      'volunteer',
      { nonce: string; cardId: string; reason: string; disposition?: Disposition },
      { state: CardState; generation: number }
    >;
    attempts: Action<
      'staff',
      { eventId: string; cardId?: string; cursor?: string },
      Page<{
        nonce: string;
        reason: RejectReason;
        deviceId: string;
        stationId: string;
        at: EpochMs;
        cardId?: string;
        /** The gift was handed out with no network all the same: when. */
        handedOutAt?: EpochMs;
      }>
    >;
  };
}

/** A booking that was made, or that waits for a second admin under this id. */
interface Booked {
  availableFen: Fen;
  approvalId?: string;
}

/** The words of a wish that staff write down for a family. */
export interface EntryWords {
  category: WishCategory;
  title: string;
  details?: WishDetails;
  reason?: string;
}

type StaffCardAction = Action<
  'staff',
  { requestId: string; cardId: string; reason: string },
  { state: CardState; generation: number }
>;

type StaffGuardianAction = Action<
  'staff',
  { requestId: string; wishId: string; reason: string },
  { code: string; expiresAt: EpochMs }
>;

export type FunctionName = keyof Contract;
export type ActionName<F extends FunctionName> = keyof Contract[F] & string;

type AnyAction = { who: Caller; input: unknown; output: unknown };
type ActionOf<F extends FunctionName, A extends ActionName<F>> = Extract<Contract[F][A], AnyAction>;

export type Input<F extends FunctionName, A extends ActionName<F>> = ActionOf<F, A>['input'];
export type Output<F extends FunctionName, A extends ActionName<F>> = ActionOf<F, A>['output'];
export type WhoMayCall<F extends FunctionName, A extends ActionName<F>> = ActionOf<F, A>['who'];
