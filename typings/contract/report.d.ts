/** What is checked from outside: fairness between communities, the audit. */

import type { CampaignReport, Community } from './campaign';
import type { EpochMs } from './common';

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

/** Who did what: `by` is a pseudonym, `subject` an id. */
export interface AuditEntryView {
  entryId: string;
  at: EpochMs;
  by: string;
  action: string;
  subject: string;
  note: string;
  /** What the subject is called: a card's or wish's number, a title, a role; absent where it has none. */
  about?: string;
  /** Who `by` is: what an admin calls them, or their roles; absent for nobody known. */
  who?: string;
  /** Its place in the chain; null for a moment after the act. */
  seq: number | null;
}
