import { campaignId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const giftInputs = ({ wishId, orderId, stockId, defectId, requestId }: Given) =>
  ({
    family: {
      'substitution.answer': { requestId, wishId, no: 1, agree: true },
      'gift.defect': { requestId, wishId, reason: '坏了' },
    },
    staff: {
      'gift.arrive': { requestId, wishId, priceFen: 100 as never, stationId: 'desk-1' },
      'gift.arriveMany': {
        requestId,
        stationId: 'desk-1',
        gifts: [{ wishId, priceFen: 100 as never }],
      },
      'arrival.sheet': { campaignId },
      'arrival.check': { campaignId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'arrival.marked': { campaignId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'arrival.import': {
        requestId,
        campaignId,
        fileId: 'cloud://a/rosters/no-such-arrivals.xlsx',
      },
      'gift.shelve': { requestId, wishId, shelf: 'A-03' },
      'gift.wanted': { campaignId, communityId: 'c-1' },
      'gift.defect': { requestId, wishId, reason: '坏了' },
      'order.save': {
        requestId,
        campaignId,
        supplier: '某店',
        lines: [{ wishId, priceFen: 100 as never }],
      },
      'order.place': { requestId, orderId },
      'order.cancel': { requestId, orderId },
      'order.list': { campaignId },
      'order.open': { orderId },
      'stock.list': { campaignId },
      'stock.add': {
        requestId,
        campaignId,
        title: '跳绳',
        category: 'sport',
        quantity: 1,
        priceFen: 100 as never,
        supplier: '某店',
      },
      'stock.use': { requestId, stockId, wishId, stationId: 'desk-1' },
      'stock.writeOff': { requestId, stockId, count: 1, reason: '坏了' },
      'substitution.propose': {
        requestId,
        wishId,
        title: '别的礼物',
        priceFen: 100 as never,
        reason: '买不到',
      },
      'substitution.cancel': { requestId, wishId, no: 1 },
      'substitution.record': { requestId, wishId, no: 1, agree: true, note: '电话里说好' },
      'defect.list': { campaignId, state: 'open' },
      'defect.settle': { requestId, defectId, outcome: 'repaired', words: '修好了' },
    },
  }) satisfies TopicInputs;
