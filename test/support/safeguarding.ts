import type { Person, TestCloud } from './cloud';
import { newRequestId, type World } from './world';

/** Two holders of safeguarding, by a second admin's word. */
export const openSafeguarding = async (
  cloud: TestCloud,
  { admin }: World,
): Promise<{ holders: [Person, Person]; second: Person; grantIds: [string, string] }> => {
  const second = cloud.as('second-admin');
  await admin.call('staff', 'grant.staff', {
    requestId: newRequestId(),
    openid: second.openid,
    level: 'admin',
  });
  const give = async (openid: string): Promise<Person> => {
    const asked = await admin.call('staff', 'grant.safeguarding', {
      requestId: newRequestId(),
      openid,
    });
    if (!('approvalId' in asked)) throw new Error('one admin was enough where there are two');
    await second.call('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId: asked.approvalId,
      decision: 'approve',
    });
    return cloud.as(openid);
  };
  const holders: [Person, Person] = [await give('safe-1'), await give('safe-2')];
  const { items } = await holders[0].call('safe', 'holder.list', {});
  return { holders, second, grantIds: [items[0]!.grantId, items[1]!.grantId] };
};
