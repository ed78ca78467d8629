import type { EpochMs, FamilyWish, TimelineEntry } from '../../typings/contract';
import { isRedeemed, stepsOf, type Card } from '../domain/card/card';
import type { Defect } from '../domain/gift/defect';
import { refuse } from '../domain/common/refusal';
import { toldState } from '../domain/wish/review-undo';
import { stateOf, withdraw, type Wish } from '../domain/wish/wish';
import { twinKeyOf } from '../shared/identity';
import { nothing } from '../calls/fields';
import * as calls from '../calls/wish';
import type { Handlers } from '../shared/serve';
import { judgeWords, newWish, spareAliases, wordsOf } from '../shared/submission';
import { getCampaign, getCommunity } from '../store/campaign/campaigns';
import { everyChildOf } from '../store/family/children';
import { lastDefectsOf } from '../store/gift/defects';
import { requireConsent } from '../store/family/guardians';
import { once } from '../store/common/requests';
import { read } from '../store/common/database';
import { submitWish } from '../store/wish/submissions';
import { cardsOf, changeWish, wishesOf } from '../store/wish/wishes';
import type { CampaignRecord } from '../domain/campaign/records';

const timelineOf = (wish: Wish, card: Card | undefined): TimelineEntry[] => {
  const steps: TimelineEntry[] = wish.timeline.map(({ by: _hidden, ...step }) => step);
  if (card) steps.push(...stepsOf(card));
  return steps.sort((a, b) => a.at - b.at);
};

/** A guardian's wishes, the newest first. */
export const wishesFor = async (personId: string, now: EpochMs): Promise<FamilyWish[]> => {
  const [wishes, children] = await Promise.all([wishesOf(personId), everyChildOf(personId)]);
  const [cards, defects, campaigns] = await Promise.all([
    cardsOf(wishes),
    lastDefectsOf(wishes),
    campaignsOf(wishes),
  ]);
  const nicknames = new Map(children.map(({ _id, nickname }) => [_id, nickname]));
  return wishes
    .filter(({ childId }) => nicknames.has(childId))
    .sort((a, b) => b.submittedAt - a.submittedAt)
    .map((wish) => ({
      ...viewOf(wish, nicknames.get(wish.childId) ?? '', cards.get(wish._id)),
      campaignTitle: campaigns.get(wish.campaignId)?.title ?? '',
      consentVersion: campaigns.get(wish.campaignId)?.consentVersion ?? '',
      ...toldOf(wish, now),
      ...substitutionOf(wish),
      ...defectOf(defects.get(wish._id)),
    }));
};

const toldOf = (wish: Wish, now: EpochMs): Pick<FamilyWish, 'told'> => {
  const told = toldState(wish, now);
  return told === null ? {} : { told };
};

const substitutionOf = ({ proposal }: Wish): Pick<FamilyWish, 'substitution'> => {
  if (proposal == null) return {};
  const { no, title, details: more, reason } = proposal;
  return { substitution: { no, title, ...(more === null ? {} : { details: more }), reason } };
};

const defectOf = (defect: Defect | undefined): Pick<FamilyWish, 'defect'> => {
  if (!defect) return {};
  const { at, settled } = defect;
  return { defect: settled ? { at, outcome: settled.outcome, words: settled.words } : { at } };
};

/** The campaigns that these wishes belong to, by id. */
const campaignsOf = async (wishes: readonly Wish[]): Promise<Map<string, CampaignRecord>> => {
  const ids = [...new Set(wishes.map(({ campaignId }) => campaignId))];
  const campaigns = await Promise.all(ids.map(getCampaign));
  return new Map(campaigns.map((campaign) => [campaign._id, campaign]));
};

const viewOf = (
  wish: Wish,
  childNickname: string,
  card: Card | undefined,
): Omit<FamilyWish, 'campaignTitle' | 'consentVersion'> => ({
  wishId: wish._id,
  wishNo: wish.wishNo,
  campaignId: wish.campaignId,
  childId: wish.childId,
  childNickname,
  category: wish.category,
  title: wish.title,
  ...(wish.details === null ? {} : { details: wish.details }),
  ...(wish.reason === null ? {} : { reason: wish.reason }),
  state: stateOf(wish, isRedeemed(card)),
  ...(wish.cardId === null ? {} : { cardId: wish.cardId }),
  timeline: timelineOf(wish, card),
  updatedAt: wish.updatedAt,
});

export const wishHandlers: Pick<
  Handlers<'family'>,
  'wish.submit' | 'wish.withdraw' | 'wish.mine'
> = {
  'wish.submit': {
    who: 'guardian',
    input: calls.submit,
    run: async (context, given) => {
      const { personId, now } = context;
      const campaign = await getCampaign(given.campaignId);
      const saved = await read('children', given.childId);
      if (!saved?.guardianIds.includes(personId) || saved.nickname === '') {
        return refuse('NOT_FOUND', '没有找到这个孩子，请先登记。');
      }
      const community = await getCommunity(saved.communityId);
      const words = wordsOf(given);
      const flagged = await judgeWords(context, words);
      const made = { ...newWish(now), spareAliases: await spareAliases(campaign._id, saved) };

      return once(context, async (work) => {
        await requireConsent(work, personId, ['review', 'gift']);
        const child = await work.get('children', given.childId);
        if (!child?.guardianIds.includes(personId) || child.nickname === '') {
          return refuse('NOT_FOUND', '没有找到这个孩子，请先登记。');
        }
        const { wish, isNew } = await submitWish(
          work,
          { ...child, twinKey: twinKeyOf(child) },
          { ...made, campaign, community, words, flagged, paper: null },
          { personId, now },
        );
        await work.audit({ action: isNew ? 'wish.submit' : 'wish.resubmit', subject: wish._id });
        return { wishId: wish._id, state: wish.state };
      });
    },
  },
  'wish.withdraw': {
    who: 'guardian',
    input: calls.withdraw,
    run: (context, { wishId }) =>
      once(context, async (work) => {
        const { wish } = await changeWish(work, wishId, context, (before, card) => {
          if (!before.guardianIds.includes(context.personId)) {
            refuse('NOT_FOUND', '没有找到这个心愿。');
          }
          return withdraw(before, isRedeemed(card), context);
        });
        await work.audit({ action: 'wish.withdraw', subject: wishId });
        return { state: wish.state };
      }),
  },
  'wish.mine': {
    who: 'guardian',
    input: nothing,
    run: async ({ personId, now }) => ({ items: await wishesFor(personId, now) }),
  },
};
