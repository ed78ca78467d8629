import type { Approval } from '../../domain/money/approval';
import { refuse } from '../../domain/common/refusal';
import { command, find, type Transaction, type Where } from '../common/database';

/** @throws Refusal NOT_FOUND */
export const getApproval = async (
  transaction: Transaction,
  approvalId: string,
): Promise<Approval> =>
  (await transaction.get('approvals', approvalId)) ?? refuse('NOT_FOUND', '没有找到这件待批事项。');

const APPROVALS_PAGE = 50;

/** What waits, the oldest first, or what was decided, the newest first; of one author or of all. */
export const approvalPage = async (
  where: { fundId?: string | undefined; open: boolean; by?: string | undefined },
  cursor: string | undefined,
): Promise<{ approvals: Approval[]; next?: string }> => {
  const { fundId, open, by } = where;
  const query: Where = {
    ...(fundId === undefined ? {} : { fundId }),
    open,
    ...(by === undefined ? {} : { by }),
  };
  if (cursor !== undefined) query['key'] = open ? command.gt(cursor) : command.lt(cursor);
  const approvals = await find('approvals', query, {
    orderBy: ['key', open ? 'asc' : 'desc'],
    limit: APPROVALS_PAGE,
  });
  const last = approvals.at(-1);
  return approvals.length === APPROVALS_PAGE && last
    ? { approvals, next: last.key }
    : { approvals };
};
