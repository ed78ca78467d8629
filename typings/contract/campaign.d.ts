/** What everybody may read, and what the district sets: campaigns, wall, public figures. */

import type { InferOutput } from 'valibot';
import type * as input from '../../cloudfunctions/input/campaign';
import type { nothing, ofCampaign, pageOfCampaign } from '../../cloudfunctions/input/fields';
import type {
  Action,
  AgeBand,
  Empty,
  EpochMs,
  Fen,
  Page,
  StaffLevel,
  WishCategory,
  WishState,
} from './common';
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
export type AreaInput = InferOutput<typeof input.area>;

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

export interface CampaignActions {
  get: Action<'anyone', typeof ofCampaign, CampaignView>;
  wall: Action<'anyone', typeof pageOfCampaign, Page<WallItem>>;
  /** What guardians agree to; no terms where the app's own text is meant. */
  consent: Action<'anyone', typeof ofCampaign, { version: string; terms: ConsentTerm[] }>;
  /** Published figures: counts and sums only. */
  report: Action<'anyone', typeof ofCampaign, CampaignReport>;
  /** The 小程序码 of a poster, base64; its scene is `<campaignId>~<design>`. */
  code: Action<
    'anyone',
    typeof input.code,
    { image: string; type: 'image/png' | 'image/jpeg'; scene: string }
  >;
  /** Counts one opening by its source; who opened is not known to it. */
  visit: Action<'anyone', typeof input.visit, Empty>;
}

export interface StaffCampaignActions {
  /** Every campaign, the one that begins last first. */
  'campaign.list': Action<'office', typeof nothing, { items: CampaignRow[] }>;
  /** The communities of a campaign in which the caller works. */
  'community.list': Action<'staff', typeof ofCampaign, { items: Community[] }>;
  /** A campaign with all its settings, to be edited or copied. */
  'campaign.open': Action<'admin', typeof ofCampaign, CampaignSettings>;
  /** Makes a campaign or changes it. */
  'campaign.save': Action<'admin', typeof input.campaignSave, { campaignId: string }>;
  /** Takes no new wishes; everything else goes on. `campaign.reopen` takes it back. */
  'campaign.close': Action<'admin', typeof input.oneCampaign, Empty>;
  'campaign.reopen': Action<'admin', typeof input.oneCampaign, Empty>;
  /** Publishes a consent text; from then on families are asked again. A version has one text. */
  'consent.publish': Action<'admin', typeof input.consentPublish, { version: string }>;
}
