import { openCloud, type Person, type TestCloud } from './cloud';
import {
  campaignId,
  fundId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from './world';

/** Wishes of many families in one world, for a whole file of tests. */

export let cloud: TestCloud;
export let world: World;

export const openWishes = async (): Promise<void> => {
  cloud = await openCloud();
  world = await openWorld(cloud);
};

let families = 0;

export const family = (scopes?: Parameters<typeof newFamily>[2], communityId?: string) =>
  newFamily(cloud, `family-${(families += 1)}`, scopes, communityId);

export const submitted = async () => {
  const { guardian, childId } = await family();
  const { wishId } = await submit(guardian, childId);
  return { guardian, childId, wishId };
};

export const review = (
  wishId: string,
  decision: 'approve' | 'return' | 'reject',
  reason?: string,
) => ({
  requestId: newRequestId(),
  wishId,
  decision,
  ...(reason === undefined ? {} : { reason }),
});

export const stateOf = async (guardian: Person, wishId: string) => {
  const { items } = await guardian.call('family', 'wish.mine', {});
  return items.find((wish) => wish.wishId === wishId)?.state;
};

export const ledger = () => world.admin.call('staff', 'fund.ledger', { fundId });

/** The wish as anybody sees it on the wall. */
export const onWall = async (guardian: Person, wishId: string) => {
  const { items: mine } = await guardian.call('family', 'wish.mine', {});
  const wishNo = mine.find((wish) => wish.wishId === wishId)?.wishNo;
  const { items } = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
  return items.find((item) => item.wishNo === wishNo);
};
