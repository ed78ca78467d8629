import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import type { EpochMs, Input } from '../../../typings/contract';
import { isChildAt } from '../../domain/common/age';
import { isSignedBy, PAPER_GUARDIAN } from '../../domain/family/paper-form';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import { takeConsentBack } from '../../shared/consent';
import { newId, twinKeyOf } from '../../shared/identity';
import * as calls from '../../calls/entry';
import type { Handlers } from '../../shared/serve';
import {
  judgeNickname,
  judgeWords,
  namesInCampaign,
  newWish,
  wordsOf,
} from '../../shared/submission';
import { getCampaign, getCommunity } from '../../store/campaign/campaigns';
import { agreeTo } from '../../store/campaign/consent-texts';
import { countPaperEntries } from '../../store/family/paper-counts';
import { enterFamily } from '../../store/family/paper-families';
import { guardiansOf } from '../../store/family/guardians';
import { once } from '../../store/common/requests';
import { requireOpen, submitWish } from '../../store/wish/submissions';
import { cardsById } from '../../store/card/cards';
import { getWish } from '../../store/wish/wishes';
import { childIdOf, IN_WECHAT, paperConsent } from './paper-ids';
import { logDecision } from '../wish/child-log';
import { requireArea } from '../common/area';

/** The guardian of a wish whose consent was signed on paper. @throws Refusal FAILED_PRECONDITION */
const requirePaperGuardian = async ({
  guardianIds,
}: Pick<Wish, 'guardianIds'>): Promise<string> => {
  const guardians = await guardiansOf(guardianIds);
  const found = guardians.find(({ paper }) => paper);
  return (
    found?._id ?? refuse('FAILED_PRECONDITION', '这个家庭没有纸质同意书，请家长自己在微信里办理。')
  );
};

/** What a pack's card knows of its child. @throws Refusal NOT_FOUND */
const packOf = async (
  cardId: string,
): Promise<Pick<Wish, '_id' | 'childId' | 'guardianIds' | 'areaPath'>> => {
  const card = (await cardsById([cardId])).find(({ pack }) => pack);
  if (!card?.pack) return refuseAbsent('没有找到这张暖心包卡。');
  const { guardianIds, areaPath } = card;
  return { _id: '', childId: card.pack.childId, guardianIds, areaPath };
};

const requireGoodConsent = (given: Input<'staff', 'entry.save'>['consent'], now: EpochMs): void => {
  if (!NEEDED_SCOPES.every((scope) => given.scopes.includes(scope))) {
    refuse('INVALID_ARGUMENT', '没有同意「心愿审核」和「礼物发放」，不能录入。');
  }
  if (!isSignedBy(given.signedOn, now)) {
    refuse('INVALID_ARGUMENT', '签署日期不对：请填同意书上的日期，不能晚于今天。');
  }
};

export const entryHandlers: Pick<
  Handlers<'staff'>,
  'entry.save' | 'entry.again' | 'entry.withdraw'
> = {
  'entry.save': {
    who: 'staff',
    input: calls.save,
    run: async (context, { campaignId, child, wish: given, consent }) => {
      const { rights, now } = context;
      const [campaign, community] = await Promise.all([
        getCampaign(campaignId),
        getCommunity(child.communityId),
      ]);
      requireArea(rights, { areaPath: community.path });
      requireOpen(campaign, community, now);
      if (!isChildAt(child.birthMonth, now)) {
        refuse('INVALID_ARGUMENT', '出生年月不对：孩子应已出生且未满 18 岁。');
      }
      requireGoodConsent(consent, now);
      const nicknameFlagged = await judgeNickname(context, child.nickname);
      const words = wordsOf(given);
      const flagged = await judgeWords(context, words);
      const made = newWish(now);
      const names = (await namesInCampaign(campaignId))(child.nickname);
      const guardianId = newId(PAPER_GUARDIAN);
      const childId = childIdOf(campaignId, { ...child, formNo: consent.formNo });
      return once(context, async (work) => {
        const agreed = await agreeTo(work, campaign.consentVersion, context);
        const wish = await enterFamily(
          work,
          {
            childId,
            guardianId,
            child: {
              ...names,
              nickname: child.nickname,
              nicknameFlagged,
              birthMonth: child.birthMonth,
              twinKey: twinKeyOf(child),
            },
            consent: paperConsent(consent, campaign.consentVersion),
            submission: { ...made, campaign, community, words, flagged },
            rosterId: null,
          },
          { ...context, agreed },
        );
        if (wish === 'in_wechat') return refuse('FAILED_PRECONDITION', IN_WECHAT);
        if (wish === 'known') return refuse('CONFLICT', '这张表已经录入过，请核对同意书编号。');
        await countPaperEntries(work, context, 1);
        await logDecision(work, context, wish, '照纸表代填心愿');
        const { _id: wishId, wishNo, state, alias } = wish;
        const { childNo = names.childNo } = (await work.get('children', childId)) ?? {};
        return { childId, childNo, alias, wishId, wishNo, state };
      });
    },
  },
  'entry.again': {
    who: 'staff',
    input: calls.again,
    run: async (context, { wishId, wish: given }) => {
      const { rights, now } = context;
      const seen = await getWish(wishId);
      requireArea(rights, seen);
      const guardianId = await requirePaperGuardian(seen);
      const [campaign, community] = await Promise.all([
        getCampaign(seen.campaignId),
        getCommunity(seen.communityId),
      ]);
      const words = wordsOf(given);
      const flagged = await judgeWords(context, words);
      return once(context, async (work) => {
        const guardian = await work.get('guardians', guardianId);
        const child = await work.get('children', seen.childId);
        if (!guardian || !child || child.nickname === '') {
          return refuse('FAILED_PRECONDITION', '这个孩子的资料已经删除。');
        }
        const before = await work.get('wishes', wishId);
        if (before?.state !== 'returned') {
          return refuse('FAILED_PRECONDITION', '只有退回的心愿可以修改后再提交。');
        }
        // Beside a withdrawal of the consent, one of the two is tried again.
        await work.put('guardians', { ...guardian, version: guardian.version + 1 });
        const { wish } = await submitWish(
          work,
          child,
          { ...newWish(now), campaign, community, words, flagged, paper: before.paper },
          context,
        );
        await logDecision(work, context, wish, '代家长修改心愿');
        await work.audit({ action: 'entry.again', subject: wish._id });
        return { wishId: wish._id, state: wish.state };
      });
    },
  },
  'entry.withdraw': {
    who: 'staff',
    input: calls.withdraw,
    run: async (context, { wishId, cardId, scopes }) => {
      const wish = wishId === undefined ? await packOf(cardId ?? '') : await getWish(wishId);
      requireArea(context.rights, wish);
      const guardianId = await requirePaperGuardian(wish);
      const { left } = await takeConsentBack(guardianId, scopes, context.now);
      return once(context, async (work) => {
        const child = await work.get('children', wish.childId);
        // Of whoever is erased nothing is written any more.
        if (child && child.nickname !== '') {
          await logDecision(work, context, wish, '登记家长撤回的同意');
        }
        await work.audit({
          action: 'entry.withdraw',
          subject: wish.childId,
          note: scopes ? noteOf(...scopes) : noteOf('all'),
        });
        return { left };
      });
    },
  },
};
