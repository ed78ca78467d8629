import type {
  ComplaintTopic,
  ConsentScope,
  EpochMs,
  Fen,
  LedgerType,
  MessageKind,
  RejectReason,
  ShareSource,
} from '../../typings/contract';
import type { ScanPayload } from '../domain/card';
import type { FundTotals, Reversible } from '../domain/money';
import type { WishRules } from '../domain/wish';

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
}

/** District, street or community; `path` leads down to it and ends with it. */
export interface AreaRecord {
  _id: string;
  campaignIds: string[];
  name: string;
  level: 'community' | 'street' | 'district';
  path: string[];
}

/** A guardian is whoever consented; `_id` is the pseudonym of the openid. */
export interface GuardianRecord {
  _id: string;
  /** Only to send messages to; nowhere else. */
  openid: string;
  consent: { version: string; scopes: ConsentScope[]; grantedAt: EpochMs };
  /** Every grant and withdrawal, in order. */
  consentHistory: {
    at: EpochMs;
    event: 'granted' | 'withdrawn';
    version: string;
    scopes: ConsentScope[];
  }[];
  /** Raised by whatever must not happen beside a withdrawal of consent. */
  version: number;
}

export interface ChildRecord {
  _id: string;
  childNo: string;
  guardianIds: string[];
  /** '' once erased. */
  nickname: string;
  alias: string;
  birthMonth: string;
  communityId: string;
  /** Wishes of this child that still count, by campaign. */
  wishIds: Record<string, string[]>;
  savedAt: EpochMs;
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

/** A gift that was paid for and has no wish any more. */
export interface StockRecord {
  _id: string;
  campaignId: string;
  title: string;
  priceFen: Fen;
  stationId: string | null;
  fromWishId: string;
  at: EpochMs;
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
  /** Order and cursor: time and a tail. */
  key: string;
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
  action: string;
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
  childId: string;
  wishId: string;
  by: string;
  role: string;
  purpose: string;
  at: EpochMs;
}

/** An invitation to become a child's guardian; `_id` is the hash of its code. */
export interface InviteRecord {
  _id: string;
  childId: string;
  /** Pseudonym of who made it: a guardian of the child, or staff. */
  by: string;
  /** `transfer`: whoever joins with it takes the place of the guardians before. */
  kind: 'guardian' | 'attest' | 'transfer';
  expiresAt: EpochMs;
  usedAt: EpochMs | null;
}

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

/** 投诉与建议; its words go with the family's data. */
export interface ComplaintRecord {
  _id: string;
  personId: string;
  topic: ComplaintTopic;
  words: string;
  at: EpochMs;
  state: 'open' | 'answered';
}

/** A file of printed cards: it holds codes and gifts, and is deleted soon. */
export interface SheetRecord {
  _id: string;
  fileId: string;
  cardIds: string[];
  at: EpochMs;
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
