/** 投诉与申诉. */

import type * as input from '../../cloudfunctions/input/complaint';
import type { nothing } from '../../cloudfunctions/input/fields';
import type { Action, EpochMs, Page } from './common';

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

export interface FamilyComplaintActions {
  'complaint.send': Action<'guardian', typeof input.send, { complaintId: string }>;
  /** What the caller wrote to the district, and the answers; the newest first. */
  'complaint.mine': Action<'guardian', typeof nothing, { items: FamilyComplaint[] }>;
}

export interface StaffComplaintActions {
  /** What waits longest first; what was answered last first. */
  'complaint.list': Action<'staff', typeof input.list, Page<ComplaintRow>>;
  /** Opens a complaint; where it is about a child's wish, the opening is logged. */
  'complaint.open': Action<
    'staff',
    typeof input.open,
    ComplaintRow & { words: string; answer?: { words: string; at: EpochMs } }
  >;
  /** Takes it on, or, by an admin, gives it to another who may answer it. */
  'complaint.assign': Action<'staff', typeof input.assign, { owner: string }>;
  'complaint.answer': Action<'staff', typeof input.answer, { state: 'answered' }>;
}
