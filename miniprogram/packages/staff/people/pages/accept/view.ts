import { ROLE_WORDS } from '@micro-wish/vocabulary';
import { scopeText } from '../../../common/people';
import type { GrantRole, GrantTermsView, InviteOrigin } from '../../../../../../typings/contract';

/** What somebody takes on by accepting. */
const DUTIES: Record<GrantRole, string> = {
  community: '你会看到本社区孩子的心愿。每次打开资料都要写明用途，家长能查到。',
  street: '你会看到本街道孩子的心愿。每次打开资料都要写明用途，家长能查到。',
  district: '你会看到全区孩子的心愿。每次打开资料都要写明用途，家长能查到。',
  scanner: '活动当天，你在核销点扫卡、发礼物。你看到的是代号和礼物，没有姓名。',
  auditor: '你可以查看账目和操作记录，不能修改，也看不到孩子的资料。',
  admin: '你可以管理活动、人员和爱心款。每一步都会留下记录。',
  safeguarding: '你会看到保护报告，其他人看不到。',
};

/** An invite, or a grant, as it is read. */
export const termsText = (
  terms: GrantTermsView & InviteOrigin,
): { role: string; scope: string; duty: string; inviter: string; campaign: string } => ({
  role: ROLE_WORDS[terms.role],
  scope: scopeText(terms),
  duty: DUTIES[terms.role],
  inviter: terms.inviter,
  campaign: terms.campaign ?? '',
});
