import * as v from 'valibot';
import type { Fen } from '../../typings/contract';
import { EMPTY_FUND } from '../domain/money';
import { refuse } from '../domain/refusal';
import { epochMs, fen, id, requestId, text } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { transact } from '../store/database';
import type { AreaRecord } from '../store/records';
import { once } from '../store/requests';

const DEFAULT_CAP_FEN = 200_000 as Fen;

const level = v.picklist(['community', 'street', 'district'], '请选择级别');

const reviewLevels = v.pipe(
  v.array(level),
  v.minLength(1, '请至少选择一个审核级别'),
  v.check((given) => new Set(given).size === given.length, '同一个审核级别选了两次'),
);

const areas = v.pipe(
  v.array(v.strictObject({ areaId: id, name: text(30), level, parentId: v.exactOptional(id) })),
  v.minLength(1, '请至少填写一个区域'),
  v.maxLength(60, '一次最多 60 个区域'),
);

type Area = v.InferOutput<typeof areas>[number];

/** The way down to an area; a parent stands before its children in the list. */
const pathsOf = (given: readonly Area[]): Map<string, string[]> => {
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

export const campaignHandlers: Pick<Handlers<'staff'>, 'campaign.save'> = {
  'campaign.save': {
    who: 'admin',
    input: v.strictObject({
      requestId,
      campaignId: id,
      title: text(40),
      place: text(60),
      donor: text(60),
      from: epochMs,
      until: epochMs,
      fundId: id,
      consentVersion: text(20),
      reviewLevels: v.exactOptional(reviewLevels),
      capFen: v.exactOptional(fen),
      maxWishesPerChild: v.exactOptional(
        v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
      ),
      areas,
    }),
    run: async (context, input) => {
      if (input.from >= input.until) {
        refuse('INVALID_ARGUMENT', '活动的结束时间应晚于开始时间。');
      }
      const paths = pathsOf(input.areas);
      // Areas first, each by itself: a call that died half way is repeated safely.
      for (const { areaId, name, level } of input.areas) {
        const path = paths.get(areaId) ?? [];
        await saveArea({ _id: areaId, name, level, path }, input.campaignId);
      }
      return once(context, async (work) => {
        await work.put('campaigns', {
          _id: input.campaignId,
          title: input.title,
          place: input.place,
          donor: input.donor,
          from: input.from,
          until: input.until,
          fundId: input.fundId,
          consentVersion: input.consentVersion,
          reviewLevels: input.reviewLevels ?? ['community', 'district'],
          capFen: input.capFen ?? DEFAULT_CAP_FEN,
          maxWishesPerChild: input.maxWishesPerChild ?? 1,
        });
        if (!(await work.get('funds', input.fundId))) {
          await work.put('funds', { _id: input.fundId, ...EMPTY_FUND, entries: 0 });
        }
        await work.audit({ action: 'campaign.save', subject: input.campaignId });
        return { campaignId: input.campaignId };
      });
    },
  },
};
