import type { EpochMs } from '../../../typings/contract';
import { refuseAbsent } from '../../domain/common/refusal';
import { endTransfer, type Transfer } from '../../domain/family/transfer';
import { endApproval } from '../../domain/money/approval';
import { command, find, findAll, transact, type Transaction, type Where } from '../common/database';
import { notify } from '../message/notices';

/** @throws Refusal NOT_FOUND */
export const getTransfer = async (
  { get }: Pick<Transaction, 'get'>,
  transferId: string,
): Promise<Transfer> =>
  (await get('transfers', transferId)) ?? refuseAbsent('没有找到这次监护人变更。');

/** Keeps a takeover, and with it what the child's document says of it. */
export const keepTransfer = async (transaction: Transaction, transfer: Transfer): Promise<void> => {
  const { _id: transferId, childId, until, dueAt } = transfer;
  await transaction.put('transfers', transfer);
  const child = await transaction.get('children', childId);
  if (!child) return;
  const isOver = dueAt === 0;
  if (isOver && child.transfer?.transferId !== transferId) return;
  const version = (child.version ?? 0) + 1;
  await transaction.put('children', {
    ...child,
    version,
    transfer: isOver ? null : { transferId, until },
  });
};

/** Tells the staff whose matter it is what became of a takeover. */
export const tellStaff = (
  transaction: Transaction,
  { _id, by, approvedBy }: Transfer,
  kind: string,
  now: EpochMs,
): Promise<void> => {
  const personIds = [by, ...(approvedBy === null ? [] : [approvedBy])];
  return notify(transaction, { box: 'staff', kind, personIds }, { ref: _id }, now);
};

/**
 * Ends a takeover with nothing changed, and with it the request for it that still waits; its staff
 * are told. @throws Refusal FAILED_PRECONDITION once it is over
 */
export const stopTransfer = async (
  transaction: Transaction,
  transfer: Transfer,
  state: 'objected' | 'declined' | 'lapsed',
  now: EpochMs,
): Promise<void> => {
  await keepTransfer(transaction, endTransfer(transfer, state));
  const approval = await transaction.get('approvals', transfer.approvalId);
  if (approval?.open) await transaction.put('approvals', endApproval(approval, now));
  const kind = state === 'objected' ? 'transferObjected' : 'transferLapsed';
  await tellStaff(transaction, transfer, kind, now);
};

const PAGE = 50;

/** One page of the takeovers in some areas, the newest first. */
export const transfersPage = async (
  { campaignId, areaIds }: { campaignId: string; areaIds: readonly string[] | 'all' },
  cursor: string | undefined,
): Promise<{ transfers: Transfer[]; next?: string }> => {
  const where: Where = { campaignId };
  if (areaIds !== 'all') where['areaPath'] = command.in([...areaIds]);
  if (cursor !== undefined) where['key'] = command.lt(cursor);
  const transfers = await find('transfers', where, { orderBy: ['key', 'desc'], limit: PAGE });
  const last = transfers.at(-1);
  return transfers.length === PAGE && last ? { transfers, next: last.key } : { transfers };
};

/** Ends the takeovers of an erased child, and takes them away. */
export const eraseTransfersOf = async (childId: string, now: EpochMs): Promise<void> => {
  for (const { _id } of await findAll('transfers', { childId })) {
    await transact(async (transaction) => {
      const transfer = await transaction.get('transfers', _id);
      if (!transfer) return;
      if (transfer.dueAt !== 0) await stopTransfer(transaction, transfer, 'lapsed', now);
      await transaction.remove('transfers', _id);
    });
  }
};

/** Whether somebody waits to take a child over. */
export const takesOver = async (personId: string): Promise<boolean> =>
  (await find('transfers', { joinedBy: personId }, { limit: 1 })).length > 0;

/** Somebody who erases everything takes nothing over any more. */
export const forgetJoined = async (personId: string, now: EpochMs): Promise<void> => {
  for (const { _id } of await findAll('transfers', { joinedBy: personId })) {
    await transact(async (transaction) => {
      const transfer = await transaction.get('transfers', _id);
      if (transfer?.joinedBy === personId) {
        await stopTransfer(transaction, transfer, 'lapsed', now);
      }
    });
  }
};
