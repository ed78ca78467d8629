import { intakePause } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import {
  isLive,
  resubmit,
  type PaperEntry,
  type Wish,
  type WishWords,
} from '../../domain/wish/wish';
import { followChild } from '../../domain/wish/correction';
import { requireRoomForWish, submittedWish } from '../../domain/wish/submission';
import { wordsProblem } from '../../domain/wish/words';
import { isClosed } from '../campaign/campaigns';
import type { Work } from '../common/requests';
import { publicationAllowed } from '../family/publication';
import { claimAlias } from './aliases';
import { changeWish } from './wishes';
import type { AreaRecord, CampaignRecord } from '../../domain/campaign/records';
import type { ChildRecord, GuardianRecord } from '../../domain/family/records';

/** What is handed in for a child, whoever wrote it down. */
export interface Submission {
  wishId: string;
  wishNo: string;
  wallKey: string;
  wallPlace: string;
  /** Aliases that are free in the campaign, where another child may have this child's own. */
  spareAliases?: readonly string[];
  campaign: CampaignRecord;
  community: AreaRecord;
  words: WishWords;
  flagged: boolean;
  paper: PaperEntry | null;
}

/** @throws Refusal FAILED_PRECONDITION where this community takes no part in the campaign */
const requireTakesPart = (campaign: CampaignRecord, community: AreaRecord): void => {
  if (!community.campaignIds.includes(campaign._id)) {
    refuse('FAILED_PRECONDITION', '这个社区没有参加本次活动。');
  }
};

/** @throws Refusal FAILED_PRECONDITION where the campaign takes no wishes of this community now */
export const requireOpen = (
  campaign: CampaignRecord,
  community: AreaRecord,
  now: EpochMs,
): void => {
  const { from, until } = campaign;
  const pause = intakePause({ from, until, closed: isClosed(campaign) }, now);
  if (pause) refuse('FAILED_PRECONDITION', `${pause.title}。${pause.hint}`);
  requireTakesPart(campaign, community);
};

/**
 * Hands in a wish for a child: a returned one again, also after the campaign's end, or else a new
 * one, up to the campaign's number. Writes the child with it, which may be new.
 * @throws Refusal FAILED_PRECONDITION where the child has its wishes already or none is taken now, INVALID_ARGUMENT for
 *   words that nobody on the gift's way may see
 */
export const submitWish = async (
  work: Work,
  child: ChildRecord,
  { campaign, community, words, flagged: given, spareAliases = [], ...made }: Submission,
  by: { personId: string; now: EpochMs; guardians?: readonly GuardianRecord[] },
): Promise<{ wish: Wish; isNew: boolean }> => {
  const { now } = by;
  const publicTextAllowed = await publicationAllowed(work, child.guardianIds, by.guardians);
  const problem = wordsProblem(words, child.nickname);
  if (problem !== '') refuse('INVALID_ARGUMENT', problem);
  const flagged = given || child.nicknameFlagged === true;
  const wishes: Wish[] = [];
  for (const wishId of child.wishIds[campaign._id] ?? []) {
    const wish = await work.get('wishes', wishId);
    if (wish && isLive(wish.state)) wishes.push(wish);
  }
  const returned = wishes.find(({ state }) => state === 'returned');
  if (returned) {
    if (returned.communityId !== community._id) requireTakesPart(campaign, community);
    const { wish } = await changeWish(work, returned._id, by, (before) =>
      resubmit(followChild(before, child, community), { ...words, flagged, publicTextAllowed }, by),
    );
    // Beside a consent that changes, one of the two is tried again.
    await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
    return { wish, isNew: false };
  }
  // Read again: what is closed meanwhile takes no new wish, and only corrects what it has.
  requireOpen((await work.get('campaigns', campaign._id)) ?? campaign, community, now);
  requireRoomForWish(child, wishes, campaign, now);
  const alias = await claimAlias(
    work,
    { campaignId: campaign._id, childId: child._id },
    [child.alias, ...spareAliases],
    made.wishNo.slice(-4),
  );
  const wish = submittedWish(
    { ...made, alias },
    { child, campaign, community },
    { ...words, publicTextAllowed, flagged },
    by,
  );
  await work.put('wishes', wish);
  const live = [...wishes.map(({ _id }) => _id), wish._id];
  await work.put('children', {
    ...child,
    alias,
    wishIds: { ...child.wishIds, [campaign._id]: live },
  });
  return { wish, isNew: true };
};
