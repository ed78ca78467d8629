import type { PassedReason } from '../../../typings/contract';
import { ageAt } from '../common/age';
import { clash, startOf, type Programme } from './programme';

/** What is known of a person whose fitness is judged; an adult has neither month nor community. */
export interface Candidate {
  birthMonth?: string;
  communityId?: string;
  /** The community takes part in the programme's campaign. */
  isOfCampaign?: boolean;
  /** Programmes in which the same person is enrolled. */
  others: readonly Pick<Programme, '_id' | 'sessions' | 'cancelled'>[];
}

type Rules = Pick<Programme, '_id' | 'ages' | 'communityIds' | 'sessions'>;

const isOfAge = ({ ages, ...programme }: Rules, birthMonth: string | undefined): boolean => {
  if (ages === null || birthMonth === undefined) return true;
  const age = ageAt(birthMonth, startOf(programme));
  return ages.from <= age && age <= ages.to;
};

/** Why this person may not be enrolled whatever else happens: age and area. */
export const misfit = (rules: Rules, candidate: Candidate): PassedReason | null => {
  if (!isOfAge(rules, candidate.birthMonth)) return 'age';
  const { communityIds } = rules;
  const { communityId, isOfCampaign = true } = candidate;
  const isOfArea =
    communityIds === null || communityId === undefined || communityIds.includes(communityId);
  return isOfArea && isOfCampaign ? null : 'area';
};

/** Why a place passes this person over; `null` where it may be theirs. */
export const unfit = (rules: Rules, candidate: Candidate): PassedReason | null =>
  misfit(rules, candidate) ??
  (candidate.others.some(
    (other) => other._id !== rules._id && !other.cancelled && clash(rules, other),
  )
    ? 'clash'
    : null);
