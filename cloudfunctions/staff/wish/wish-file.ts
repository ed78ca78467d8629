import type { ComparedWish } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { maySee } from '../../domain/common/access';
import { stepsOf } from '../../domain/card/card';
import { suggestPublicText } from '../../domain/wish/public-text';
import { refuse } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import * as calls from '../../calls/wish';
import type { Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { read } from '../../store/common/database';
import { formOf } from '../../store/family/guardians';
import { likelyDuplicates } from '../../store/wish/likely-duplicates';
import { cardsOf, getWish, stateWith } from '../../store/wish/wishes';
import { logOpening, roleOf } from './child-log';
import { rowOf } from './queue';
import { requireArea } from '../common/area';

export { roleOf };

const COMPARING = '比对可能重复的心愿';

const sideOf = async (wish: Wish): Promise<ComparedWish> => {
  const [child, cards] = await Promise.all([read('children', wish.childId), cardsOf([wish])]);
  return {
    wishId: wish._id,
    wishNo: wish.wishNo,
    alias: wish.alias,
    ageBand: wish.ageBand,
    birthMonth: child?.birthMonth ?? '',
    communityName: wish.communityName,
    category: wish.category,
    title: wish.title,
    state: stateWith(wish, cards),
    submittedAt: wish.submittedAt,
    ...(child ? { childNickname: child.nickname } : {}),
  };
};

/** What a family wrote, in the order in which it is read. */
export const wordsOf = ({ title, reason }: Wish): string =>
  title === '' ? '' : [`想要${title}`, reason].filter(Boolean).join('。');

export const fileHandlers: Pick<Handlers<'staff'>, 'wish.open' | 'wish.compare'> = {
  'wish.open': {
    who: 'staff',
    input: calls.open,
    run: async (context, { wishId, purpose }) => {
      const { rights, personId } = context;
      const wish = await getWish(wishId);
      requireArea(rights, wish);
      const [campaign, child, cards, similar, form] = await Promise.all([
        getCampaign(wish.campaignId),
        read('children', wish.childId),
        cardsOf([wish]),
        likelyDuplicates(wish),
        wish.paper ? formOf(wish.guardianIds) : null,
      ]);
      await logOpening(context, wish, purpose);
      const mine = similar.filter(({ wish: other }) => maySee(rights, other.areaPath));
      const elsewhere = similar.filter((found) => !mine.includes(found));
      // Whoever learns that there is such a child elsewhere leaves a trace with that family.
      for (const found of elsewhere) await logOpening(context, found.wish, COMPARING);
      const card = cards.get(wishId);
      const nickname = child?.nickname ?? '';
      return {
        ...rowOf(wish, card, campaign.reviewLevels, context),
        campaignId: campaign._id,
        childNickname: nickname,
        childNo: child?.childNo ?? '',
        ...(wish.details === null ? {} : { details: wish.details }),
        ...(wish.reason === null ? {} : { reason: wish.reason }),
        ...(form && wish.paper
          ? { form: { ...form, enteredByMe: wish.paper.by === personId } }
          : {}),
        publicText: wish.publicText,
        publicTextAllowed: wish.publicTextAllowed,
        suggestion: suggestPublicText(wordsOf(wish), nickname),
        ownChild: isOwnChild(wish, personId),
        timeline: [
          ...wish.timeline.map(({ by: _hidden, ...step }) => step),
          ...(card ? stepsOf(card) : []),
        ].sort((a, b) => a.at - b.at),
        similar: mine.map(({ wish: other, because }) => ({
          wishId: other._id,
          wishNo: other.wishNo,
          title: other.title,
          communityName: other.communityName,
          state: other.state,
          because,
        })),
        similarElsewhere: elsewhere.length,
      };
    },
  },
  'wish.compare': {
    who: 'staff',
    input: calls.compare,
    run: async (context, { wishId, otherId }) => {
      const wish = await getWish(wishId);
      requireArea(context.rights, wish);
      const found = (await likelyDuplicates(wish)).find(({ wish: other }) => other._id === otherId);
      if (!found) return refuse('NOT_FOUND', '这两个心愿没有可以比对的地方，请重新打开档案。');
      if (!maySee(context.rights, found.wish.areaPath)) {
        refuse('PERMISSION_DENIED', '这个心愿在别的区域，请由管辖两处的工作人员（区级）比对。');
      }
      await logOpening(context, wish, COMPARING);
      await logOpening(context, found.wish, COMPARING);
      return { sides: [await sideOf(wish), await sideOf(found.wish)] };
    },
  },
};
