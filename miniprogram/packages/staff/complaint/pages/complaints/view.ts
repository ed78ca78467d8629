import { DAY_MS, ROLE_WORDS, TOPIC_WORDS, dayText, timeText } from '@micro-wish/vocabulary';
import { shortPerson } from '../../../common/people';
import type { Tone } from '../../../../../utils/tones';
import type { ComplaintRow, EpochMs, GrantView, Output } from '../../../../../../typings/contract';

export interface ComplaintLine {
  complaintId: string;
  topic: string;
  about: string;
  sent: string;
  due: string;
  tone: Tone;
  owner: string;
  chosen: boolean;
}

/** How long there is still to answer: 还有 3 天, 今天到期, 超期 2 天. */
const dueText = ({ state, dueAt, overdue }: ComplaintRow, now: EpochMs): string => {
  if (state === 'answered') return '已答复';
  const days = Math.floor(Math.abs(dueAt - now) / DAY_MS);
  if (overdue) return days === 0 ? '刚刚超期' : `超期 ${days} 天`;
  return days === 0 ? '今天到期' : `还有 ${days} 天`;
};

const ownerText = ({ mine, owner }: ComplaintRow): string =>
  mine ? '由你处理' : owner === undefined ? '还没有人处理' : `由 ${shortPerson(owner)} 处理`;

const toneOf = ({ state, overdue, mine }: ComplaintRow): Tone =>
  state === 'answered' ? 'good' : overdue ? 'alert' : mine ? 'warm' : 'wait';

/** The inbox as it comes: what has waited longest stands first, so that what is overdue leads. */
export const complaintLines = (
  rows: readonly ComplaintRow[],
  openId: string,
  now: EpochMs,
): ComplaintLine[] =>
  rows.map((row) => ({
    complaintId: row.complaintId,
    topic: TOPIC_WORDS[row.topic],
    about: row.wishNo ? `心愿 ${row.wishNo}` : '',
    sent: `${dayText(row.at)} 提交`,
    due: dueText(row, now),
    tone: toneOf(row),
    owner: ownerText(row),
    chosen: row.complaintId === openId,
  }));

export interface OpenedComplaint {
  complaintId: string;
  topic: string;
  words: string;
  sent: string;
  due: string;
  owner: string;
  wishId: string;
  answer: string;
  answered: string;
  mayTake: boolean;
  mayAnswer: boolean;
}

/** A complaint with its words, and what may be done with it. */
export const openedView = (
  complaint: Output<'staff', 'complaint.open'>,
  isAdmin: boolean,
  now: EpochMs,
): OpenedComplaint => {
  const { state, mine, owner, answer } = complaint;
  const isOpen = state === 'open';
  return {
    complaintId: complaint.complaintId,
    topic: TOPIC_WORDS[complaint.topic],
    words: complaint.words,
    sent: `${timeText(complaint.at)} 提交`,
    due: isOpen ? `${dayText(complaint.dueAt)} 前答复` : dueText(complaint, now),
    owner: ownerText(complaint),
    wishId: complaint.wishId ?? '',
    answer: answer?.words ?? '',
    answered: answer ? timeText(answer.at) : '',
    mayTake: isOpen && !mine && (owner === undefined || isAdmin),
    mayAnswer: isOpen && (mine || owner === undefined || isAdmin),
  };
};

/** Colleagues to whom an admin may give a complaint: each once. */
export const colleagues = (grants: readonly GrantView[]): { person: string; name: string }[] => {
  const known = new Map<string, string>();
  for (const { person, label, role, areaName, mine } of grants) {
    if (mine || known.has(person) || (role !== 'district' && role !== 'admin')) continue;
    const where = [ROLE_WORDS[role], areaName ?? ''].join(' ').trim();
    known.set(person, `${label ?? shortPerson(person)}（${where}）`);
  }
  return [...known].map(([person, name]) => ({ person, name }));
};

/** Longest answer, in characters. */
export const ANSWER_MAX = 500;
