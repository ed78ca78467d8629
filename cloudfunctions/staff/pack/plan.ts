import { noteOf } from '../../domain/common/audit';
import { PACK_VERSIONS } from '@micro-wish/vocabulary';
import { refuse } from '../../domain/common/refusal';
import { editPlan, inStoreOf, newPlan } from '../../domain/pack/plan';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/pack';
import type { Handlers } from '../../shared/serve';
import { communityAreasOf, getCampaign } from '../../store/campaign/campaigns';
import { once } from '../../store/common/requests';
import { movePacks, planSums } from '../../store/pack/plans';

export const planHandlers: Pick<
  Handlers<'staff'>,
  'pack.plan' | 'pack.receive' | 'pack.sums' | 'unit.save'
> = {
  'pack.plan': {
    who: 'admin',
    input: calls.plan,
    run: async (context, { requestId: _, planId: given, ...to }) => {
      await getCampaign(to.campaignId);
      const planId = given ?? newId('plan');
      return once(context, async (work) => {
        const before = await work.get('packPlans', planId);
        await work.put(
          'packPlans',
          before ? editPlan(before, to) : newPlan({ _id: planId, ...to }, context.now),
        );
        await work.audit({ action: 'pack.plan', subject: planId });
        return { planId };
      });
    },
  },
  'pack.receive': {
    who: 'admin',
    input: calls.receive,
    run: (context, { planId, version, count, source }) =>
      once(context, async (work) => {
        const { personId, now } = context;
        const step = { about: newId('move'), batchId: null, note: source, personId, now };
        const plan = await movePacks(work, planId, [[version, { received: count }]], {
          ...step,
          kind: 'receive',
        });
        await work.audit({ action: 'pack.receive', subject: planId, note: noteOf(version, count) });
        return { inStore: inStoreOf(plan.versions[version]) };
      }),
  },
  'pack.sums': {
    who: 'staff',
    input: calls.ofPlan,
    run: async (_, { planId }) => {
      const sums = await planSums(planId);
      return { versions: PACK_VERSIONS.map((version) => ({ version, ...sums[version] })) };
    },
  },
  'unit.save': {
    who: 'admin',
    input: calls.unitSave,
    run: async (context, { requestId: _, unitId: given, places: at, ...unit }) => {
      await getCampaign(unit.campaignId);
      const areas = new Map(
        (await communityAreasOf(unit.campaignId)).map((area) => [area._id, area]),
      );
      const areaIds = unit.communityIds.flatMap(
        (communityId) =>
          areas.get(communityId)?.path ??
          refuse('INVALID_ARGUMENT', '有社区不在这个活动里，请从列表中选择。'),
      );
      const unitId = given ?? newId('unit');
      return once(context, async (work) => {
        const before = await work.get('packUnits', unitId);
        if (before && before.campaignId !== unit.campaignId) {
          refuse('FAILED_PRECONDITION', '巾帼文明岗不能换到另一个活动，请新建一个。');
        }
        await work.put('packUnits', {
          _id: unitId,
          ...unit,
          areaIds: [...new Set(areaIds)],
          places: at ?? before?.places ?? [],
        });
        await work.audit({ action: 'unit.save', subject: unitId });
        return { unitId };
      });
    },
  },
};
