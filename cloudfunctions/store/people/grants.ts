import type { EpochMs, GrantRole } from '../../../typings/contract';
import {
  overAt,
  type AreaPath,
  type Grant,
  type SafeguardingGrant,
} from '../../domain/common/access';
import { command, find, findAll, transact, type Transaction } from '../common/database';
import { leavesOf } from '../common/requests';
import { momentPage } from '../common/paging';

/** A person's grants that nobody has ended; whether they hold now, the domain says. */
export const grantsOf = (personId: string): Promise<Grant[]> =>
  find('grants', { personId, endedAt: null });

/** All grants that a person has or had. */
export const everyGrantOf = (personId: string): Promise<Grant[]> => findAll('grants', { personId });

const KEPT_ENDS = 50;

/** Ends a grant, and with it at once whatever its holder has begun by it. */
export const endGrant = async (
  transaction: Transaction,
  grant: Grant,
  { now, by }: { now: EpochMs; by?: string },
): Promise<void> => {
  const { _id, personId } = grant;
  await transaction.put('grants', {
    ...grant,
    endedAt: now,
    ...(by === undefined ? {} : { endedBy: by }),
  });
  for (const leaf of leavesOf(personId)) {
    const before = await transaction.get('holders', leaf);
    const endedIds = [...(before?.endedIds ?? []), _id].slice(-KEPT_ENDS);
    await transaction.put('holders', { _id: leaf, endedIds });
  }
};

/** The scanner grants of an event that nobody has ended. */
export const openScannerGrants = (eventId: string): Promise<Grant[]> =>
  findAll('grants', { eventId, endedAt: null });

/** The grants of safeguarding that nobody has ended. */
export const safeguardingGrants = async (): Promise<SafeguardingGrant[]> => {
  const grants = await findAll('grants', { kind: 'safeguarding' });
  return grants.filter(
    (grant): grant is SafeguardingGrant => grant.kind === 'safeguarding' && grant.endedAt === null,
  );
};

/** The grants of an admin that nobody has ended. */
export const adminGrants = async (): Promise<Grant[]> => {
  const grants = await findAll('grants', { level: 'admin' });
  return grants.filter(({ endedAt }) => endedAt === null);
};

/** The district staff over an area. */
export const districtOver = async (area: AreaPath): Promise<string[]> => {
  const grants = await findAll('grants', { level: 'district' });
  const above = grants.filter(
    (grant) => grant.kind === 'staff' && grant.endedAt === null && area.includes(grant.areaId),
  );
  return [...new Set(above.map(({ personId }) => personId))];
};

/** Times a page is looked for before an answer goes out with fewer than were asked for. */
const MOST_READS = 10;

/** One page of grants that are over, or not, or both; the newest first. */
export const grantPage = async (
  { role, isOver, now }: { role: GrantRole | undefined; isOver: boolean | undefined; now: EpochMs },
  { cursor, limit }: { cursor: EpochMs | undefined; limit: number },
): Promise<{ grants: Grant[]; next?: EpochMs }> => {
  const where =
    role === undefined
      ? {}
      : role === 'scanner' || role === 'safeguarding'
        ? { kind: role }
        : { level: role };
  const isMeant = (grant: Grant): boolean =>
    isOver === undefined || isOver === (overAt(grant) ?? Infinity) <= now;
  const grants: Grant[] = [];
  let next = cursor;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const page = await momentPage('grants', 'grantedAt', where, {
      cursor: next,
      limit,
      order: 'desc',
    });
    grants.push(...page.documents.filter(isMeant));
    if (page.next === undefined) return { grants };
    next = page.next;
    if (grants.length >= limit) break;
  }
  return { grants, ...(next === undefined ? {} : { next }) };
};

/** Takes the label from grants that were over before a moment: it names nobody for longer. */
export const forgetLabels = async (before: EpochMs): Promise<void> => {
  for (const labelled of await findAll('grants', { label: command.gt('') })) {
    if ((overAt(labelled) ?? before) >= before) continue;
    await transact(async (transaction) => {
      const grant = await transaction.get('grants', labelled._id);
      if (!grant) return;
      const { label: _forgotten, ...rest } = grant;
      await transaction.put('grants', rest);
    });
  }
};

/** The grants for some areas that nobody has ended. */
export const grantsOfAreas = (areaIds: readonly string[]): Promise<Grant[]> =>
  findAll('grants', { areaId: command.in([...areaIds]), endedAt: null });

/** What volunteers were ever given, also where it is over. */
export const everyScannerGrant = (): Promise<Grant[]> => findAll('grants', { kind: 'scanner' });
