import type { Input } from '../../typings/contract';
import { call, downloadFile } from './client';

/** Money that goes back: of a donation to its donor, of a spend from its supplier. */
export const refundEntry = (input: Input<'staff', 'fund.refund'>) =>
  call('staff', 'fund.refund', input);

/** 冲正 of a donation, or of a refund to a donor. */
export const reverseEntry = (input: Input<'staff', 'fund.reverse'>) =>
  call('staff', 'fund.reverse', input);

/** Asks for a larger reserve, or takes it where the caller may. */
export const topUpWish = (input: Input<'staff', 'wish.topUp'>) =>
  call('staff', 'wish.topUp', input);

/** Gives back part of a wish's reserve, or all of it. */
export const releaseReserve = (input: Input<'staff', 'wish.release'>) =>
  call('staff', 'wish.release', input);

/** Where the money for a wish came from and went. */
export const wishCost = (wishId: string) => call('staff', 'wish.cost', { wishId });

/** The limit above which a second admin is needed. */
export const setRules = (input: Input<'staff', 'fund.rules'>) => call('staff', 'fund.rules', input);

/** What waits for a second admin, or was decided; paged. */
export const listApprovals = (fundId: string, open: boolean, cursor?: string) =>
  call('staff', 'approval.list', { fundId, open, ...(cursor === undefined ? {} : { cursor }) });

export const decideApproval = (input: Input<'staff', 'approval.decide'>) =>
  call('staff', 'approval.decide', input);

export const withdrawApproval = (input: Input<'staff', 'approval.withdraw'>) =>
  call('staff', 'approval.withdraw', input);

/** Recomputes a part of the ledger; go on with `next`. */
export const checkLedger = (fundId: string, cursor?: string) =>
  call('staff', 'fund.check', { fundId, ...(cursor === undefined ? {} : { cursor }) });

/** Spends without an invoice, paged, and invoices that do not fit. */
export const reconcile = (fundId: string, cursor?: string) =>
  call('staff', 'fund.reconcile', { fundId, ...(cursor === undefined ? {} : { cursor }) });

/** Notes at a spend which invoice it stands on. */
export const noteInvoice = (input: Input<'staff', 'gift.invoice'>) =>
  call('staff', 'gift.invoice', input);

/** Enters an invoice's total as it is on paper. */
export const enterInvoice = (input: Input<'staff', 'fund.invoice'>) =>
  call('staff', 'fund.invoice', input);

/** Who gave, the largest first. */
export const listDonors = async (fundId: string) =>
  (await call('staff', 'fund.donors', { fundId })).items;

/** 公示 as a file; the link is good for a few minutes. */
export const makeReport = (campaignId: string, format: 'pdf' | 'xlsx') =>
  call('staff', 'fund.report', { campaignId, format });

/** 感谢函 for one donor as a PDF. */
export const makeStatement = (campaignId: string, donor: string) =>
  call('staff', 'fund.statement', { campaignId, donor });

/** Opens a file with the phone's own viewer, from which it can be sent on or printed. */
export const openPaper = async (url: string, fileType: 'pdf' | 'xlsx'): Promise<void> => {
  const filePath = await downloadFile(url);
  await wx.openDocument({ filePath, fileType, showMenu: true });
};
