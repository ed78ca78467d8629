import {
  APPROVAL_KIND_WORDS,
  APPROVAL_STATE_WORDS,
  PACK_VERSION_WORDS,
  timeText,
  yuanText,
} from '@micro-wish/vocabulary';
import type { Tone } from '../../../../../utils/tones';
import type { ApprovalKind, ApprovalState, ApprovalView } from '../../../../../../typings/contract';
import { personText } from '../../../common/people';

/** 待批事项 as a row: what, why, who, when, and what the reader may do with it. */
export interface ApprovalRow {
  approvalId: string;
  title: string;
  about: string;
  reason: string;
  /** Who asked, and until when it can be decided, or who decided. */
  people: string;
  stateWord: string;
  tone: Tone;
  wishId: string;
  /** What an approval does at once. */
  meaning: string;
  mayDecide: boolean;
  mayWithdraw: boolean;
}

const STATE_WORDS: Record<ApprovalState, { word: string; tone: Tone }> = {
  pending: { word: APPROVAL_STATE_WORDS.pending, tone: 'wait' },
  approved: { word: APPROVAL_STATE_WORDS.approved, tone: 'good' },
  declined: { word: APPROVAL_STATE_WORDS.declined, tone: 'alert' },
  withdrawn: { word: APPROVAL_STATE_WORDS.withdrawn, tone: 'quiet' },
  expired: { word: APPROVAL_STATE_WORDS.expired, tone: 'quiet' },
};

/** What moves no money. */
const MEANINGS: Partial<Record<ApprovalKind, string>> = {
  rules: '批准后新的额度马上生效。',
  safeguarding: '批准后，对方马上能看到保护报告。',
  revocation: '批准后这张证书马上失效，不能恢复。',
  transfer: '批准后按申请变更监护人。',
  packLoss: '批准后这些暖心包记为丢失。',
};

const titleOf = ({ kind, amountFen }: ApprovalView): string => {
  if (amountFen !== undefined) return `${APPROVAL_KIND_WORDS[kind]} ${yuanText(amountFen)}`;
  return kind === 'rules' ? '关闭双人复核' : APPROVAL_KIND_WORDS[kind];
};

const aboutOf = ({ donor, thing, wishNo, packs }: ApprovalView): string => {
  if (packs) return `${PACK_VERSION_WORDS[packs.version]} ${packs.count} 份`;
  if (donor !== undefined) return donor;
  if (thing !== undefined) return thing;
  return wishNo === undefined ? '' : `心愿 ${wishNo}`;
};

const peopleOf = (approval: ApprovalView): string => {
  const { by, mine, at, expiresAt, state, decidedBy, decidedAt, note } = approval;
  const asked = `${mine ? '你' : personText(by)} ${timeText(at)} 提出`;
  if (state === 'pending') {
    return expiresAt === undefined ? asked : `${asked} · ${timeText(expiresAt)} 前有效`;
  }
  if (decidedBy === undefined || decidedAt === undefined || state === 'withdrawn') return asked;
  const decided = `${personText(decidedBy)} ${timeText(decidedAt)} 办理`;
  return [asked, decided, ...(note === undefined ? [] : [note])].join(' · ');
};

export const approvalRows = (approvals: readonly ApprovalView[], isAdmin: boolean): ApprovalRow[] =>
  approvals.map((approval) => {
    const { word, tone } = STATE_WORDS[approval.state];
    const isPending = approval.state === 'pending';
    return {
      approvalId: approval.approvalId,
      title: titleOf(approval),
      about: aboutOf(approval),
      reason: approval.reason,
      people: peopleOf(approval),
      stateWord: word,
      tone,
      wishId: approval.wishId ?? '',
      meaning: MEANINGS[approval.kind] ?? '批准后马上记账，按此刻的余额计算。',
      mayDecide: isPending && isAdmin && !approval.mine,
      // A loss that was entered by mistake is declined by the other person.
      mayWithdraw: isPending && approval.mine && approval.kind !== 'packLoss',
    };
  });
