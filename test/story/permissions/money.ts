import { campaignId, fundId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const moneyInputs = ({ wishId, approvalId, requestId }: Given) =>
  ({
    staff: {
      'wish.fund': { requestId, wishId, amountFen: 100 as never },
      'wish.fundMany': { requestId, wishes: [{ wishId, amountFen: 100 as never }] },
      'fund.donate': { requestId, fundId, donor: '某人', amountFen: 100 as never },
      'fund.ledger': { fundId },
      'fund.refund': { requestId, entryId: 'donate#1', amountFen: 100 as never, reason: '退' },
      'fund.reverse': { requestId, entryId: 'donate#1', reason: '记错了' },
      'fund.rules': { requestId, fundId, dualControlAboveFen: null, reason: '不用了' },
      'fund.check': { fundId },
      'fund.invoice': {
        requestId,
        fundId,
        supplier: '某店',
        invoiceNo: '1',
        totalFen: 100 as never,
      },
      'fund.reconcile': { fundId },
      'fund.donors': { fundId },
      'fund.report': { campaignId, format: 'xlsx' },
      'fund.statement': { campaignId, donor: '灯塔公司' },
      'gift.invoice': { requestId, entryId: 'spend#1', supplier: '某店', invoiceNo: '1' },
      'wish.topUp': { requestId, wishId, amountFen: 100 as never, reason: '涨价' },
      'wish.release': { requestId, wishId, reason: '不需要' },
      'wish.cost': { wishId },
      'approval.list': { fundId, open: true },
      'approval.decide': { requestId, approvalId, decision: 'approve' },
      'approval.withdraw': { requestId, approvalId },
    },
  }) satisfies TopicInputs;
