import type { ReviewDecision } from '../../../../../typings/contract';

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

/** Reasons that are often needed, in words that a family can act on. */
export const USUAL_REASONS: Record<'return' | 'reject', readonly string[]> = {
  return: ['请补充尺码或型号', '请换一个价格低一些的心愿', '文字里有孩子的姓名或学校，请删去'],
  reject: ['这个孩子已有一个心愿在办理', '这类物品不在本次心愿范围内'],
};
