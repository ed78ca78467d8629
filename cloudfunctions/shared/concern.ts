import type { ConcernInput, ConcernReporter, ErrorCode, Reply } from '../../typings/contract';
import { isActive, isHolder } from '../domain/common/access';
import { refuse } from '../domain/common/refusal';
import { callFunction } from '../platform/functions';
import { findGuardian } from '../store/family/guardians';
import { mothersOf } from '../store/mother/mothers';
import { grantsOf } from '../store/people/grants';
import { specialistsOf } from '../store/referral/referrals';
import type { Context } from './serve';

/** What goes from the function that was asked to the one that may read it. */
export interface RaisedConcern extends Omit<ConcernInput, 'requestId'> {
  request: { id: string; payload: string };
  reporterId: string;
  reporter: ConcernReporter;
  at: number;
}

/** As what a person works with children here. @throws Refusal PERMISSION_DENIED for a stranger */
export const reporterOf = async ({ personId, now }: Context): Promise<ConcernReporter> => {
  const [grants, mothers, specialists, guardian] = await Promise.all([
    grantsOf(personId),
    mothersOf(personId),
    specialistsOf(personId),
    findGuardian(personId),
  ]);
  const active = grants.filter((grant) => isActive(grant, now));
  if (active.some(({ kind }) => kind === 'staff') || isHolder(active, now)) return 'staff';
  if (mothers.length > 0) return 'mother';
  if (specialists.length > 0) return 'specialist';
  if (active.some(({ kind }) => kind === 'scanner')) return 'volunteer';
  if (active.length > 0) return 'member';
  return guardian
    ? 'guardian'
    : refuse('PERMISSION_DENIED', '这里只对参与活动的人开放；紧急情况请拨打 110。');
};

/**
 * Hands a concern on to safeguarding, and keeps nothing of it here: no answer, no audit, no draft.
 * Sent again, it is one concern.
 * @throws Refusal CONFLICT for the same request with other words; UNAVAILABLE, where a call is safer
 */
export const raiseConcern = async (
  { personId, now, request }: Context,
  { requestId: _, ...words }: ConcernInput,
  reporter: ConcernReporter,
): Promise<{ received: true; at: number }> => {
  const input: RaisedConcern = { ...words, request, reporterId: personId, reporter, at: now };
  const unavailable = (): never =>
    refuse('UNAVAILABLE', '没有送达。情况紧急请立即拨打 110，再回来重试。');
  let reply: Reply<{ received: true; at: number }>;
  try {
    reply = (await callFunction('safe', { action: 'concern.take', input })) as typeof reply;
  } catch {
    return unavailable();
  }
  if (reply.ok) return reply.data;
  return reply.code === 'CONFLICT'
    ? refuse(reply.code satisfies ErrorCode, reply.message)
    : unavailable();
};
