import type { ConsentScope, EpochMs, PaperForm } from '../../../typings/contract';

/** What a scope was granted under: the version and hash of its words, and when. */
export interface ScopeGrant {
  version: string;
  hash: string;
  at: EpochMs;
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
