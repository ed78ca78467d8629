import type { ConsentScope, Input, Output } from '../../typings/contract';
import type { Person } from './cloud';
import { campaignId, newRequestId } from './world';

/** What a clerk writes down from a form that a family signed. */
export const entryOf = (
  formNo: string,
  {
    nickname = '小芽',
    communityId = 'c-1',
    scopes = ['review', 'gift'],
    title = '一盏台灯',
  }: { nickname?: string; communityId?: string; scopes?: ConsentScope[]; title?: string } = {},
): Input<'staff', 'entry.save'> => ({
  requestId: newRequestId(),
  campaignId,
  child: { nickname, birthMonth: '2016-05', communityId },
  wish: { category: 'study', title, details: { colour: '鹅黄' }, reason: '晚上看书。' },
  consent: { formNo, signedOn: '2025-05-20', keptAt: '二号柜', scopes },
});

export const enter = (
  clerk: Person,
  ...entry: Parameters<typeof entryOf>
): Promise<Output<'staff', 'entry.save'>> => clerk.call('staff', 'entry.save', entryOf(...entry));
