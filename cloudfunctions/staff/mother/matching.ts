import { ageBandAt, isChildAt } from '../../domain/common/age';
import { refuseAbsent } from '../../domain/common/refusal';
import { dayAt } from '@micro-wish/vocabulary';
import { isOwnChild } from '../../domain/family/own-child';
import { matchesFor } from '../../domain/mother/matching';
import * as calls from '../../calls/mother';
import { overseers } from '../../calls/pair';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign, getCommunity } from '../../store/campaign/campaigns';
import { read } from '../../store/common/database';
import { guardiansOf } from '../../store/family/guardians';
import { mothersOfArea, rulesOf } from '../../store/mother/mothers';
import { pairsById } from '../../store/mother/pairs';
import type { AreaRecord } from '../../domain/campaign/records';
import type { ChildRecord } from '../../domain/family/records';
import { childrenOfCommunity } from '../../store/family/children';
import { grantsOfAreas } from '../../store/people/grants';
import { requireArea } from '../common/area';

/** A child with the community in which it lives. @throws Refusal */
const childAndArea = async (
  context: Context,
  childId: string,
): Promise<{ child: ChildRecord; area: AreaRecord }> => {
  const child = await read('children', childId);
  if (!child || child.nickname === '') return refuseAbsent('没有找到这个孩子。');
  const area = await getCommunity(child.communityId);
  requireArea(context.rights, { areaPath: area.path });
  return { child, area };
};

export const matchingHandlers: Pick<
  Handlers<'staff'>,
  'mother.children' | 'mother.match' | 'pair.overseers'
> = {
  'mother.children': {
    who: 'staff',
    input: calls.children,
    run: async (context, { campaignId, communityId }) => {
      await getCampaign(campaignId);
      const area = await getCommunity(communityId);
      requireArea(context.rights, { areaPath: area.path });
      const all = await childrenOfCommunity(communityId);
      const children = all.filter(({ birthMonth }) => isChildAt(birthMonth, context.now));
      const [guardians, leads] = await Promise.all([
        guardiansOf(children.flatMap(({ guardianIds }) => guardianIds)),
        pairsById(children.flatMap(({ leadPairId }) => leadPairId ?? [])),
      ]);
      const agreeing = new Set(
        guardians.filter(({ consent }) => consent.scopes.includes('pairing')).map(({ _id }) => _id),
      );
      const items = children.map((child) => {
        const lead = leads.get(child.leadPairId ?? '')?.state;
        return {
          childId: child._id,
          alias: child.alias,
          ageBand: ageBandAt(child.birthMonth, context.now),
          communityName: area.name,
          agreed: child.guardianIds.some((guardianId) => agreeing.has(guardianId)),
          ...(lead === undefined ? {} : { lead }),
        };
      });
      return { items: items.sort((a, b) => (a.alias < b.alias ? -1 : 1)) };
    },
  },
  'mother.match': {
    who: 'staff',
    input: calls.match,
    run: async (context, { campaignId, childId, skill }) => {
      const rules = rulesOf(await getCampaign(campaignId));
      const { child, area } = await childAndArea(context, childId);
      const mothers = await mothersOfArea(campaignId, area.path);
      return {
        items: matchesFor(
          mothers,
          { ...child, path: area.path, skill, by: context.personId },
          rules,
          dayAt(context.now),
        ),
      };
    },
  },
  'pair.overseers': {
    who: 'staff',
    input: overseers,
    run: async (context, { childId }) => {
      const { child, area } = await childAndArea(context, childId);
      const grants = await grantsOfAreas(area.path);
      return {
        items: grants.flatMap((grant) =>
          grant.kind === 'staff' &&
          grant.level !== 'admin' &&
          grant.level !== 'auditor' &&
          !isOwnChild(child, grant.personId)
            ? [
                {
                  grantId: grant._id,
                  level: grant.level,
                  areaName: grant.areaName,
                  ...(grant.label === undefined ? {} : { label: grant.label }),
                  mine: grant.personId === context.personId,
                },
              ]
            : [],
        ),
      };
    },
  },
};
