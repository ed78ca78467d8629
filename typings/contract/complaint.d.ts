/** 投诉与申诉. */

import type { EpochMs } from './common';

/** `appeal`: against the rejection of a wish. `reissue`: asks for another card, 补发. */
export type ComplaintTopic =
  | 'privacy'
  | 'review'
  | 'appeal'
  | 'reissue'
  | 'gift'
  | 'event'
  | 'other';

/** What a family wrote, and what was answered. */
export interface FamilyComplaint {
  complaintId: string;
  topic: ComplaintTopic;
  words: string;
  at: EpochMs;
  state: 'open' | 'answered';
  /** By when it is to be answered. */
  dueAt: EpochMs;
  wishNo?: string;
  answer?: { words: string; at: EpochMs };
}

/** A complaint in the inbox: its words are in it, whose opening is logged. */
export interface ComplaintRow {
  complaintId: string;
  topic: ComplaintTopic;
  at: EpochMs;
  /** By when it is to be answered. */
  dueAt: EpochMs;
  overdue: boolean;
  state: 'open' | 'answered';
  /** Pseudonym of who handles it. */
  owner?: string;
  /** The caller handles it. */
  mine: boolean;
  wishId?: string;
  wishNo?: string;
}
