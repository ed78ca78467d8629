import { dayAt } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import { revoke, withoutRevocation, type Certificate } from '../../domain/certificate/certificate';
import { approvalState, decideOn, type Approval } from '../../domain/money/approval';
import { withoutTraining } from '../../domain/mother/mother';
import type { Context } from '../../shared/serve';
import type { Work } from '../../store/common/requests';
import { mothersOf } from '../../store/mother/mothers';
import { keepForApproval } from '../money/fund-operations';

type By = Pick<Context, 'personId' | 'now' | 'request'>;

type Asked = { state: 'waits_for_second'; approvalId: string };

/** What is asked of this certificate and waits, if anything does. */
const pendingOf = async (
  work: Work,
  { revocation }: Certificate,
  now: number,
): Promise<Approval | null> => {
  if (!revocation || revocation.confirmedBy) return null;
  const approval = await work.get('approvals', revocation.approvalId);
  return approval && approvalState(approval, now) === 'pending' ? approval : null;
};

/**
 * Asks for a revocation where nobody else did: answers that it waits. Nothing where another admin
 * asked before, whose second person the caller is.
 * @throws Refusal FAILED_PRECONDITION
 */
export const askRevocation = async (
  work: Work,
  context: By,
  certificate: Certificate,
  reason: string,
): Promise<Asked | undefined> => {
  const { personId, now } = context;
  const pending = await pendingOf(work, certificate, now);
  if (pending) {
    return pending.by === personId
      ? { state: 'waits_for_second', approvalId: pending._id }
      : undefined;
  }
  const number = certificate._id;
  const deed = { kind: 'revocation', number } as const;
  const approvalId = await keepForApproval(work, context, { fundId: '', deed, reason });
  const asked = revoke(withoutRevocation(certificate), {
    by: personId,
    at: now,
    reason,
    approvalId,
  });
  await work.put('certificates', asked);
  await work.audit({ action: 'certificate.revoke', subject: number, note: noteOf('asked') });
  return { state: 'waits_for_second', approvalId };
};

/** A training whose certificate is revoked proves nothing of a 爱心妈妈 any more. */
const takeProof = async (
  work: Work,
  { holderId, grounds }: Certificate,
  now: number,
): Promise<void> => {
  if (holderId === '' || !grounds) return;
  for (const { _id } of await mothersOf(holderId)) {
    const mother = await work.get('mothers', _id);
    if (!mother) continue;
    await work.put('mothers', withoutTraining(mother, grounds.enrolmentId, dayAt(now)));
  }
};

/** Confirms what another admin asked for. @throws Refusal FAILED_PRECONDITION */
export const confirmRevocation = async (
  work: Work,
  { personId, now }: By,
  certificate: Certificate,
): Promise<{ state: 'revoked' }> => {
  const { revocation } = certificate;
  if (!revocation) return refuse('FAILED_PRECONDITION', '没有等待确认的撤销。');
  const confirmed = revoke(certificate, { ...revocation, by: personId, at: now });
  const approval = await work.get('approvals', revocation.approvalId);
  if (approval?.open) {
    await work.put('approvals', decideOn(approval, 'approve', { personId, now }));
  }
  await work.put('certificates', confirmed);
  await takeProof(work, confirmed, now);
  await work.audit({
    action: 'certificate.revoke',
    subject: certificate._id,
    note: noteOf('confirmed'),
  });
  return { state: 'revoked' };
};

/** Carries out what was decided on through the approvals. @throws Refusal NOT_FOUND */
export const decideRevocation = async (
  work: Work,
  context: By,
  number: string,
  decided: Approval,
): Promise<void> => {
  const certificate = await work.get('certificates', number);
  if (!certificate) return refuse('NOT_FOUND', '没有找到这张证书。');
  if (decided.state === 'approved') await confirmRevocation(work, context, certificate);
  else await work.put('certificates', withoutRevocation(certificate));
  await work.put('approvals', decided);
};
