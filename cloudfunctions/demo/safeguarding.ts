import { addDays, dayAt, HOUR_MS } from '@micro-wish/vocabulary';
import { personIdOf } from '../shared/identity';
import { transact } from '../store/common/database';
import type { Actor } from './actor';

const HOLDERS = ['向日葵', '石榴'];

/** Two holders under ids of their own, and a specialist to whom one child is referred; another family is asked. */
export const playSafeguarding = async (
  by: Actor,
  now: number,
  family: { guardian: string; childId: string; askedChildId: string },
): Promise<void> => {
  const from = now - 20 * HOUR_MS;
  await transact(async (transaction) => {
    for (const [place, label] of HOLDERS.entries()) {
      await transaction.put('grants', {
        kind: 'safeguarding',
        _id: `grant-safe-${place + 1}`,
        personId: personIdOf(`demo-safe-${place + 1}`),
        label,
        grantedAt: from + place,
        grantedBy: personIdOf('demo-admin'),
        endedAt: null,
      });
    }
  });
  const { specialistId } = await by('demo-admin', from)('staff', 'specialist.save', {
    requestId: 'demo-specialist',
    openid: 'demo-specialist-1',
    name: '苏老师',
    profession: 'psychologist',
    contact: '南山区家庭教育指导中心 二楼',
    memberUntil: addDays(dayAt(now), 365),
  });
  const { referralId } = await by('demo-community', from)('staff', 'referral.propose', {
    requestId: 'demo-referral',
    childId: family.childId,
    specialistId,
    purpose: '聊聊睡眠和情绪',
    question: '换了环境以后夜里容易醒，想请老师和孩子聊一聊。',
  });
  await by(family.guardian, from + HOUR_MS)('family', 'referral.answer', {
    requestId: 'demo-referral-yes',
    referralId,
    answer: 'yes',
  });
  await by('demo-community', from + 2 * HOUR_MS)('staff', 'referral.propose', {
    requestId: 'demo-referral-asked',
    childId: family.askedChildId,
    specialistId,
    purpose: '升学前的适应',
    question: '马上要换学校，想请老师听听孩子担心什么。',
  });
};
