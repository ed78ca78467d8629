import type { LedgerEntry } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from './cloud';
import { fingerprint } from './fingerprint';
import { fen } from './gifts';
import {
  approve,
  fundId,
  fundWish,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from './world';

/** The fund of a new world for each test, with two admins of whom one decides over what the other asks for. */

export const why = '核对过单据';

export let cloud: TestCloud;
export let world: World;
export let admin: Person;
export let second: Person;

export const openFund = async (): Promise<void> => {
  cloud = await openCloud();
};

export const newFund = async (): Promise<void> => {
  await cloud.empty();
  world = await openWorld(cloud);
  ({ admin } = world);
  second = cloud.as('second-admin');
  await admin.call('staff', 'grant.staff', {
    requestId: newRequestId(),
    openid: 'second-admin',
    level: 'admin',
    areaId: 'd-1',
  });
};

export const ledger = () => admin.call('staff', 'fund.ledger', { fundId });

export const entryOf = async (type: LedgerEntry['type'], wishId?: string): Promise<LedgerEntry> => {
  const { entries } = await ledger();
  const found = entries.findLast((one) => one.type === type && one.wishId === wishId);
  if (!found) throw new Error(`no ${type}`);
  return found;
};

export const donate = (amountFen: number, by = admin) =>
  by.call('staff', 'fund.donate', {
    requestId: newRequestId(),
    fundId,
    donor: '第二家公司',
    amountFen: fen(amountFen),
  });

export const refund = (entryId: string, amountFen: number) => ({
  requestId: newRequestId(),
  entryId,
  amountFen: fen(amountFen),
  reason: why,
});

export const reverse = (entryId: string) => ({ requestId: newRequestId(), entryId, reason: why });

export const topUp = (wishId: string, amountFen: number) => ({
  requestId: newRequestId(),
  wishId,
  amountFen: fen(amountFen),
  reason: why,
});

export const decide = (
  approvalId = '',
  decision: 'approve' | 'decline' = 'approve',
  note = '好',
) => ({
  requestId: newRequestId(),
  approvalId,
  decision,
  note,
});

export const funded = async (openid: string): Promise<string> => {
  const { guardian, childId } = await newFamily(cloud, openid);
  const { wishId } = await submit(guardian, childId);
  await approve(world, wishId);
  const { approvalId } = await fundWish(world, wishId);
  if (approvalId !== undefined) await second.call('staff', 'approval.decide', decide(approvalId));
  return wishId;
};

export const stateOf = async (wishId: string) => {
  const { items } = await admin.call('staff', 'wish.list', { campaignId: 'spring' });
  return items.find((item) => item.wishId === wishId);
};

export const unchanged = async (
  attempt: () => Promise<unknown>,
  result: unknown,
): Promise<void> => {
  const before = fingerprint(cloud.dataDir);
  await expect(attempt()).resolves.toBe(result);
  expect(fingerprint(cloud.dataDir)).toBe(before);
};
