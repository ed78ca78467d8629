/** What everybody may read, and what the district sets: campaigns, wall, public figures. */

import type { InferOutput } from 'valibot';
import type * as calls from '../../cloudfunctions/calls/campaign';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type { AgeBand, EpochMs, Fen, StaffLevel, WishCategory, WishState } from './common';
import type { FundFigures } from './money';
import type { PackFigures } from './pack';

export interface Community {
  communityId: string;
  name: string;
}

/** A point of what guardians agree to, in plain words. */
export interface ConsentTerm {
  title: string;
  text: string;
}

/** Whom families reach, by telephone, and when; '' where the hours are not said. */
export interface CampaignContact {
  phone: string;
  hours: string;
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
  contact?: CampaignContact;
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
export type AreaInput = InferOutput<typeof calls.area>;

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
  contact?: CampaignContact;
}
