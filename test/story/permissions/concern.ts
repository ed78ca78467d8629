import type { Given, TopicInputs } from './given';

export const concernInputs = ({
  childId,
  grantId,
  referralId,
  concernId,
  requestId,
  now,
}: Given) => {
  const concern = { requestId, situation: '3', words: '孩子说不敢回家', urgent: true } as const;
  return {
    family: {
      'concern.raise': concern,
      'referral.mine': {},
      'referral.answer': { requestId, referralId, answer: 'yes' },
      'referral.withdraw': { requestId, referralId },
    },
    staff: {
      'concern.raise': concern,
      'grant.safeguarding': { requestId, openid: 'somebody-new' },
      'specialist.save': {
        requestId,
        openid: 'somebody-new',
        name: '林老师',
        profession: 'psychologist',
        contact: '南山心理中心',
        memberUntil: '2090-01-01',
      },
      'specialist.list': {},
      'referral.propose': {
        requestId,
        childId,
        specialistId: 'specialist_none',
        purpose: '聊一聊',
        question: '睡得不好',
      },
      'referral.list': {},
      'referral.answer': {
        requestId,
        referralId,
        answer: 'no',
        how: 'paper',
        note: '说了',
      },
    },
    helper: {
      'concern.raise': concern,
      'referral.mine': {},
      'referral.accept': { requestId, referralId },
      'referral.refuse': { requestId, referralId },
      'referral.note': { requestId, referralId, words: '第一次见面' },
      'referral.close': { requestId, referralId },
    },
    safe: {
      'concern.list': {},
      'concern.open': { concernId },
      'concern.name': { requestId, concernId, grantId },
      'concern.report': { requestId, concernId, to: 'police', at: now },
      'concern.answer': { requestId, concernId, words: '已受理' },
      'concern.notReported': { requestId, concernId, reason: '误会' },
      'holder.list': {},
      'referral.open': { referralId },
    },
    station: {
      'concern.raise': concern,
    },
  } satisfies TopicInputs;
};
