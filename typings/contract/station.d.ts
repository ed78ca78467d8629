/** 核销: what the desk reads and answers, with and without network. */

import type { InferOutput } from 'valibot';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type * as calls from '../../cloudfunctions/calls/station';
import type { EventView, Station } from './card';
import type {
  AgeBand,
  Collector,
  EpochMs,
  RejectReason,
  WishCategory,
  WishDetails,
} from './common';

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
 * place of its details in `details` (−1: none), and the shelf where that is known. Of a pass, last,
 * the scans that stand: twice the place of the session in `stationIds`, and one more for out.
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
  visits?: number[],
];

/** What stands against a redemption of the card; 0 is nothing. */
export type ManifestStanding =
  | 0
  | 'already_redeemed'
  | 'void'
  | 'blocked'
  | 'unapproved'
  | 'not_ready';

/** Which way a pass goes through a session's door: brought, or fetched. */
export type Direction = InferOutput<typeof calls.direction>;

/** One scan that was made with no network. */
export interface SyncEntry {
  nonce: string;
  code: string;
  /** Not of an adult, who comes with a pass. */
  collector?: Collector;
  /** Of a pass. */
  direction?: Direction;
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
