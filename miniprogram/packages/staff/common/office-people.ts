import type { GrantRole, GrantTermsView } from '../../../../typings/contract';
import { periodText } from '../../../utils/time';

export const ROLE_WORDS: Record<GrantRole, string> = {
  community: '社区审核',
  street: '街道审核',
  district: '区审核',
  scanner: '核销员',
  auditor: '审计员',
  admin: '管理员',
};

/** A person's pseudonym, short enough to be read out: 8f3a2c1b */
export const shortPerson = (person: string): string => person.replace(/^p_/, '').slice(0, 8);

/** Where and when a grant holds: 海岸社区, or 领取日 · 一号台 · 6月1日 10:30–17:00 */
export const scopeText = ({ role, areaName, event }: GrantTermsView): string => {
  if (areaName !== undefined) return areaName;
  if (!event) return role === 'admin' ? '全部' : '账目和操作记录';
  const { title, stationLabels, from, until } = event;
  return [title, stationLabels?.join('、') ?? '全部核销点', periodText(from, until)].join(' · ');
};
