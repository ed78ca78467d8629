import { programmeInput } from '../../support/programmes';
import { campaignId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const enrolmentInputs = ({
  childId,
  programmeId,
  enrolmentId,
  motherId,
  requestId,
}: Given) =>
  ({
    campaign: {
      programmes: { campaignId },
      certificate: { number: 'CERT-0000-0000-0001' },
    },
    family: {
      'programme.join': { requestId, programmeId, childId, agree: true },
      'programme.mine': {},
      'programme.accept': { requestId, enrolmentId },
      'programme.decline': { requestId, enrolmentId },
      'programme.cancel': { requestId, enrolmentId },
      'programme.feedback': { requestId, enrolmentId, stars: 5 },
      'pass.show': { enrolmentId },
    },
    staff: {
      'assessment.sheet': { programmeId },
      'assessment.check': { programmeId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'assessment.marked': { programmeId, fileId: 'cloud://a/rosters/no-such-arrivals.xlsx' },
      'assessment.import': {
        requestId,
        programmeId,
        fileId: 'cloud://a/rosters/no-such-arrivals.xlsx',
      },
      'programme.save': { ...programmeInput(), requestId },
      'programme.cancel': { requestId, programmeId, reason: '台风' },
      'programme.list': { campaignId },
      'programme.inside': { programmeId, sessionId: 's-1' },
      'programme.assess': { requestId, enrolmentId, passed: true },
      'programme.feedback': { programmeId },
      'enrolment.list': { programmeId },
      'enrolment.promote': { requestId, enrolmentId },
      'enrolment.reject': { requestId, enrolmentId },
      'enrolment.priority': { requestId, enrolmentId, priority: 1, reason: '路远' },
      'enrolment.call': { requestId, enrolmentId, outcome: 'not_reached' },
      'enrolment.walkIn': { requestId, programmeId, childId },
      'certificate.award': { requestId, programmeId, enrolmentIds: [enrolmentId] },
      'certificate.hours': { requestId, motherId, from: '2025-01-01', until: '2025-01-31' },
      'certificate.correct': { requestId, number: 'CERT-0000-0000-0001', name: '欧阳晓海' },
      'certificate.revoke': { requestId, number: 'CERT-0000-0000-0001', reason: '冒领' },
      'certificate.list': { programmeId },
    },
    helper: {
      'programme.join': { requestId, programmeId, name: '欧阳小海' },
      'programme.mine': {},
      'programme.accept': { requestId, enrolmentId },
      'programme.decline': { requestId, enrolmentId },
      'programme.cancel': { requestId, enrolmentId },
      'programme.feedback': { requestId, enrolmentId, stars: 5 },
      'pass.show': { enrolmentId },
      'certificate.mine': {},
      'certificate.pdf': { number: 'CERT-0000-0000-0001' },
    },
  }) satisfies TopicInputs;
