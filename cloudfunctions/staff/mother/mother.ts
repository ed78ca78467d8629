import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { dayAt } from '@micro-wish/vocabulary';
import { addProof, decideOn, rightsOf, type Mother } from '../../domain/mother/mother';
import * as calls from '../../calls/mother';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { once } from '../../store/common/requests';
import { notify } from '../../store/message/notices';
import { motherIn, motherPage, rulesIn, rulesOf } from '../../store/mother/mothers';
import { leavePairs } from '../../store/mother/pairs';
import { requireDistrict } from '../common/area';

/**
 * District staff of her area and admins decide on a mother, never on themselves.
 * @throws Refusal PERMISSION_DENIED
 */
const requireDistrictOf = ({ rights, personId }: Context, mother: Mother): void => {
  requireDistrict(rights, { areaPath: mother.areaIds }, '这件事由区级工作人员或管理员办理。');
  if (mother.personId === personId) {
    refuse('PERMISSION_DENIED', '不能办理自己的申请，请由同事办理。');
  }
};

/** The areas whose things somebody sees. */
export const areasOfRights = ({ rights }: Pick<Context, 'rights'>): string[] | 'all' =>
  rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);

export const motherHandlers: Pick<
  Handlers<'staff'>,
  'mother.decide' | 'mother.proof' | 'mother.list' | 'mother.rules'
> = {
  'mother.decide': {
    who: 'staff',
    input: calls.decide,
    run: (context, { motherId, decision, reason = '' }) =>
      once(context, async (work) => {
        const before = await motherIn(work, motherId);
        requireDistrictOf(context, before);
        const mother = decideOn(before, decision, context, reason);
        await work.put('mothers', mother);
        if (decision === 'pause' || decision === 'end') {
          await leavePairs(work, motherId, context, decision === 'end');
        }
        const kind = `mother.${decision}`;
        const telling = { box: 'helper', kind, personIds: [mother.personId] } as const;
        const ref = `${motherId}.${mother.history.length}`;
        await notify(work, telling, { ref, motherId }, context.now);
        await work.audit({ action: 'mother.decide', subject: motherId, note: decision });
        return { state: mother.state };
      }),
  },
  'mother.proof': {
    who: 'staff',
    input: calls.proof,
    run: (context, { motherId, proof, on, until = null }) =>
      once(context, async (work) => {
        const before = await motherIn(work, motherId);
        requireDistrictOf(context, before);
        if (before.state === 'ended' || before.state === 'rejected') {
          refuse('FAILED_PRECONDITION', '她已不在队伍中，不用再登记材料。');
        }
        const { personId: by, now: at } = context;
        const today = dayAt(at);
        const mother = addProof(before, { proof, on, until, by, at }, today);
        await work.put('mothers', mother);
        await work.audit({ action: 'mother.proof', subject: motherId, note: proof });
        const rules = await rulesIn(work, mother.campaignId);
        const { mayVisit, mayCall } = rightsOf(mother, rules, today);
        return { mayVisit, mayCall };
      }),
  },
  'mother.list': {
    who: 'staff',
    input: calls.list,
    run: async (context, { campaignId, cursor }) => {
      const rules = rulesOf(await getCampaign(campaignId));
      const where = { campaignId, areaIds: areasOfRights(context) };
      const { mothers, next } = await motherPage(where, cursor);
      const today = dayAt(context.now);
      return {
        items: mothers.map((mother) => ({
          motherId: mother._id,
          name: mother.name,
          kind: mother.kind,
          team: mother.team,
          level: mother.level,
          state: mother.state,
          ...rightsOf(mother, rules, today),
          communityIds: mother.communityIds,
          skills: mother.skills,
          leads: mother.leadPairIds.length,
          maxPairs: rules.maxPairs,
          mine: mother.personId === context.personId,
        })),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
  'mother.rules': {
    who: 'admin',
    input: calls.rules,
    run: (context, { campaignId, maxPairs, certificate }) =>
      once(context, async (work) => {
        const campaign = await work.get('campaigns', campaignId);
        if (!campaign) return refuse('NOT_FOUND', '没有找到这个活动。');
        await work.put('campaigns', { ...campaign, mothers: { maxPairs, certificate } });
        const note = noteOf(maxPairs, certificate ? 'certificate' : 'none');
        await work.audit({ action: 'mother.rules', subject: campaignId, note });
        return {};
      }),
  },
};
