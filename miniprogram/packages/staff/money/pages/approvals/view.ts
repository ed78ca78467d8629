import type { ApprovalKind, ApprovalState, ApprovalView } from '../../../../../../typings/contract';
import { yuanText } from '../../../../../utils/money';
import { timeText } from '../../../../../utils/time';
import type { Tone } from '../../../../../utils/words';
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
  mayDecide: boolean;
  mayWithdraw: boolean;
}

const KIND_WORDS: Record<ApprovalKind, string> = {
  donate: '登记到账',
  refund: '退回捐方',
  reversal: '冲正',
  topUp: '追加预留',
  rules: '修改双人复核额度',
  revocation: '撤销证书',
};

const STATE_WORDS: Record<ApprovalState, { word: string; tone: Tone }> = {
  pending: { word: '等待批准', tone: 'wait' },
  approved: { word: '已批准', tone: 'good' },
  declined: { word: '未批准', tone: 'alert' },
  withdrawn: { word: '已撤回', tone: 'quiet' },
  expired: { word: '已过期', tone: 'quiet' },
};

const titleOf = ({ kind, amountFen }: ApprovalView): string => {
  if (amountFen !== undefined) return `${KIND_WORDS[kind]} ${yuanText(amountFen)}`;
  return kind === 'rules' ? '关闭双人复核' : KIND_WORDS[kind];
};

const aboutOf = ({ donor, wishNo }: ApprovalView): string => {
  if (donor !== undefined) return donor;
  return wishNo === undefined ? '' : `心愿 ${wishNo}`;
};

const peopleOf = (approval: ApprovalView): string => {
  const { by, mine, at, expiresAt, state, decidedBy, decidedAt, note } = approval;
  const asked = `${mine ? '你' : personText(by)} ${timeText(at)} 提出`;
  if (state === 'pending') return `${asked} · ${timeText(expiresAt)} 前有效`;
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
      mayDecide: isPending && isAdmin && !approval.mine,
      mayWithdraw: isPending && approval.mine,
    };
  });
