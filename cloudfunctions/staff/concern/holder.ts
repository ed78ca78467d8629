import { noteOf } from '../../domain/common/audit';
import type { SafeguardingGrant } from '../../domain/common/access';
import { refuse } from '../../domain/common/refusal';
import { isFirstAdminConfigured, isFirstAdminsId, newId } from '../../shared/identity';
import * as calls from '../../calls/concern';
import type { Context, Handlers } from '../../shared/serve';
import { once, type Work } from '../../store/common/requests';
import { adminGrants } from '../../store/people/grants';
import { personEntered } from '../people/own-code';
import { keepForApproval } from '../money/fund-operations';

const requireAnother = (personId: string, holderId: string): void => {
  if (holderId === personId) {
    refuse('PERMISSION_DENIED', '不能给自己授权，请由另一位管理员办理。');
  }
};

/** Makes somebody else a holder of safeguarding. @throws Refusal PERMISSION_DENIED for oneself */
export const grantSafeguarding = async (
  work: Work,
  { personId, now }: Context,
  holderId: string,
  label: string,
): Promise<{ grantId: string }> => {
  requireAnother(personId, holderId);
  const grant: SafeguardingGrant = {
    kind: 'safeguarding',
    _id: newId('grant'),
    personId: holderId,
    ...(label === '' ? {} : { label }),
    grantedAt: now,
    grantedBy: personId,
    endedAt: null,
  };
  await work.put('grants', grant);
  await work.audit({
    action: 'grant.safeguarding',
    subject: grant._id,
    note: noteOf({ id: holderId }),
  });
  return { grantId: grant._id };
};

/** Whether somebody else could decide as a second admin. */
const hasSecondAdmin = async (personId: string): Promise<boolean> => {
  if (isFirstAdminConfigured() && !isFirstAdminsId(personId)) return true;
  return (await adminGrants()).some((grant) => grant.personId !== personId);
};

export const holderHandlers: Pick<Handlers<'staff'>, 'grant.safeguarding'> = {
  'grant.safeguarding': {
    who: 'admin',
    input: calls.grant,
    run: async (context, { label = '', ...named }) => {
      const { personId, now } = context;
      const takesTwo = await hasSecondAdmin(personId);
      return once(context, async (work) => {
        const holderId = await personEntered(work, named, now);
        requireAnother(personId, holderId);
        if (!takesTwo) return grantSafeguarding(work, context, holderId, label);
        const deed = { kind: 'safeguarding', personId: holderId } as const;
        // What the person is called is all that the second admin can go by.
        const asked = { fundId: '', deed, reason: label };
        return { approvalId: await keepForApproval(work, context, asked) };
      });
    },
  },
};
