import { periodText } from '@micro-wish/vocabulary';
import type { GrantTermsView } from '../../../../typings/contract';

/** A person's pseudonym, short enough to be read out: 8f3a2c1b */
export const shortPerson = (person: string): string => person.replace(/^p_/, '').slice(0, 8);

/** A pseudonym as people tell two apart: 工作人员 8f3a2c1b. */
export const personText = (person: string): string => `工作人员 ${shortPerson(person)}`;

/** Where and when a grant holds: 海岸社区, or 领取日 · 一号台 · 6月1日 10:30–17:00 */
export const scopeText = ({ role, areaName, event }: GrantTermsView): string => {
  if (areaName !== undefined) return areaName;
  if (!event && role === 'safeguarding') return '保护报告';
  if (!event) return role === 'admin' ? '全部' : '账目和操作记录';
  const { title, stationLabels, from, until } = event;
  return [title, stationLabels?.join('、') ?? '全部核销点', periodText(from, until)].join(' · ');
};
