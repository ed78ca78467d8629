import type { AreaPath } from '../common/access';
import { ageBandAt } from '../common/age';
import type { Wish } from './wish';

/** Where a child lives, as a wish keeps it. */
interface Home {
  _id: string;
  name: string;
  path: AreaPath;
}

/**
 * An open wish of a child whose community or month of birth was corrected. Whoever reviews for the
 * new community decides anew where the last word is still to come; an approval stands.
 */
export const followChild = (
  wish: Wish,
  { birthMonth }: { birthMonth: string },
  community: Home,
): Wish => {
  const ageBand = ageBandAt(birthMonth, wish.submittedAt);
  if (wish.communityId === community._id) return { ...wish, ageBand };
  return {
    ...wish,
    ageBand,
    communityId: community._id,
    communityName: community.name,
    areaPath: community.path,
    lastReview: null,
    ...(wish.state === 'submitted' ? { level: 0 } : {}),
  };
};
