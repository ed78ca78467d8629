import type { ReviewDecision } from '../../../../../../typings/contract';

/** Longest reason and longest public text, in characters. */
export const REASON_MAX = 200;
export const PUBLIC_TEXT_MAX = 100;

/** What the reviewer has chosen and written so far. */
export interface Draft {
  decision: ReviewDecision | '';
  reason: string;
  publicText: string;
}

/** A decision that may be sent. */
export interface Decision {
  decision: ReviewDecision;
  reason?: string;
  publicText?: string;
}

/** What is still missing; '' where the decision may be sent. */
export const problemOf = ({ decision, reason }: Draft): string => {
  if (decision === '') return '请先选择通过、退回或不通过';
  return decision !== 'approve' && reason.trim() === '' ? '请写明理由，家长会看到' : '';
};

/** Only what this decision takes: a reason for sending back, a public text for an approval. */
export const decisionOf = (draft: Draft, publicTextAllowed: boolean): Decision | undefined => {
  const { decision } = draft;
  if (decision === '' || problemOf(draft) !== '') return undefined;
  if (decision !== 'approve') return { decision, reason: draft.reason.trim() };
  return publicTextAllowed ? { decision, publicText: draft.publicText.trim() } : { decision };
};
