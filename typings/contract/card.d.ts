/** 心愿兑换卡 and 领取活动: issued, printed, moved, frozen; who has collected and what went wrong. */

import type * as calls from '../../cloudfunctions/calls/card';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type {
  Action,
  CardState,
  CollectorType,
  EpochMs,
  RejectReason,
  WishCategory,
} from './common';

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
  /** Of a programme: its sessions that were not cancelled; each is a station. */
  sessions?: SessionDoors[];
  rehearsalOf?: string;
  cancelled?: { at: EpochMs; reason: string };
}

/** When a pass can be scanned for a session: in, and out where children are fetched. */
export interface SessionDoors {
  stationId: string;
  from: EpochMs;
  until: EpochMs;
  inOut: boolean;
  /** Who is fetched late is scanned out all the same. */
  outUntil: EpochMs;
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
  communityName: string;
  state: CardState;
  stationId?: string;
  ready: boolean;
  /** The gift lies at a desk that the card's event does not have. */
  elsewhere?: true;
  redeemedAt?: EpochMs;
  /** Of a family that signed on paper: the number of its form. */
  formNo?: string;
  /** When the card of now was put on paper; nothing since it was reissued. */
  printedAt?: EpochMs;
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

export type StaffCardAction = Action<
  'staff',
  typeof calls.change,
  { state: CardState; generation: number }
>;
