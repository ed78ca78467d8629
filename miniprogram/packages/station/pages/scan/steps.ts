import { OWN_ANNULMENT_MS } from '@micro-wish/vocabulary';
import type { Disposition } from '../../../../../typings/contract';
import type { Undoable } from './redeem-flow';
import type { Verdict } from './verdict';
import { COLLECTOR_CHOICES } from './view';

/** A step that wants a reason before it is done. */
export interface Step {
  kind: 'none' | 'undo' | 'force';
  title: string;
  meaning: string;
  reasons: string[];
  question: string;
  choices: readonly { type: string; label: string }[];
  action: string;
  danger: boolean;
}

/** Nothing is asked. */
export const NO_STEP: Step = {
  kind: 'none',
  title: '',
  meaning: '',
  reasons: [],
  question: '',
  choices: [],
  action: '',
  danger: false,
};

const DISPOSITIONS: { type: Disposition; label: string }[] = [
  { type: 'returned', label: '已收回' },
  { type: 'kept', label: '没有收回' },
  { type: 'damaged', label: '已损坏' },
];

/** Taking a hand-over back; staff also say what became of the gift. */
export const undoStep = (
  { gift, alias, cardId }: Undoable,
  isStaff: boolean,
  thing: string,
): Step => ({
  kind: 'undo',
  title: '撤销这次核销',
  meaning: `「${gift}」${alias}：撤销后这张卡可以重新核销${isStaff ? '' : `，请先把${thing}收回来`}。`,
  reasons: ['扫错了卡', `拿错了${thing}`, '领取人不对', '当场退回'],
  question: `${thing}去向`,
  choices: isStaff && cardId !== '' ? DISPOSITIONS : [],
  action: '撤销核销',
  danger: true,
});

/** Taking a scan of a pass back. */
export const undoVisit = ({ alias }: Undoable): Step => ({
  ...NO_STEP,
  kind: 'undo',
  title: '撤销这次扫码',
  meaning: `${alias}：撤销后可以重新扫。`,
  reasons: ['扫错了码', '签到和签离弄反了', '接送的人不对'],
  action: '撤销',
  danger: true,
});

/** Letting a refused card pass. */
export const forceStep = ({ word, gift, alias }: Verdict): Step => ({
  kind: 'force',
  title: '工作人员放行',
  meaning: `「${gift}」${alias}：${word}。放行会留下你的记录和理由。`,
  reasons: ['已当面核对身份', '礼物已经拿到本台', '活动时间有调整', '找回了旧卡'],
  question: '谁来领取',
  choices: COLLECTOR_CHOICES,
  action: '放行并发放',
  danger: false,
});

/** The last hand-over, while it may be taken back; staff may at any time, and so may a device's own. */
export const stillUndoable = (
  last: Undoable | undefined,
  now: number,
  isStaff: boolean,
): last is Undoable =>
  last !== undefined && (isStaff || last.cardId === '' || now - last.at < OWN_ANNULMENT_MS);
