import * as v from 'valibot';
import type { FamilyWish, TimelineEntry } from '../../typings/contract';
import { ageBandAt } from '../domain/age';
import { isRedeemed, stepsOf, type Card } from '../domain/card';
import { refuse } from '../domain/refusal';
import { isLive, resubmit, stateOf, withdraw, type Wish, type WishWords } from '../domain/wish';
import { newId, newNumber, twinKeyOf } from '../shared/identity';
import { category, details, id, nothing, requestId, text } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { getCampaign, getCommunity } from '../store/campaigns';
import { everyChildOf } from '../store/children';
import { requireConsent } from '../store/guardians';
import { once } from '../store/requests';
import { read } from '../store/database';
import { cardsOf, changeWish, wishesOf } from '../store/wishes';

const wordsToCheck = ({ title, details: more, reason }: WishWords): string => {
  const parts = typeof more === 'string' ? [more] : Object.values(more ?? {});
  return [title, ...parts, reason ?? ''].join('\n');
};

/** Newest last in the wall's order: time, then a random tail that tells nothing. */
const wallKeyAt = (now: number): string =>
  `${String(now).padStart(15, '0')}-${newId('w').slice(2, 10)}`;

const timelineOf = (wish: Wish, card: Card | undefined): TimelineEntry[] => {
  const steps: TimelineEntry[] = wish.timeline.map(({ by: _hidden, ...step }) => step);
  if (card) steps.push(...stepsOf(card));
  return steps.sort((a, b) => a.at - b.at);
};

/** A guardian's wishes, the newest first. */
export const wishesFor = async (personId: string): Promise<FamilyWish[]> => {
  const [wishes, children] = await Promise.all([wishesOf(personId), everyChildOf(personId)]);
  const cards = await cardsOf(wishes);
  const nicknames = new Map(children.map(({ _id, nickname }) => [_id, nickname]));
  return wishes
    .filter(({ childId }) => nicknames.has(childId))
    .sort((a, b) => b.submittedAt - a.submittedAt)
    .map((wish) => viewOf(wish, nicknames.get(wish.childId) ?? '', cards.get(wish._id)));
};

const viewOf = (wish: Wish, childNickname: string, card: Card | undefined): FamilyWish => ({
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
    input: v.strictObject({
      requestId,
      campaignId: id,
      childId: id,
      category,
      title: text(20),
      details: v.exactOptional(details),
      reason: v.exactOptional(text(200, 0)),
    }),
    run: async (context, input) => {
      const { personId, now } = context;
      const campaign = await getCampaign(input.campaignId);
      const saved = await read('children', input.childId);
      if (!saved?.guardianIds.includes(personId) || saved.nickname === '') {
        return refuse('NOT_FOUND', '没有找到这个孩子，请先登记。');
      }
      if (now < campaign.from || now > campaign.until) {
        refuse('FAILED_PRECONDITION', '现在不在这个活动的征集时间里。');
      }
      const community = await getCommunity(saved.communityId);
      if (!community.campaignIds.includes(campaign._id)) {
        refuse('FAILED_PRECONDITION', '这个社区没有参加本次活动。');
      }
      const words: WishWords = {
        category: input.category,
        title: input.title,
        details: input.details ?? null,
        reason: input.reason ?? null,
      };
      const moderation = await context.moderate(wordsToCheck(words));
      if (moderation === 'risky') {
        refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
      }
      const flagged = moderation !== 'pass';
      const made = { wishId: newId('wish'), wishNo: newNumber('W'), wallKey: wallKeyAt(now) };

      return once(context, async (work) => {
        const { consent } = await requireConsent(work, personId, ['review', 'gift']);
        const child = await work.get('children', input.childId);
        if (!child?.guardianIds.includes(personId) || child.nickname === '') {
          return refuse('NOT_FOUND', '没有找到这个孩子，请先登记。');
        }
        const publicTextAllowed = consent.scopes.includes('publicText');

        const wishes: Wish[] = [];
        for (const wishId of child.wishIds[campaign._id] ?? []) {
          const wish = await work.get('wishes', wishId);
          if (wish && isLive(wish.state)) wishes.push(wish);
        }
        const returned = wishes.find(({ state }) => state === 'returned');
        if (returned) {
          const { wish } = await changeWish(work, returned._id, { personId, now }, (before) =>
            resubmit(before, { ...words, flagged, publicTextAllowed }, { personId, now }),
          );
          await work.audit({ action: 'wish.resubmit', subject: wish._id });
          return { wishId: wish._id, state: wish.state };
        }
        if (wishes.length >= campaign.maxWishesPerChild) {
          refuse(
            'FAILED_PRECONDITION',
            `每个孩子最多 ${campaign.maxWishesPerChild} 个心愿；想换一个，请先撤回原来的。`,
          );
        }
        await work.put('wishes', {
          _id: made.wishId,
          wishNo: made.wishNo,
          campaignId: campaign._id,
          fundId: campaign.fundId,
          childId: child._id,
          guardianIds: child.guardianIds,
          areaPath: community.path,
          communityId: community._id,
          communityName: community.name,
          alias: child.alias,
          ageBand: ageBandAt(child.birthMonth, now),
          ...words,
          publicTextAllowed,
          publicText: '',
          flagged,
          state: 'submitted',
          level: 0,
          fundings: 0,
          reservedFen: null,
          priceFen: null,
          stationId: null,
          cardId: null,
          onWall: true,
          wallKey: made.wallKey,
          submittedAt: now,
          updatedAt: now,
          timeline: [{ at: now, state: 'submitted', event: 'submitted', by: personId }],
        });
        const live = [...wishes.map(({ _id }) => _id), made.wishId];
        await work.put('children', {
          ...child,
          twinKey: twinKeyOf(child),
          wishIds: { ...child.wishIds, [campaign._id]: live },
        });
        await work.audit({ action: 'wish.submit', subject: made.wishId });
        return { wishId: made.wishId, state: 'submitted' as const };
      });
    },
  },
  'wish.withdraw': {
    who: 'guardian',
    input: v.strictObject({ requestId, wishId: id }),
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
    run: async ({ personId }) => ({ items: await wishesFor(personId) }),
  },
};
