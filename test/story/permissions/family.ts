import { campaignId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const familyInputs = ({ childId, wishId, complaintId, transferId, requestId }: Given) =>
  ({
    family: {
      me: { campaignId },
      'consent.grant': { version: '1', scopes: ['review'] },
      'consent.withdraw': { scopes: ['photo'] },
      'child.save': {
        requestId,
        childId,
        nickname: '别人',
        birthMonth: '2016-05',
        communityId: 'c-1',
      },
      'access.mine': {},
      'data.export': {},
      'data.erase': { requestId, childId },
      'guardian.invite': { requestId, childId },
      'guardian.join': { requestId, code: 'no-such-code' },
      'guardian.leave': { requestId, childId },
      'guardian.object': { requestId, transferId },
      'complaint.mine': {},
      'complaint.send': { requestId, topic: 'gift', words: '礼物还没有到。', wishId },
    },
    staff: {
      'complaint.list': { state: 'open' },
      'complaint.open': { complaintId },
      'complaint.assign': { requestId, complaintId },
      'complaint.answer': { requestId, complaintId, words: '已处理。' },
      'guardian.attest': { requestId, wishId, reason: '当面核实过' },
      'guardian.transfer': { requestId, wishId, reason: '当面核实过' },
      'guardian.transfers': { campaignId },
    },
  }) satisfies TopicInputs;
