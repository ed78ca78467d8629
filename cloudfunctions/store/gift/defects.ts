import { byIds } from '../common/by-ids';
import type { EpochMs } from '../../../typings/contract';
import { defectIdOf, requireReportable, type Defect } from '../../domain/gift/defect';
import { refuseAbsent } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import { command, find, type Where } from '../common/database';
import { keyAt } from '../common/page-keys';
import type { Work } from '../common/requests';

const PAGE = 50;

/** Keeps the report of a defective gift. @throws Refusal NOT_FOUND, FAILED_PRECONDITION */
export const reportDefect = async (
  work: Work,
  wishId: string,
  report: Pick<Defect, 'reason' | 'reportedBy' | 'by'>,
  now: EpochMs,
  requireTheirs: (wish: Wish) => void,
): Promise<string> => {
  const wish = await work.get('wishes', wishId);
  if (!wish) return refuseAbsent('没有找到这个心愿。');
  requireTheirs(wish);
  // Nobody writes on behind an erasure.
  if (wish.title === '') return refuseAbsent('没有找到这个心愿。');
  const card = wish.cardId === null ? null : await work.get('cards', wish.cardId);
  const times = wish.defects ?? 0;
  const last = times === 0 ? null : await work.get('defects', defectIdOf(wishId, times));
  requireReportable(wish, card, last, now);
  const _id = defectIdOf(wishId, times + 1);
  await work.put('defects', {
    ...report,
    _id,
    wishId,
    campaignId: wish.campaignId,
    areaPath: wish.areaPath,
    at: now,
    state: 'open',
    settled: null,
    key: keyAt(now, _id),
  });
  await work.put('wishes', { ...wish, defects: times + 1, updatedAt: now });
  await work.audit({ action: 'gift.defect', subject: _id });
  return _id;
};

/** The last reported defect of each of these wishes, by wish. */
export const lastDefectsOf = async (wishes: readonly Wish[]): Promise<Map<string, Defect>> => {
  const ids = wishes.flatMap(({ _id, defects }) => (defects ? [defectIdOf(_id, defects)] : []));
  const found = await byIds('defects', ids);
  return new Map([...found.values()].map((defect) => [defect.wishId, defect]));
};

/** One page of reported defects, the oldest first. */
export const defectsPage = async (
  where: { campaignId: string; state: Defect['state']; areaIds: readonly string[] | 'all' },
  cursor: string | undefined,
): Promise<{ defects: Defect[]; next?: string }> => {
  const query: Where = { campaignId: where.campaignId, state: where.state };
  if (where.areaIds !== 'all') query['areaPath'] = command.in([...where.areaIds]);
  if (cursor !== undefined) query['key'] = command.gt(cursor);
  const defects = await find('defects', query, { orderBy: ['key', 'asc'], limit: PAGE });
  const last = defects.at(-1);
  return defects.length === PAGE && last ? { defects, next: last.key } : { defects };
};

/** The wishes of these defects, by id. */
export const wishesOfDefects = (defects: readonly Defect[]): Promise<Map<string, Wish>> =>
  byIds(
    'wishes',
    defects.map(({ wishId }) => wishId),
  );
