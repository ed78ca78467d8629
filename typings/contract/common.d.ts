/** What every topic of the contract is written with. */

import type { GenericSchema } from 'valibot';

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
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode; message: string; requestId?: string };

/**
 * Who may call an action; areas, own children and states are judged inside it. An admin may call
 * what staff and an `auditor` may; `office` is whoever holds a grant of staff or of an auditor,
 * `uploader` whoever is or was a volunteer or staff, `holder` whoever holds safeguarding, by a grant
 * of its own alone.
 */
export type Caller =
  | 'anyone'
  | 'signedIn'
  | 'guardian'
  | 'volunteer'
  | 'uploader'
  | 'office'
  | 'auditor'
  | 'staff'
  | 'holder'
  | 'staffOrHolder'
  | 'admin';

/** One call: who may make it, the schema of what it takes, and what it answers. */
export interface Action<Who extends Caller, Schema extends GenericSchema, Output> {
  who: Who;
  input: Schema;
  output: Output;
}

export type Empty = Record<never, never>;

export interface Page<Item> {
  items: Item[];
  next?: string;
}

/** A day `YYYY-MM-DD` of Asia/Shanghai. */
export type Day = string;

export type YesNo = 'yes' | 'no';
