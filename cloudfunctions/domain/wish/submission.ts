import type { EpochMs } from '../../../typings/contract';
import { ageBandAt, isChildAt } from '../common/age';
import type { AreaPath } from '../common/access';
import { refuse } from '../common/refusal';
import type { PaperEntry, Wish, WishWords } from './wish';

/** What of a child its wish is made of. */
interface Wisher {
  _id: string;
  guardianIds: string[];
  formerGuardianIds?: string[];
  birthMonth: string;
}

/**
 * May this child have another wish, beside those that count?
 * @throws Refusal FAILED_PRECONDITION grown up, or has as many as the campaign gives
 */
export const requireRoomForWish = (
  { birthMonth }: Pick<Wisher, 'birthMonth'>,
  live: readonly Wish[],
  { maxWishesPerChild }: { maxWishesPerChild: number },
  now: EpochMs,
): void => {
  if (!isChildAt(birthMonth, now)) {
    refuse('FAILED_PRECONDITION', '心愿只为未满 18 岁的孩子登记；如果出生年月填错了，请先修改。');
  }
  if (live.length >= maxWishesPerChild) {
    refuse(
      'FAILED_PRECONDITION',
      `每个孩子最多 ${maxWishesPerChild} 个心愿；想换一个，请先撤回原来的。`,
    );
  }
};

/** A wish as it is handed in: nobody has decided on anything yet. */
export const submittedWish = (
  made: {
    wishId: string;
    wishNo: string;
    wallKey: string;
    wallPlace: string;
    alias: string;
    paper: PaperEntry | null;
  },
  {
    child,
    campaign,
    community,
  }: {
    child: Wisher;
    campaign: { _id: string; fundId: string };
    community: { _id: string; name: string; path: AreaPath };
  },
  words: WishWords & { publicTextAllowed: boolean; flagged: boolean },
  { personId, now }: { personId: string; now: EpochMs },
): Wish => ({
  _id: made.wishId,
  wishNo: made.wishNo,
  campaignId: campaign._id,
  fundId: campaign.fundId,
  childId: child._id,
  guardianIds: child.guardianIds,
  formerGuardianIds: child.formerGuardianIds ?? [],
  areaPath: community.path,
  communityId: community._id,
  communityName: community.name,
  paper: made.paper,
  alias: made.alias,
  ageBand: ageBandAt(child.birthMonth, now),
  ...words,
  publicText: '',
  state: 'submitted',
  level: 0,
  fundings: 0,
  reservedFen: null,
  priceFen: null,
  stationId: null,
  cardId: null,
  orderId: null,
  gift: null,
  proposal: null,
  onWall: true,
  wallKey: made.wallKey,
  wallPlace: made.wallPlace,
  submittedAt: now,
  updatedAt: now,
  timeline: [{ at: now, state: 'submitted', event: 'submitted', by: personId }],
});
