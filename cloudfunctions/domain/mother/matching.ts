import type { Day, MotherMatch } from '../../../typings/contract';
import { isOwnChild } from '../family/own-child';
import { rightsOf, type Mother, type MotherRules } from './mother';

type Reason = MotherMatch['reasons'][number];

/** What speaks for a mother weighs so much; what speaks against her as much less. */
const WEIGHT: Record<Reason, number> = {
  same_community: 4,
  same_street: 2,
  skill: 3,
  free: 1,
  full: -8,
  not_ready: -4,
};

/**
 * The mothers who may be proposed for a child, those who fit best first, each with the reasons: a
 * list to choose from, never a choice.
 */
export const matchesFor = (
  mothers: readonly Mother[],
  child: {
    /** From the district down to its community. */
    path: readonly string[];
    guardianIds: readonly string[];
    formerGuardianIds?: readonly string[];
    /** What it would help to be good at. */
    skill?: string | undefined;
    /** Who looks: nobody proposes herself. */
    by: string;
  },
  rules: MotherRules,
  today: Day,
): MotherMatch[] => {
  const community = child.path.at(-1) ?? '';
  const street = child.path.at(-2) ?? '';
  return mothers
    .filter(
      ({ state, personId }) =>
        state === 'approved' && personId !== child.by && !isOwnChild(child, personId),
    )
    .map((mother) => {
      const { mayVisit } = rightsOf(mother, rules, today);
      const leads = mother.leadPairIds.length;
      const isNeighbor = mother.communityIds.includes(community);
      const { skill } = child;
      const isGoodAt =
        skill !== undefined &&
        mother.skills.some((hers) => hers.includes(skill) || skill.includes(hers));
      const holds: Record<Reason, boolean> = {
        same_community: isNeighbor,
        same_street: !isNeighbor && street !== '' && mother.areaIds.includes(street),
        skill: isGoodAt,
        free: leads === 0,
        full: leads >= rules.maxPairs,
        not_ready: !mayVisit,
      };
      const reasons = (Object.keys(holds) as Reason[]).filter((reason) => holds[reason]);
      return {
        match: {
          motherId: mother._id,
          name: mother.name,
          kind: mother.kind,
          team: mother.team,
          skills: mother.skills,
          leads,
          maxPairs: rules.maxPairs,
          mayVisit,
          reasons,
        },
        weight: reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0),
        key: mother.key,
      };
    })
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .map(({ match }) => match);
};
