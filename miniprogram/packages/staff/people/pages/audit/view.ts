import { after } from '../../../../../utils/paging';
import { auditActionWord, endOfDay, startOfDay, timeText } from '@micro-wish/vocabulary';
import { shortPerson } from '../../../common/people';
import type { AuditEntryView, Input, ListWanted, Output } from '../../../../../../typings/contract';
import { noteWords } from './words';

/** What the list is narrowed to; '' narrows nothing. */
export interface AuditFilter {
  action: string;
  subject: string;
  by: string;
  /** YYYY-MM-DD */
  day: string;
}

export const NO_FILTER: AuditFilter = { action: '', subject: '', by: '', day: '' };

const narrowed = ({ action, subject, by, day }: AuditFilter) => ({
  ...(action === '' ? {} : { action }),
  ...(subject === '' ? {} : { subject }),
  ...(by === '' ? {} : { by }),
  ...(day === '' ? {} : { since: startOfDay(day) }),
});

/** The page of the audit that a filter asks for. */
export const auditInput = (filter: AuditFilter, next?: string): Input<'staff', 'audit.list'> => {
  const { day } = filter;
  const cursor = next ?? (day === '' ? undefined : String(endOfDay(day) + 1));
  return { ...narrowed(filter), ...after(cursor) };
};

/** The same as a list to take out: all of its pages. */
export const auditList = (filter: AuditFilter): ListWanted => ({
  list: 'audit',
  ...narrowed(filter),
  ...(filter.day === '' ? {} : { until: endOfDay(filter.day) }),
});

export interface AuditRow {
  entryId: string;
  /** Its number in the chain; '' for a moment after the act. */
  seq: string;
  time: string;
  what: string;
  who: string;
  by: string;
  subject: string;
  /** What the subject is called; its id where it has no name. */
  about: string;
  note: string;
}

/** By label or role; families have neither; people who are no person are what the timer does. */
const whoOf = (by: string, who: string | undefined): string => {
  if (!by.startsWith('p_')) return '系统';
  return who ?? `家庭 ${shortPerson(by)}`;
};

export const auditRows = (entries: readonly AuditEntryView[]): AuditRow[] =>
  entries.map(({ entryId, seq, at, action, by, who, subject, about, note }) => ({
    entryId,
    seq: seq === null ? '' : `#${seq}`,
    time: timeText(at),
    what: auditActionWord(action),
    who: whoOf(by, who),
    by,
    subject,
    about: about ?? subject,
    note: noteWords(action, note),
  }));

/** What following the chain has shown, in words. */
export const verdictText = ({
  ok,
  firstBroken = '',
}: Output<'staff', 'audit.verify'>): { ok: boolean; title: string; hint: string } => {
  if (ok) return { ok, title: '记录完整', hint: '从第一条到最后一条，没有改动、缺失或调换。' };
  const place = firstBroken.startsWith('#')
    ? `第 ${firstBroken.slice(1)} 条缺失，或者结尾被改过`
    : `编号 ${firstBroken} 的记录被改动、删除或调换了位置`;
  return {
    ok,
    title: '记录断开了',
    hint: `最先出问题的地方：${place}。请停止操作并联系技术人员。`,
  };
};
