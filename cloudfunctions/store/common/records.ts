import type { AuditAction } from '@micro-wish/vocabulary';
import type {
  CampaignContact,
  ComplaintTopic,
  ConsentScope,
  ConsentTerm,
  EpochMs,
  Fen,
  LedgerType,
  MessageKind,
  PaperForm,
  RejectReason,
  RosterMode,
  RosterView,
  SheetProblem,
  ShareSource,
} from '../../../typings/contract';
import type { GrantTerms } from '../../domain/common/access';
import type { ScanPayload } from '../../domain/card/card';
import type { MotherRules } from '../../domain/mother/mother';
import type { FundTotals, Reversible } from '../../domain/money/money';
import type { WishRules } from '../../domain/wish/wish';

/** 活动 with its rules. */
export interface CampaignRecord extends WishRules {
  _id: string;
  title: string;
  place: string;
  donor: string;
  from: EpochMs;
  until: EpochMs;
  fundId: string;
  consentVersion: string;
  /** Takes no new wishes from then on; absent or null while it is open. */
  closedAt?: EpochMs | null;
  /** What it asks of its 爱心妈妈, where that was set. */
  mothers?: MotherRules;
  /** Whom families reach; public. */
  contact?: CampaignContact | null;
}

/** What guardians agree to, in plain words; `_id` is the version, and its text never changes. */
export interface ConsentTextRecord {
  _id: string;
  terms: ConsentTerm[];
  /** The words beside each scope that may be refused. */
  scopeTerms?: (ConsentTerm & { scope: ConsentScope })[];
  /** Of all these words; absent in what an earlier release published. */
  hash?: string;
  publishedAt: EpochMs;
  publishedBy: string;
  /** The packaged words, which a campaign begins with. */
  packaged?: boolean;
  /** When somebody first agreed: from then on the words are closed. */
  agreedAt?: EpochMs | null;
}

/** What a scope was granted under: the version and hash of its words, and when. */
export interface ScopeGrant {
  version: string;
  hash: string;
  at: EpochMs;
}

/** District, street or community; `path` leads down to it and ends with it. */
export interface AreaRecord {
  _id: string;
  campaignIds: string[];
  name: string;
  level: 'community' | 'street' | 'district';
  path: string[];
}

/**
 * A guardian is whoever consented; `_id` is the pseudonym of the openid, or random where the
 * consent was signed on paper.
 */
export interface GuardianRecord {
  _id: string;
  /** Only to send messages to; nowhere else. '' where the consent was signed on paper. */
  openid: string;
  paper: PaperForm | null;
  consent: {
    version: string;
    scopes: ConsentScope[];
    grantedAt: EpochMs;
    /** What each scope stands on: agreeing to one version carries no scope over from another. */
    given?: Partial<Record<ConsentScope, ScopeGrant>>;
  };
  /** Every grant and withdrawal, in order. */
  consentHistory: {
    at: EpochMs;
    event: 'granted' | 'withdrawn';
    version: string;
    scopes: ConsentScope[];
    hash?: string;
  }[];
  /** Raised by whatever must not happen beside a withdrawal of consent. */
  version: number;
  /**
   * What this guardian's own acts are signed with in the audit, which is never altered: random, and
   * gone with this document, so that nothing in the audit leads to somebody who erased or returns.
   */
  signature?: string;
  /** Since when no child is left: noticed by the timer. */
  idleSince?: EpochMs | null;
  /** The card of the family's 亲子陪伴 pack, by plan. */
  familyPacks?: Record<string, string>;
}

export interface ChildRecord {
  _id: string;
  childNo: string;
  guardianIds: string[];
  /** Those who once were: for the own-child rule. */
  formerGuardianIds?: string[];
  /** '' once erased. */
  nickname: string;
  /** Moderation could not pass the nickname by itself: it waits for a reviewer, with the wishes. */
  nicknameFlagged?: boolean;
  alias: string;
  birthMonth: string;
  communityId: string;
  /** Keyed hash of birth month and nickname, to find the same child again; '' once erased. */
  twinKey?: string;
  /** Wishes of this child that still count, by campaign. */
  wishIds: Record<string, string[]>;
  /** The card of the pack that the child got last, by plan. */
  packs?: Record<string, string>;
  /** Raised by whatever must not happen beside a submission. */
  version?: number;
  /** The lead pair that is active or suspended; absent or null where there is none. */
  leadPairId?: string | null;
  /** Until when somebody in whose place staff put another one may read the log, by pseudonym. */
  guardianUntil?: Record<string, EpochMs>;
  /** The takeover that is under way; absent or null where there is none. */
  transfer?: { transferId: string; until: EpochMs } | null;
  savedAt: EpochMs;
}

/** A child's alias in a campaign; `_id` is derived from both, so that no other child has it. */
export interface AliasRecord {
  _id: string;
  campaignId: string;
  alias: string;
  childId: string;
}

/** How many families one person wrote down from paper on a day; `_id` is the pseudonym. */
export interface PaperCountRecord {
  _id: string;
  day: string;
  count: number;
}

export interface FundRecord extends FundTotals {
  _id: string;
  /** Number of entries, and of the last one. */
  entries: number;
  /** 双人复核: what is above waits for a second admin; off where it is missing or null. */
  dualControlAboveFen?: Fen | null;
}

/** Append-only: `_id` says what it books, so nothing is booked twice. */
export interface FundEntryRecord {
  _id: string;
  fundId: string;
  /** 1, 2, 3 … within the fund. */
  seq: number;
  type: LedgerType;
  amountFen: Fen;
  at: EpochMs;
  by: string;
  wishId: string | null;
  donor: string | null;
  reversesEntryId: string | null;
  /** Of a reversal: the type of what it takes back. */
  reverses?: Reversible | null;
  /** The donation that a refund to the donor gives back, in part or whole. */
  refundsEntryId?: string | null;
  /** The fund's totals after it. */
  after?: FundTotals;
  /** The second person, where one was needed. */
  approvedBy?: string | null;
  /** Words of staff; '' once the data of the wish's family is erased. */
  reason?: string;
  /**
   * The invoice that a spend stands on, and the reversal of that spend with it. Noted with the spend
   * or afterwards, each time in the audit; what was booked never changes.
   */
  invoiceId?: string | null;
  supplier?: string;
  invoiceNo?: string;
}

/** A supplier's invoice as it lies on paper; `_id` is derived from fund, supplier and number. */
export interface InvoiceRecord {
  _id: string;
  fundId: string;
  supplier: string;
  invoiceNo: string;
  totalFen: Fen;
  at: EpochMs;
  by: string;
}

/** A failed scan; `_id` is the hash of its nonce, which it binds. */
export interface AttemptRecord {
  _id: string;
  nonce: string;
  payload: ScanPayload;
  eventId: string;
  stationId: string;
  deviceId: string;
  cardId: string | null;
  reason: RejectReason;
  by: string;
  at: EpochMs;
  /** Scanned with no network: the gift was handed out all the same, at this moment. */
  handedOutAt?: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
}

/**
 * A leaf of the book of whose grants have ended. Every call that stands on a grant reads and writes
 * one leaf of its holder in its own transaction, and the end of a grant writes them all: so of an
 * act and the end of its grant at one moment one comes first, and acts hardly wait for each other.
 */
export interface HolderRecord {
  _id: string;
  /** The last ones; a call knows none that ended long ago. */
  endedIds: string[];
}

/** An answered request: the same one again gets the same answer. */
export interface RequestRecord {
  _id: string;
  payload: string;
  answer: unknown;
  at: EpochMs;
}

/** Who did what, pseudonymous; append-only. */
export interface AuditRecord {
  _id: string;
  at: EpochMs;
  by: string;
  action: AuditAction;
  subject: string;
  note: string;
  /** Its place in the chain; null until it is chained, which is shortly after the fact. */
  seq: number | null;
}

/** One link: what stood in the entry when it was chained, and the link before it. */
export interface AuditLinkRecord {
  _id: string;
  seq: number;
  entryId: string;
  hash: string;
}

/** The end of the chain; `_id` is `head`. */
export interface AuditHeadRecord {
  _id: string;
  seq: number;
  hash: string;
  /** How far redemptions have been taken from the cards: `updatedAt` of the last one. */
  cardsUntil: EpochMs;
}

/** Who opened whose file, and why. */
export interface AccessRecord {
  _id: string;
  /** '' where one act was about many. */
  childId: string;
  /** Of an act about many children, such as a list that was exported. */
  childIds?: string[];
  wishId: string;
  by: string;
  role: string;
  purpose: string;
  at: EpochMs;
}

interface Invite {
  /** The hash of its code. */
  _id: string;
  /** Pseudonym of who made it. */
  by: string;
  expiresAt: EpochMs;
  usedAt: EpochMs | null;
}

/** An invitation to become a child's guardian, by a guardian of the child or by staff. */
export interface GuardianInvite extends Invite {
  childId: string;
  /** `transfer`: whoever joins with it takes the place of the guardians before. */
  kind: 'guardian' | 'attest' | 'transfer';
  /** Of a `transfer`. */
  transferId?: string;
}

/** An invitation to become staff, auditor, admin or volunteer, by an admin. */
export interface OfficeInvite extends Invite {
  kind: 'office';
  terms: GrantTerms;
  /** What the admin calls whom it is meant for; '' for nothing. */
  label: string;
  /** What the admin calls themself to whom it is meant for. */
  inviter?: string;
  madeAt: EpochMs;
  /** The grant that it became. */
  grantId: string | null;
}

export type InviteRecord = GuardianInvite | OfficeInvite;

/** One message about one thing that happened; `_id` says what and to whom, so it is sent once. */
export interface MessageRecord {
  _id: string;
  /** Pseudonym; the openid is asked for when it is sent, and not kept. */
  personId: string;
  wishId: string;
  kind: MessageKind;
  at: EpochMs;
  /** `unaccepted`: the family had not asked to be told, which is no failure. */
  outcome: 'sending' | 'sent' | 'unaccepted' | 'failed';
}

/** Somebody to call: something that happened, and a family that no message reaches. */
export interface CallRecord {
  /** What happened and whom it concerns, so that one thing is one call. */
  _id: string;
  /** Pseudonym of the guardian. */
  personId: string;
  wishId: string;
  campaignId: string;
  areaPath: readonly string[];
  kind: MessageKind;
  at: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
  state: 'open' | 'done';
  /** What was said, written by whoever called; '' while nobody has. */
  note: string;
  calledAt: EpochMs | null;
  by: string | null;
}

/** 投诉与建议; its words and the answer go with the family's data. */
export interface ComplaintRecord {
  _id: string;
  personId: string;
  topic: ComplaintTopic;
  words: string;
  at: EpochMs;
  state: 'open' | 'answered';
  /** The wish of their own that it is about. */
  wishId?: string | null;
  /** The way down to the community of the family, where one of its children has one. */
  areaPath?: string[];
  /** Pseudonym of who handles it. */
  ownerId?: string | null;
  answer?: { words: string; at: EpochMs; by: string } | null;
  /** When it was answered; absent before. */
  updatedAt?: EpochMs;
}

/** A file that is of use for a short time: printed cards, a list, a roster. Deleted at `until`. */
export interface SheetRecord {
  _id: string;
  fileId: string;
  /** The wishes, cards and complaints in it: it goes with the data of any of them. */
  about?: string[];
  /** Of what was uploaded: who placed it, and nobody else reads it. */
  by?: string;
  until: EpochMs;
}

/** 名单导入: numbers, and nothing of a family. `_id` follows from the file. */
export interface RosterRecord {
  _id: string;
  campaignId: string;
  /** Of a roster of packs: the batch that its children are given packs of. */
  batchId?: string;
  /** Of a roster of enrolments. */
  programmeId?: string;
  by: string;
  fileId: string;
  mode: RosterMode;
  state: RosterView['state'];
  rows: number;
  entered: number;
  cursor: number;
  at: EpochMs;
  fileName?: string;
  sheetRows?: number;
  known?: number;
  /** Rows that were not entered, by number and column: of moderation, which says no more of them. */
  rejected?: SheetProblem[];
  refused?: number;
}

/** How far a job has come; `_id` names the job, and what it is about. */
export interface JobRecord {
  _id: string;
  at: EpochMs;
  /** What was known when it was last done; '' where there is nothing to know. */
  known: string;
}

/** A device that opened a desk of an event; `_id` is derived from both. */
export interface DeviceRecord {
  _id: string;
  eventId: string;
  deviceId: string;
  label: string;
  stationId: string;
  /** Pseudonyms of those who opened it. */
  personIds: string[];
  clockOffsetMs: number;
  lastSeenAt: EpochMs;
  /** Scans that it had not uploaded then; absent in older records. */
  waiting?: number;
}

/** A 小程序码 that was made once: WeChat need not be asked again. */
export interface AppCodeRecord {
  _id: string;
  /** Base64. */
  image: string;
  type: 'image/png' | 'image/jpeg';
  madeAt: EpochMs;
}

/** Openings of a campaign by their source; `_id` is the campaign's. Numbers, and nothing else. */
export interface VisitsRecord {
  _id: string;
  counts: Record<ShareSource, number>;
}
