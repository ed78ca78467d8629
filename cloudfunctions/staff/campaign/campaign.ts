import type { AuditAction } from '@micro-wish/vocabulary';
import { maySee } from '../../domain/common/access';
import { noteOf } from '../../domain/common/audit';
import type { AreaInput, CampaignRow, Fen } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import * as calls from '../../calls/campaign';
import { nothing, ofCampaign } from '../../calls/fields';
import type { Context, Handlers } from '../../shared/serve';
import {
  areasOf,
  asCommunities,
  communityAreasOf,
  getCampaign,
  isClosed,
  everyCampaign,
} from '../../store/campaign/campaigns';
import { keepPackagedTerms, keepTerms, termsOfVersion } from '../../store/campaign/consent-texts';
import { EMPTY_FUND } from '../../domain/money/money';
import { read, transact } from '../../store/common/database';
import { once, type Work } from '../../store/common/requests';
import type { AreaRecord, CampaignRecord } from '../../domain/campaign/records';
import { hasWishes } from '../../store/wish/wishes';

const DEFAULT_CAP_FEN = 200_000 as Fen;

/** The way down to an area; a parent stands before its children in the list. */
const pathsOf = (given: readonly AreaInput[]): Map<string, string[]> => {
  const paths = new Map<string, string[]>();
  for (const { areaId, parentId } of given) {
    const parent = parentId === undefined ? [] : paths.get(parentId);
    if (!parent || paths.has(areaId)) {
      return refuse('INVALID_ARGUMENT', '区域编号不能重复，上级区域应写在下级前面。');
    }
    paths.set(areaId, [...parent, areaId]);
  }
  return paths;
};

/** Saves an area and counts it among those of a campaign; other campaigns keep it. */
const saveArea = (area: Omit<AreaRecord, 'campaignIds'>, campaignId: string): Promise<void> =>
  transact(async (transaction) => {
    const before = await transaction.get('areas', area._id);
    const campaignIds = [...new Set([...(before?.campaignIds ?? []), campaignId])];
    await transaction.put('areas', { ...area, campaignIds });
  });

/** Takes an area out of a campaign: its wishes go on, and no new ones are taken. */
const leaveArea = (areaId: string, campaignId: string): Promise<void> =>
  transact(async (transaction) => {
    const area = await transaction.get('areas', areaId);
    if (!area) return;
    const campaignIds = area.campaignIds.filter((other) => other !== campaignId);
    await transaction.put('areas', { ...area, campaignIds });
  });

const isSameArea = (
  { name, level, path }: Omit<AreaRecord, 'campaignIds'>,
  before: AreaRecord | undefined,
): boolean => before?.name === name && before.level === level && before.path.join() === path.join();

/** Areas that are saved side by side. */
const AT_ONCE = 10;

/** The areas of a campaign become these, each by itself: a call that died half way is repeated. */
const setAreas = async (campaignId: string, given: readonly AreaInput[]): Promise<void> => {
  const paths = pathsOf(given);
  const before = new Map((await areasOf(campaignId)).map((area) => [area._id, area]));
  const changed = given
    .map(({ areaId, name, level }) => ({ _id: areaId, name, level, path: paths.get(areaId) ?? [] }))
    .filter((area) => !isSameArea(area, before.get(area._id)));
  const left = [...before.keys()].filter((areaId) => !paths.has(areaId));
  for (let start = 0; start < changed.length; start += AT_ONCE) {
    const part = changed.slice(start, start + AT_ONCE);
    await Promise.all(part.map((area) => saveArea(area, campaignId)));
  }
  for (const areaId of left) await leaveArea(areaId, campaignId);
};

const refuseTaken = (): never => refuse('CONFLICT', '这个编号已有活动，请换一个。');

const rowOf = ({ _id, title, place, from, until, closedAt }: CampaignRecord): CampaignRow => ({
  campaignId: _id,
  title,
  place,
  from,
  until,
  ...(typeof closedAt === 'number' ? { closedAt } : {}),
});

const areaInput = ({ _id, name, level, path }: AreaRecord): AreaInput => {
  const parentId = path.at(-2);
  return { areaId: _id, name, level, ...(parentId === undefined ? {} : { parentId }) };
};

/** Changes one campaign in one transaction with its audit. @throws Refusal NOT_FOUND */
const change = <Answer>(
  context: Context,
  action: AuditAction,
  campaignId: string,
  decide: (campaign: CampaignRecord, work: Work) => Promise<CampaignRecord> | CampaignRecord,
  answer: Answer,
): Promise<Answer> =>
  once(context, async (work) => {
    const campaign = await work.get('campaigns', campaignId);
    if (!campaign) return refuse('NOT_FOUND', '没有找到这个活动。');
    const next = await decide(campaign, work);
    await work.put('campaigns', next);
    await work.audit({ action, subject: campaignId, note: noteOf({ id: next.consentVersion }) });
    return answer;
  });

export const campaignHandlers: Pick<
  Handlers<'staff'>,
  | 'campaign.list'
  | 'community.list'
  | 'campaign.open'
  | 'campaign.save'
  | 'campaign.close'
  | 'campaign.reopen'
  | 'consent.publish'
> = {
  'campaign.list': {
    who: 'office',
    input: nothing,
    run: async () => {
      const campaigns = await everyCampaign();
      return { items: campaigns.sort((a, b) => b.from - a.from).map(rowOf) };
    },
  },
  'community.list': {
    who: 'staff',
    input: ofCampaign,
    run: async ({ rights }, { campaignId }) => {
      await getCampaign(campaignId);
      const areas = await communityAreasOf(campaignId);
      return { items: asCommunities(areas.filter(({ path }) => maySee(rights, path))) };
    },
  },
  'campaign.open': {
    who: 'admin',
    input: ofCampaign,
    run: async (_, { campaignId }) => {
      const campaign = await getCampaign(campaignId);
      const [given, consentTerms] = await Promise.all([
        areasOf(campaignId),
        termsOfVersion(campaign.consentVersion),
      ]);
      return {
        ...rowOf(campaign),
        donor: campaign.donor,
        fundId: campaign.fundId,
        reviewLevels: [...campaign.reviewLevels],
        capFen: campaign.capFen,
        maxWishesPerChild: campaign.maxWishesPerChild,
        areas: given.map(areaInput),
        consentVersion: campaign.consentVersion,
        consentTerms,
        ...(campaign.contact ? { contact: campaign.contact } : {}),
      };
    },
  },
  'campaign.save': {
    who: 'admin',
    input: calls.campaignSave,
    run: async (context, asked) => {
      const { campaignId, fundId } = asked;
      if (asked.from >= asked.until) {
        refuse('INVALID_ARGUMENT', '活动的结束时间应晚于开始时间。');
      }
      const seen = await read('campaigns', campaignId);
      if (seen && asked.isNew) refuseTaken();
      if (seen && seen.fundId !== fundId && (await hasWishes(campaignId))) {
        refuse('FAILED_PRECONDITION', '已经有心愿的活动不能换基金，请复制成新的一期。');
      }
      // Areas first, each by itself: a call that died half way is repeated safely.
      await setAreas(campaignId, asked.areas);
      return once(context, async (work) => {
        const before = await work.get('campaigns', campaignId);
        if (before && asked.isNew) refuseTaken();
        await work.put('campaigns', {
          _id: campaignId,
          title: asked.title,
          place: asked.place,
          donor: asked.donor,
          from: asked.from,
          until: asked.until,
          fundId,
          consentVersion: asked.consentVersion,
          reviewLevels: asked.reviewLevels ?? ['community', 'district'],
          capFen: asked.capFen ?? DEFAULT_CAP_FEN,
          maxWishesPerChild: asked.maxWishesPerChild ?? 1,
          closedAt: before?.closedAt ?? null,
          ...(before?.mothers ? { mothers: before.mothers } : {}),
          contact: asked.contact === undefined ? (before?.contact ?? null) : asked.contact,
        });
        if (!(await work.get('funds', fundId))) {
          await work.put('funds', { _id: fundId, ...EMPTY_FUND, entries: 0 });
        }
        await keepPackagedTerms(work, asked.consentVersion, context);
        await work.audit({ action: 'campaign.save', subject: campaignId });
        return { campaignId };
      });
    },
  },
  'campaign.close': {
    who: 'admin',
    input: calls.oneCampaign,
    run: (context, { campaignId }) =>
      change(
        context,
        'campaign.close',
        campaignId,
        (campaign) => {
          if (isClosed(campaign)) refuse('FAILED_PRECONDITION', '这个活动已经停止征集了。');
          return { ...campaign, closedAt: context.now };
        },
        {},
      ),
  },
  'campaign.reopen': {
    who: 'admin',
    input: calls.oneCampaign,
    run: (context, { campaignId }) =>
      change(
        context,
        'campaign.reopen',
        campaignId,
        (campaign) => {
          if (!isClosed(campaign)) refuse('FAILED_PRECONDITION', '这个活动正在征集。');
          return { ...campaign, closedAt: null };
        },
        {},
      ),
  },
  'consent.publish': {
    who: 'admin',
    input: calls.consentPublish,
    run: (context, { campaignId, version: published, terms }) =>
      change(
        context,
        'consent.publish',
        campaignId,
        async (campaign, work) => {
          await keepTerms(work, { version: published, terms }, context);
          return { ...campaign, consentVersion: published };
        },
        { version: published },
      ),
  },
};
