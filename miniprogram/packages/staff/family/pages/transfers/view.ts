import { timeText } from '@micro-wish/vocabulary';
import type { EpochMs, TransferRow, TransferState } from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

const STATES: Record<TransferState, { word: string; tone: Tone }> = {
  asked: { word: '等待区级批准', tone: 'wait' },
  waiting: { word: '已批准，等候期内', tone: 'warm' },
  done: { word: '已生效', tone: 'good' },
  objected: { word: '家长不同意，已停止', tone: 'alert' },
  declined: { word: '没有办理', tone: 'quiet' },
  lapsed: { word: '超过时间，已作废', tone: 'quiet' },
};

/** A takeover in the list. */
export interface TransferLine {
  approvalId: string;
  wishId: string;
  title: string;
  about: string;
  reason: string;
  when: string;
  word: string;
  tone: Tone;
  mayDecide: boolean;
  mayWithdraw: boolean;
}

const whenOf = ({ state, until, endsAt, joined }: TransferRow, now: EpochMs): string => {
  if (state !== 'asked' && state !== 'waiting') return '';
  const joins = joined ? '对方已加入' : `对方还没有加入，${timeText(endsAt)} 前有效`;
  return now < until ? `${joins} · 家长可在 ${timeText(until)} 前提出不同意` : joins;
};

export const transferLines = (rows: readonly TransferRow[], now: EpochMs): TransferLine[] =>
  rows.map((row) => ({
    approvalId: row.approvalId,
    wishId: row.wishId,
    title: `${row.alias} · ${row.communityName}`,
    about: `${row.wishNo} · ${timeText(row.at)} 申请`,
    reason: row.reason,
    when: whenOf(row, now),
    ...STATES[row.state],
    mayDecide: row.mayDecide,
    mayWithdraw: row.mine && row.state === 'asked',
  }));
