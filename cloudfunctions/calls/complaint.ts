import * as v from 'valibot';
import type { Action, ComplaintRow, EpochMs, FamilyComplaint, Page } from '../../typings/contract';
import type { ComplaintTopic } from '../../typings/contract/complaint';
import { id, limit, moment, requestId, text, type nothing } from './fields';

const TOPICS: [ComplaintTopic, ...ComplaintTopic[]] = [
  'privacy',
  'review',
  'appeal',
  'reissue',
  'gift',
  'event',
  'other',
];

export const send = v.strictObject({
  requestId,
  topic: v.picklist(TOPICS, '请选择一个主题'),
  words: text(500),
  /** The own wish that it is about: an appeal, a rejected one; a `reissue`, one that has a card. */
  wishId: v.exactOptional(id),
});

export const list = v.strictObject({
  state: v.picklist(['open', 'answered'], '没有这种状态'),
  cursor: v.exactOptional(moment),
  limit: v.exactOptional(limit),
});

export const open = v.strictObject({ complaintId: id });

/** `person`: another who may answer it, named by an admin. */
export const assign = v.strictObject({
  requestId,
  complaintId: id,
  person: v.exactOptional(id),
});

export const answer = v.strictObject({ requestId, complaintId: id, words: text(500) });

export interface FamilyComplaintActions {
  'complaint.send': Action<'guardian', typeof send, { complaintId: string }>;
  /** What the caller wrote to the district, and the answers; the newest first. */
  'complaint.mine': Action<'guardian', typeof nothing, { items: FamilyComplaint[] }>;
}

export interface StaffComplaintActions {
  /** What waits longest first; what was answered last first. */
  'complaint.list': Action<'staff', typeof list, Page<ComplaintRow>>;
  /** Opens a complaint; where it is about a child's wish, the opening is logged. */
  'complaint.open': Action<
    'staff',
    typeof open,
    ComplaintRow & { words: string; answer?: { words: string; at: EpochMs } }
  >;
  /** Takes it on, or, by an admin, gives it to another who may answer it. */
  'complaint.assign': Action<'staff', typeof assign, { owner: string }>;
  'complaint.answer': Action<'staff', typeof answer, { state: 'answered' }>;
}
