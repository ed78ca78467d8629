import type { MotherMe } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { dayAt } from '@micro-wish/vocabulary';
import { trainingProof } from '../domain/certificate/certificate';
import { addProof, isCurrent, proofStates, rightsOf, type Mother } from '../domain/mother/mother';
import { newId } from '../shared/identity';
import { nothing } from '../calls/fields';
import * as calls from '../calls/mother';
import type { Context, Handlers } from '../shared/serve';
import { areasOf, getCampaign } from '../store/campaign/campaigns';
import { trainingsOf } from '../store/certificate/own-certificates';
import { keyAt } from '../store/common/page-keys';
import { once } from '../store/common/requests';
import { keepRecipient, noticesFor } from '../store/message/notices';
import { currentOf, mothersOf, rulesOf } from '../store/mother/mothers';

/** The communities with all areas above them. @throws Refusal INVALID_ARGUMENT for one elsewhere */
const areasAbove = async (
  campaignId: string,
  communityIds: readonly string[],
): Promise<string[]> => {
  const areas = await areasOf(campaignId);
  const paths = communityIds.map((communityId) => {
    const community = areas.find(({ _id, level }) => _id === communityId && level === 'community');
    return community?.path ?? refuse('INVALID_ARGUMENT', '请从列表中选择这个活动的社区。');
  });
  // Whoever names none is there for the whole campaign.
  return [...new Set(paths.length === 0 ? areas.map(({ _id }) => _id) : paths.flat())];
};

const viewOf = async (mother: Mother, { now }: Context): Promise<MotherMe> => {
  const rules = rulesOf(await getCampaign(mother.campaignId));
  const today = dayAt(now);
  return {
    motherId: mother._id,
    campaignId: mother.campaignId,
    state: mother.state,
    ...rightsOf(mother, rules, today),
    name: mother.name,
    kind: mother.kind,
    team: mother.team,
    level: mother.level,
    communityIds: mother.communityIds,
    skills: mother.skills,
    appliedAt: mother.appliedAt,
    proofs: proofStates(mother.proofs, rules, today),
  };
};

export const motherHandlers: Pick<
  Handlers<'helper'>,
  'mother.apply' | 'mother.me' | 'message.mine'
> = {
  'mother.apply': {
    who: 'signedIn',
    input: calls.apply,
    run: async (context, { campaignId, communityIds, ...given }) => {
      const { personId, now, openid } = context;
      await getCampaign(campaignId);
      const areaIds = await areasAbove(campaignId, communityIds);
      const skills = (given.skills ?? []) as string[];
      if ((await context.moderate([given.name, ...skills].join(' '))) === 'risky') {
        refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
      }
      const motherId = newId('mother');
      const trainings = await trainingsOf(personId);
      return once(context, async (work) => {
        // Written with each application, so that two at once can't both be taken.
        await keepRecipient(work, { personId, openid, now });
        const current = currentOf(await mothersOf(personId), campaignId);
        if (current && isCurrent(current.state)) {
          refuse('FAILED_PRECONDITION', '你已经申请过了，请在「我的陪伴」里查看进度。');
        }
        const mother: Mother = {
          _id: motherId,
          campaignId,
          personId,
          name: given.name,
          kind: given.kind,
          team: given.team,
          level: given.level,
          communityIds: [...new Set(communityIds)],
          areaIds,
          skills: [...new Set(skills)],
          state: 'applied',
          proofs: [],
          leadPairIds: [],
          history: [{ at: now, by: personId, event: 'applied', reason: '' }],
          appliedAt: now,
          key: keyAt(now, motherId),
          toldProofs: [],
          proofAlertOn: '',
        };
        await work.put(
          'mothers',
          trainings.reduce((known, one) => addProof(known, trainingProof(one), dayAt(now)), mother),
        );
        await work.audit({ action: 'mother.apply', subject: motherId });
        return { motherId, state: 'applied' as const };
      });
    },
  },
  'mother.me': {
    who: 'signedIn',
    input: calls.me,
    run: async (context, { campaignId }) => {
      const mother = currentOf(await mothersOf(context.personId), campaignId);
      return mother
        ? viewOf(mother, context)
        : refuse('NOT_FOUND', '你还没有申请加入爱心妈妈队伍。');
    },
  },
  'message.mine': {
    who: 'signedIn',
    input: nothing,
    run: async ({ personId }) => {
      const notices = await Promise.all(
        (['helper', 'family'] as const).map((box) => noticesFor(personId, box)),
      );
      const items = notices.flat().sort((a, b) => b.at - a.at);
      return { items: items.map(({ kind, at }) => ({ kind, at })) };
    },
  },
};
