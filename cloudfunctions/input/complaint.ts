import * as v from 'valibot';
import type { ComplaintTopic } from '../../typings/contract/complaint';
import { id, limit, moment, requestId, text } from './fields';

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
