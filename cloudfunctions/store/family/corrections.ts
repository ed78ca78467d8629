import { isRedeemed } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { followChild } from '../../domain/wish/correction';
import { isLive } from '../../domain/wish/wish';
import type { Work } from '../common/requests';
import type { Booker } from '../money/funds';
import { cardsOf, changeWish, wishesOfChild } from '../wish/wishes';
import type { AreaRecord } from '../../domain/campaign/records';
import type { ChildRecord } from '../../domain/family/records';

/**
 * A corrected community or month of birth reaches every open wish of the child, and its card. A
 * wish that is handed in at the same moment touches the child too, so that none is left behind.
 * @throws Refusal FAILED_PRECONDITION where the community takes no part in an open wish's campaign
 */
export const followCorrection = async (
  work: Work,
  before: ChildRecord,
  { birthMonth, community }: { birthMonth: string; community: AreaRecord },
  by: Booker,
): Promise<void> => {
  const isSame = before.birthMonth === birthMonth && before.communityId === community._id;
  if (isSame) return;
  const wishes = await wishesOfChild(before._id);
  const cards = await cardsOf(wishes);
  for (const { _id, communityId, campaignId, state } of wishes) {
    if (!isLive(state) || isRedeemed(cards.get(_id))) continue;
    if (communityId !== community._id && !community.campaignIds.includes(campaignId)) {
      refuse(
        'FAILED_PRECONDITION',
        `${community.name}没有参加孩子许愿的那次活动；要换到这里，请先撤回那个心愿。`,
      );
    }
    await changeWish(work, _id, by, (wish, card) =>
      isLive(wish.state) && !isRedeemed(card) ? followChild(wish, { birthMonth }, community) : wish,
    );
  }
};
