import { byIds } from '../common/by-ids';
import {
  DEFAULT_RULES,
  isCurrent,
  type Mother,
  type MotherRules,
} from '../../domain/mother/mother';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { command, find, findAll, type Transaction } from '../common/database';
import type { CampaignRecord } from '../../domain/campaign/records';

/** What a campaign asks of its mothers. */
export const rulesOf = ({ mothers }: Pick<CampaignRecord, 'mothers'>): MotherRules =>
  mothers ?? DEFAULT_RULES;

/** The same, read inside a transaction. */
export const rulesIn = async (
  transaction: Pick<Transaction, 'get'>,
  campaignId: string,
): Promise<MotherRules> => rulesOf((await transaction.get('campaigns', campaignId)) ?? {});

/** @throws Refusal NOT_FOUND */
export const motherIn = async (
  transaction: Pick<Transaction, 'get'>,
  motherId: string,
): Promise<Mother> =>
  (await transaction.get('mothers', motherId)) ??
  refuseAbsent('没有找到这位爱心妈妈，请刷新后再试。');

/** All that a person has been as 爱心妈妈, the newest first. */
export const mothersOf = async (personId: string): Promise<Mother[]> => {
  const mothers = await findAll('mothers', { personId });
  return mothers.sort((a, b) => b.appliedAt - a.appliedAt);
};

/** @throws Refusal PERMISSION_DENIED for whoever never applied */
export const requireMothers = async (personId: string): Promise<Mother[]> => {
  const mothers = await mothersOf(personId);
  return mothers.length > 0
    ? mothers
    : refuse('PERMISSION_DENIED', '这里只对爱心妈妈开放，请先申请加入。');
};

/** What she is now, or was last. */
export const currentOf = (mothers: readonly Mother[], campaignId?: string): Mother | undefined => {
  const hers = mothers.filter((mother) => (campaignId ?? mother.campaignId) === mother.campaignId);
  return hers.find(({ state }) => isCurrent(state)) ?? hers[0];
};

export const mothersById = (motherIds: readonly string[]): Promise<Map<string, Mother>> =>
  byIds('mothers', motherIds);

/** The mothers of a campaign who are there for an area or one above it. */
export const mothersOfArea = (campaignId: string, path: readonly string[]): Promise<Mother[]> =>
  findAll('mothers', { campaignId, areaIds: command.in([...path]) });

const PAGE = 50;

/** One page of the mothers whom some staff see, in the order in which they applied. */
export const motherPage = async (
  where: { campaignId: string; areaIds: readonly string[] | 'all' },
  cursor: string | undefined,
): Promise<{ mothers: Mother[]; next?: string }> => {
  const mothers = await find(
    'mothers',
    {
      campaignId: where.campaignId,
      ...(where.areaIds === 'all' ? {} : { areaIds: command.in([...where.areaIds]) }),
      key: command.gt(cursor ?? ''),
    },
    { orderBy: ['key', 'asc'], limit: PAGE },
  );
  const last = mothers.at(-1);
  return mothers.length === PAGE && last ? { mothers, next: last.key } : { mothers };
};

/** Mothers who are to be told by a day what runs out. */
export const mothersToTell = (day: string): Promise<Mother[]> =>
  findAll('mothers', { proofAlertOn: command.gt('').and(command.lte(day)) });
