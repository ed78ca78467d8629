import { dayOf } from '../../support/companions';
import { campaignId, HOUR } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const motherInputs = ({
  childId,
  grantId,
  motherId,
  pairId,
  recordId,
  outingId,
  requestId,
  now,
}: Given) => {
  const noon = Date.parse(`${dayOf(now + 24 * HOUR)}T04:00:00.000Z`);
  return {
    family: {
      'pair.mine': {},
      'pair.answer': { requestId, pairId, answer: 'yes', childSays: 'yes' },
      'outing.answer': { requestId, outingId, answer: 'yes' },
    },
    staff: {
      'mother.decide': { requestId, motherId, decision: 'pause' },
      'mother.proof': { requestId, motherId, proof: 'insurance', on: '2025-01-01' },
      'mother.list': { campaignId },
      'mother.rules': { requestId, campaignId, maxPairs: 1, certificate: false },
      'mother.children': { campaignId, communityId: 'c-1' },
      'mother.match': { campaignId, childId },
      'pair.overseers': { childId },
      'pair.propose': {
        requestId,
        childId,
        motherId,
        role: 'lead',
        supervisorGrantId: grantId,
        deputyGrantId: grantId,
      },
      'pair.start': { requestId, pairId, metOn: '2025-01-01' },
      'pair.suspend': { requestId, pairId, reason: '试一试' },
      'pair.resume': { requestId, pairId, reason: '试一试' },
      'pair.end': { requestId, pairId, reason: '试一试' },
      'pair.handover': { requestId, pairId, motherId, summary: '试一试' },
      'pair.assign': {
        requestId,
        pairId,
        supervisorGrantId: grantId,
        deputyGrantId: grantId,
      },
      'pair.list': { campaignId },
      'pair.open': { pairId, purpose: '看看' },
      'pair.talk': { requestId, pairId, with: 'mother', day: '2025-01-01', note: '都好' },
      'record.confirm': { requestId, recordIds: [recordId] },
      'alert.mine': {},
      'alert.allow': { requestId },
      'record.judge': { requestId, recordId, decision: 'release' },
      'pair.answer': {
        requestId,
        pairId,
        answer: 'no',
        childSays: 'no',
        how: 'phone',
        note: '说了',
      },
      'outing.answer': { requestId, outingId, answer: 'no', how: 'phone', note: '说了' },
    },
    helper: {
      'mother.apply': {
        requestId,
        campaignId,
        name: '周小满',
        kind: 'volunteer',
        team: 'neighbor',
        level: 'community',
        communityIds: ['c-1'],
      },
      'mother.me': {},
      'pair.mine': {},
      'record.add': {
        requestId,
        pairId,
        kind: 'call',
        day: dayOf(now),
        from: '00:00',
        minutes: 1,
        reached: true,
      },
      'record.change': { requestId, recordId, minutes: 20 },
      'record.more': { requestId, recordId, note: '补充' },
      'record.mine': { pairId },
      'outing.plan': {
        requestId,
        pairId,
        place: '图书馆',
        from: noon,
        until: noon + HOUR,
      },
      'outing.back': { requestId, outingId },
      'hours.mine': {},
    },
    safe: {
      'pair.suspend': { requestId, pairId },
    },
  } satisfies TopicInputs;
};
