import * as v from 'valibot';
import type {
  Action,
  ConcernFile,
  ConcernRow,
  ConcernState,
  Empty,
  EpochMs,
  Page,
} from '../../typings/contract';
import { epochMs, id, requestId, text, type nothing } from './fields';

export const raise = v.strictObject({
  requestId,
  /** What it is about, as far as the person who raises it knows. */
  about: v.exactOptional(
    v.strictObject({
      pairId: v.exactOptional(id),
      cardId: v.exactOptional(id),
      childId: v.exactOptional(id),
    }),
  ),
  situation: v.picklist(
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'other'],
    '请选择一种情形；都不像的选「其他」',
  ),
  words: text(2000),
  urgent: v.boolean('请选择是不是紧急'),
});

/** By the 登记码, or by openid. */
export const grant = v.strictObject({
  requestId,
  openid: v.exactOptional(id),
  code: v.exactOptional(text(60)),
  /** No real name. */
  label: v.exactOptional(text(20)),
});

export const list = v.strictObject({ cursor: v.exactOptional(id) });

export const open = v.strictObject({ concernId: id });

export const name = v.strictObject({ requestId, concernId: id, grantId: id });

export const report = v.strictObject({
  requestId,
  concernId: id,
  to: v.picklist(['police', 'civilAffairs', 'education', 'other'], '请选择报告给谁'),
  at: epochMs,
  number: v.exactOptional(text(60)),
});

export const answer = v.strictObject({ requestId, concernId: id, words: text(2000) });

export const notReported = v.strictObject({ requestId, concernId: id, reason: text(500) });

export const pairSuspend = v.strictObject({ requestId, pairId: id });

export const referralOpen = v.strictObject({ referralId: id });

export type RaiseConcern<Who extends 'guardian' | 'signedIn' | 'staff' | 'volunteer'> = Action<
  Who,
  typeof raise,
  { received: true; at: EpochMs }
>;

export interface StaffConcernActions {
  'concern.raise': RaiseConcern<'staff'>;
  /** Given at once where there is one admin; two decide where there are two. */
  'grant.safeguarding': Action<'admin', typeof grant, { grantId: string } | { approvalId: string }>;
}

export interface SafeConcernActions {
  'concern.list': Action<'holder', typeof list, Page<ConcernRow>>;
  'concern.open': Action<'holder', typeof open, ConcernFile>;
  /** A holder is named in it, and shut out. */
  'concern.name': Action<'holder', typeof name, Empty>;
  'concern.report': Action<'holder', typeof report, { state: ConcernState }>;
  /** What came back on the latest outside report. */
  'concern.answer': Action<'holder', typeof answer, { state: ConcernState }>;
  /** The second call, by another holder, closes. */
  'concern.notReported': Action<'holder', typeof notReported, { state: ConcernState }>;
  'pair.suspend': Action<'holder', typeof pairSuspend, { state: 'suspended' }>;
  'holder.list': Action<'holder', typeof nothing, { items: { grantId: string; label: string }[] }>;
  'referral.open': Action<
    'holder',
    typeof referralOpen,
    { referralId: string; notes: { at: EpochMs; words: string }[] }
  >;
}
