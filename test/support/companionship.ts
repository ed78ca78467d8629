import type { ChildSays, YesNo } from '../../typings/contract';
import { openCloud, type Person, type TestCloud } from './cloud';
import {
  activePair,
  approved,
  DAY,
  dayOf,
  overseersOf,
  pairingFamily,
  proposeFor,
  type TestPair,
} from './companions';
import { newRequestId, openWorld, type World } from './world';

/** A world in which mothers accompany children, for a whole file of tests. */

export let cloud: TestCloud;
export let world: World;

export const openCompanionship = async (): Promise<void> => {
  cloud = await openCloud();
  world = await openWorld(cloud);
};

export const today = (): string => dayOf(cloud.now());

export const noon = (inDays: number): number =>
  Date.parse(`${dayOf(cloud.now() + inDays * DAY)}T04:00:00.000Z`);

let people = 0;
export const newName = (): string => `person-${(people += 1)}`;

export const newPair = (): Promise<TestPair> => activePair(cloud, world, newName());

export const proposedPair = async (openid = newName()): Promise<TestPair> => {
  const family = await pairingFamily(cloud, openid);
  const mother = await approved(cloud, world, newName());
  const pairId = await proposeFor(world, family.childId, mother.motherId);
  return { ...family, mother, pairId };
};

export const answer = (guardian: Person, pairId: string, yesNo: YesNo, childSays: ChildSays) =>
  guardian.call('family', 'pair.answer', {
    requestId: newRequestId(),
    pairId,
    answer: yesNo,
    childSays,
  });

export const proposal = async (childId: string, motherId: string, more: object = {}) => ({
  requestId: newRequestId(),
  childId,
  motherId,
  role: 'lead' as const,
  ...(await overseersOf(world)),
  ...more,
});

/** How far the family sees its pair to have come. */
export const stateFor = async ({
  guardian,
  pairId,
}: Pick<TestPair, 'guardian' | 'pairId'>): Promise<string | undefined> => {
  const { items } = await guardian.call('family', 'pair.mine', {});
  return items.find((pair) => pair.pairId === pairId)?.state;
};

export const alertsFor = async (pairId: string, person = world.community) => {
  const { items } = await person.call('staff', 'alert.mine', {});
  return items.filter((item) => item.pairId === pairId);
};
