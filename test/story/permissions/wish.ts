import { campaignId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const wishInputs = ({ childId, wishId, callId, requestId }: Given) =>
  ({
    family: {
      'wish.submit': {
        requestId,
        campaignId,
        childId,
        category: 'toy',
        title: '别人的心愿',
        details: { size: '5 号' },
        reason: '想打球',
      },
      'wish.withdraw': { requestId, wishId },
      'wish.mine': {},
    },
    staff: {
      'wish.list': { campaignId },
      'wish.counts': { campaignId },
      'wish.open': { wishId, purpose: '看看' },
      'wish.compare': { wishId, otherId: 'another-wish' },
      'wish.review': { requestId, wishId, decision: 'reject', reason: '不行' },
      'entry.save': {
        requestId,
        campaignId,
        child: { nickname: '小芽', birthMonth: '2016-05', communityId: 'c-1' },
        wish: { category: 'toy', title: '一盒积木' },
        consent: {
          formNo: 'A-1',
          signedOn: '2025-05-20',
          keptAt: '一号柜',
          scopes: ['review', 'gift'],
        },
      },
      'entry.again': { requestId, wishId, wish: { category: 'toy', title: '一盒积木' } },
      'entry.withdraw': { requestId, wishId },
      'roster.template': { campaignId },
      'roster.place': {},
      'roster.check': { campaignId, fileId: 'cloud://a/rosters/no-such-roster.xlsx' },
      'roster.marked': { campaignId, fileId: 'cloud://a/rosters/no-such-roster.xlsx' },
      'roster.import': {
        requestId,
        campaignId,
        fileId: 'cloud://a/rosters/no-such-roster.xlsx',
        mode: 'all',
      },
      'roster.list': { campaignId },
      'roster.undo': { requestId, rosterId: 'no-such-roster' },
      'call.list': { campaignId },
      'call.mark': { requestId, callId, note: '已告知' },
      'wish.reviewMany': { requestId, wishIds: [wishId], decision: 'approve' },
      'wish.undoReview': { requestId, wishIds: [wishId] },
    },
  }) satisfies TopicInputs;
