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

/** Money in 分 (1/100 yuan), a safe integer. Branded, so that a plain number is never money. */
export type Fen = number & { readonly __unit: 'fen' };

/** Epoch milliseconds. */
export type EpochMs = number;

export type AgeBand = '0-6' | '7-12' | '13-17';

export type WishCategory = 'study' | 'clothing' | 'sport' | 'art' | 'toy' | 'daily' | 'other';

/** 微心愿 states; `fulfilled` is derived from its card's effective redemption. */
export type WishState =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'funded'
  | 'ready'
  | 'fulfilled'
  | 'rejected'
  | 'withdrawn'
  | 'expired';

/** 心愿兑换卡 states. */
export type CardState = 'issued' | 'handed_out' | 'redeemed' | 'frozen' | 'expired' | 'void';

/** What a guardian consents to; `review` and `gift` are needed to submit. */
export type ConsentScope = 'review' | 'gift' | 'publicText' | 'photo' | 'pairing';

export type StaffLevel = 'community' | 'street' | 'district';

/** Who takes the gift at the desk 领取人. */
export type CollectorType = 'child' | 'guardian' | 'loveMother' | 'teacher' | 'socialWorker';

export interface Collector {
  type: CollectorType;
}

/** Free text, or the three things that matter for a gift. */
export type WishDetails = string | { size?: string; colour?: string; model?: string };

/** What became of the gift of an annulled redemption. */
export type Disposition = 'returned' | 'kept' | 'damaged';

/** Why a scan is refused, in the order in which the reasons win. */
export type RejectReason =
  | 'malformed'
  | 'not_found'
  | 'nonce_conflict'
  | 'annulled'
  | 'wrong_event'
  | 'own_child'
  | 'already_redeemed'
  | 'void'
  | 'blocked'
  | 'revoked'
  | 'unapproved'
  | 'not_ready'
  | 'too_early'
  | 'too_late'
  | 'wrong_station'
  | 'incomplete';

/** Refusals that are errors; an expected outcome of a scan is data, not one of these. */
export type ErrorCode =
  | 'INVALID_ARGUMENT'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'FAILED_PRECONDITION'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'CONTENT_REJECTED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

export type Reply<T> =
  { ok: true; data: T } | { ok: false; code: ErrorCode; message: string; requestId?: string };

/** Who may call an action; areas, own children and states are judged inside it. */
export type Caller = 'anyone' | 'signedIn' | 'guardian' | 'volunteer' | 'staff' | 'admin';

interface Action<Who extends Caller, Input, Output> {
  who: Who;
  input: Input;
  output: Output;
}

type Empty = Record<never, never>;

interface Page<Item> {
  items: Item[];
  next?: string;
}

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

export interface CampaignView {
  campaignId: string;
  title: string;
  period: { from: EpochMs; until: EpochMs };
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
  /** Openings by source, counted without identities. */
  openings: Record<ShareSource, number>;
}

// ── family ──────────────────────────────────────────────────────────────────────────────────────

export interface ConsentView {
  consentId: string;
  version: string;
  scopes: ConsentScope[];
  grantedAt: EpochMs;
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
    | 'withdrawn'
    | 'expired'
    | 'funded'
    | 'arrived'
    | 'card_issued'
    | 'redeemed'
    | 'annulled';
  reason?: string;
}

export interface FamilyWish {
  wishId: string;
  wishNo: string;
  campaignId: string;
  childId: string;
  childNickname: string;
  category: WishCategory;
  title: string;
  details?: WishDetails;
  reason?: string;
  state: WishState;
  cardId?: string;
  timeline: TimelineEntry[];
  updatedAt: EpochMs;
}

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
  | 'reviewed'
  | 'returned'
  | 'ready'
  | 'redeemed'
  | 'reissued'
  | 'tomorrow'
  | 'eventChanged'
  | 'eventCancelled';

export type ComplaintTopic = 'privacy' | 'review' | 'gift' | 'event' | 'other';

/** All that is held about a guardian and the children, complete and machine-readable. */
export interface FamilyData {
  exportedAt: EpochMs;
  consent: ConsentView & {
    history: {
      at: EpochMs;
      event: 'granted' | 'withdrawn';
      version: string;
      scopes: ConsentScope[];
    }[];
  };
  children: ChildView[];
  wishes: FamilyWish[];
  cards: FamilyCard[];
  access: AccessView[];
  messages: { at: EpochMs; kind: MessageKind; wishNo: string }[];
  complaints: { at: EpochMs; topic: ComplaintTopic; words: string }[];
}

// ── staff ───────────────────────────────────────────────────────────────────────────────────────

export interface StaffGrantView {
  grantId: string;
  level: StaffLevel;
  areaId: string;
  areaName: string;
}

export interface StaffMe {
  admin: boolean;
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
  reservedFen?: Fen;
  priceFen?: Fen;
  stationId?: string;
  cardId?: string;
  cardNo?: string;
}

/** A child's file as staff open it. */
export interface StaffWishFile extends StaffWishRow {
  childNickname: string;
  childNo: string;
  details?: WishDetails;
  reason?: string;
  publicText: string;
  publicTextAllowed: boolean;
  ownChild: boolean;
  timeline: TimelineEntry[];
  /** Likely duplicates: same child's community, category and a similar title. */
  similar: { wishNo: string; title: string; communityName: string; state: WishState }[];
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

// ── station ─────────────────────────────────────────────────────────────────────────────────────

export interface GiftOnCard {
  title: string;
  category: WishCategory;
  details?: WishDetails;
}

/** What the desk may know of a card: never a name, a phone or a family. */
export interface ScanFacts {
  cardId: string;
  cardNo: string;
  gift: GiftOnCard;
  alias: string;
  ageBand: AgeBand;
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
} & Partial<ScanFacts>;

export type ScanVerdict = ScanAccepted | ScanRejected;

/**
 * What a device takes along to judge scans with no network: nothing that names or locates a child.
 * Small (≤ 120 bytes a card), so that thousands of cards fit a phone.
 */
export interface Manifest {
  gifts: { title: string; category: WishCategory }[];
  stationIds: string[];
  cards: ManifestRow[];
}

/**
 * A card: hashes of its codes in force, place of its gift in `gifts`, alias, place of its desk in
 * `stationIds` (−1: none yet), and what a scan meets.
 */
export type ManifestRow = [
  paper: string,
  digital: string,
  gift: number,
  alias: string,
  station: number,
  standing: ManifestStanding,
];

/** What stands against a redemption of the card; 0 is nothing. */
export type ManifestStanding =
  0 | 'already_redeemed' | 'void' | 'blocked' | 'unapproved' | 'not_ready';

/** One scan that was made with no network. */
export interface SyncEntry {
  nonce: string;
  code: string;
  collector: Collector;
  /** Device time. */
  scannedAt: EpochMs;
}

/** `conflict`: the gift was handed out twice; staff see both, and the device is done with it. */
export interface SyncResult {
  nonce: string;
  status: 'accepted' | 'rejected' | 'conflict';
  reason?: RejectReason;
}

/** One hand-over of a gift, as the staff's conflicts show it. */
export interface HandOver {
  at: EpochMs;
  stationId: string;
  stationLabel: string;
  deviceId: string;
  collector: CollectorType;
}

/** 冲突: one gift handed out by two devices. */
export interface ConflictView {
  conflictId: string;
  cardId: string;
  cardNo: string;
  alias: string;
  gift: string;
  state: 'open' | 'resolved';
  /** The earlier one, where it still stands. */
  effective?: HandOver;
  other: HandOver;
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

export interface Contract {
  campaign: {
    get: Action<'anyone', { campaignId: string }, CampaignView>;
    wall: Action<'anyone', { campaignId: string; cursor?: string; limit?: number }, Page<WallItem>>;
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

  family: {
    /** What the app needs to know of the caller before anything else. */
    me: Action<
      'signedIn',
      { campaignId?: string },
      {
        /** `current` tells, for the campaign that was named, whether its consent is to be asked again. */
        consent?: ConsentView & { current?: boolean };
        children: ChildView[];
        isVolunteer: boolean;
        isStaff: boolean;
      }
    >;
    'consent.grant': Action<
      'signedIn',
      { version: string; scopes: ConsentScope[] },
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
      { requestId: string; topic: ComplaintTopic; words: string },
      { complaintId: string }
    >;
  };

  staff: {
    me: Action<'staff', Empty, StaffMe>;
    'wish.list': Action<
      'staff',
      { campaignId: string; state?: WishState; cursor?: string; limit?: number },
      Page<StaffWishRow>
    >;
    /** Opens a child's file; the opening is logged with its purpose. */
    'wish.open': Action<'staff', { wishId: string; purpose: string }, StaffWishFile>;
    'wish.review': Action<
      'staff',
      {
        requestId: string;
        wishId: string;
        decision: ReviewDecision;
        reason?: string;
        publicText?: string;
      },
      { state: WishState }
    >;
    'wish.fund': Action<
      'admin',
      { requestId: string; wishId: string; amountFen: Fen },
      { state: WishState; availableFen: Fen }
    >;
    'gift.arrive': Action<
      'staff',
      { requestId: string; wishId: string; priceFen: Fen; stationId: string },
      { state: WishState }
    >;
    'fund.donate': Action<
      'admin',
      { requestId: string; fundId: string; donor: string; amountFen: Fen },
      { availableFen: Fen }
    >;
    'fund.ledger': Action<
      'admin',
      /** In the order of booking, or the newest first. */
      { fundId: string; cursor?: string; order?: 'oldest' | 'newest' },
      FundFigures & { entries: LedgerEntry[]; next?: string }
    >;
    'campaign.save': Action<
      'admin',
      {
        requestId: string;
        campaignId: string;
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
        areas: { areaId: string; name: string; level: StaffLevel; parentId?: string }[];
      },
      { campaignId: string }
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
    'card.sheet': Action<
      'staff',
      { eventId: string; cardIds: string[]; format: 'pdf' | 'csv' },
      { fileId: string; url: string }
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
      { requestId: string; openid: string; level: StaffLevel | 'admin'; areaId: string },
      { grantId: string }
    >;
    'grant.end': Action<'admin', { requestId: string; grantId: string }, Empty>;
    /** A code for a guardian whom staff know in person, beside those whom the child has. */
    'guardian.attest': StaffGuardianAction;
    /** A code whose owner takes the place of the child's guardians: custody, or a new account. */
    'guardian.transfer': StaffGuardianAction;
    /** Chains what is not chained yet, and follows the chain from its first entry. */
    'audit.verify': Action<'admin', Empty, { ok: boolean; firstBroken?: string }>;
    'audit.list': Action<
      'admin',
      { action?: string; subject?: string; by?: string; cursor?: string; limit?: number },
      Page<AuditEntryView>
    >;
  };

  station: {
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
      },
      { event: EventView; manifest: Manifest; clockOffsetMs: number; next?: string }
    >;
    'card.inspect': Action<
      'volunteer',
      { eventId: string; stationId: string; code: string },
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
      'volunteer',
      {
        eventId: string;
        stationId: string;
        deviceId: string;
        /** Server − device. */
        clockOffsetMs: number;
        /** `SyncEntry`s; one of another shape is answered `malformed` and leaves the queue. */
        entries: unknown[];
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
      }>
    >;
  };
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
