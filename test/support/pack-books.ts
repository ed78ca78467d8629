import type { ActionName, Input } from '../../typings/contract';
import type {
  FamilyPackActions,
  HelperPackActions,
  StaffPackActions,
} from '../../cloudfunctions/calls/pack';
import type { TestCloud } from './cloud';
import { acknowledge, BORN, deliver, newMember, newPlan, newUnit, packCard, send } from './packs';
import { campaignId, HOUR, newRequestId, type World } from './world';

export const PLAN = 'plan-of-packs';

/** A batch of community c-1 with something for every call. */
export interface PackBooks {
  planId: string;
  unitId: string;
  batchId: string;
  /** Can be swapped. */
  cardId: string;
  /** Delivered, and answered with "not received". */
  answeredId: string;
  discrepancyId: string;
  lossId: string;
}

export const NO_PACKS: PackBooks = {
  planId: '',
  unitId: '',
  batchId: '',
  cardId: '',
  answeredId: '',
  discrepancyId: '',
  lossId: '',
};

export const openPackBooks = async (cloud: TestCloud, world: World): Promise<PackBooks> => {
  const planId = await newPlan(world, 10, { planId: PLAN });
  const unitId = await newUnit(world);
  const batchId = await send(world, planId, unitId, { '7-12': 4 });
  const member = await newMember(cloud, world, batchId);
  await acknowledge(member, batchId, { '7-12': 3 });
  const delivered = await packCard(cloud, world, batchId, { birthMonth: BORN['7-12'] });
  await deliver(member, { batchId, unitId }, delivered.code);
  await delivered.guardian.call('family', 'pack.answer', {
    requestId: newRequestId(),
    cardId: delivered.cardId,
    answer: 'not_received',
  });
  const { cardId } = await packCard(cloud, world, batchId);
  const { items } = await world.community.call('staff', 'pack.discrepancies', { batchId });
  const { lossId } = await world.district.call('staff', 'pack.lose', {
    requestId: newRequestId(),
    batchId,
    version: '7-12',
    count: 1,
    reason: '找不到',
  });
  const discrepancyId = items[0]?.discrepancyId ?? '';
  return { planId, unitId, batchId, cardId, answeredId: delivered.cardId, discrepancyId, lossId };
};

type Inputs<F extends 'staff' | 'family' | 'helper', Actions> = {
  [A in keyof Actions & ActionName<F>]: Input<F, A>;
};

/** A good input for every call about packs. */
export const packInputs = (
  { planId, unitId, batchId, cardId, answeredId, discrepancyId, lossId }: PackBooks,
  childId: string,
): {
  staff: Inputs<'staff', StaffPackActions>;
  family: Inputs<'family', FamilyPackActions>;
  helper: Inputs<'helper', HelperPackActions>;
} => {
  const requestId = 'tried-by-somebody';
  const version = '7-12';
  const now = Date.now();
  return {
    family: {
      'pack.mine': {},
      'pack.answer': { requestId, cardId: answeredId, answer: 'received', note: '少了一本' },
    },
    helper: {
      'batch.mine': {},
      'batch.acknowledge': { requestId, batchId, counts: {} },
    },
    staff: {
      'pack.plans': { campaignId },
      'pack.batches': { planId },
      'pack.batch': { batchId },
      'pack.candidates': { planId, communityId: 'c-1' },
      'pack.sheet': { batchId },
      'unit.list': { campaignId },
      'pack.plan': {
        requestId,
        campaignId,
        title: '暖心包',
        day: '2025-06-01',
        contents: { '0-6': [], '7-12': [], '13-17': [], family: [] },
      },
      'pack.receive': { requestId, planId, version, count: 1, source: '捐赠' },
      'pack.sums': { planId },
      'unit.save': { requestId, campaignId, name: '绣工坊', level: 'city', communityIds: ['c-1'] },
      'pack.send': {
        requestId,
        planId,
        unitId,
        counts: { [version]: 1 },
        from: now,
        until: now + HOUR,
      },
      'pack.assign': { requestId, batchId, childIds: [childId || 'a-child'] },
      'pack.swap': { requestId, cardId, version: 'family', reason: '换一换' },
      'pack.return': { requestId, batchId, version, count: 1, reason: '试一试' },
      'pack.lose': { requestId, batchId, version, count: 1, reason: '试一试' },
      'pack.confirmLoss': { requestId, lossId },
      'pack.discrepancies': { batchId },
      'pack.settle': { requestId, discrepancyId, outcome: 'found', note: '试一试' },
      'pack.close': { requestId, batchId },
      'grant.unit': { requestId, openid: 'somebody', batchId },
      'pack.answers': { planId },
      'pack.answer': { requestId, cardId: answeredId, words: '我们去看看' },
    },
  };
};
