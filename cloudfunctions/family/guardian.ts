import { noteOf } from '../domain/common/audit';
import { refuse } from '../domain/common/refusal';
import { secretOf } from '../shared/identity';
import * as calls from '../calls/guardian';
import { revealing, type Handlers } from '../shared/serve';
import { read } from '../store/common/database';
import { requireConsent } from '../store/family/guardians';
import {
  inviteGuardian,
  joinWith,
  requireOwnChild,
  setGuardians,
} from '../store/family/guardianship';
import { stopTransfer } from '../store/family/transfers';
import { once } from '../store/common/requests';
import { tryingCode } from '../store/people/invite-tries';

/** Two guardians of one child share the child, its wishes and cards, and nothing of each other. */
export const guardianHandlers: Pick<
  Handlers<'family'>,
  'guardian.invite' | 'guardian.join' | 'guardian.leave' | 'guardian.object'
> = {
  'guardian.invite': revealing({
    who: 'guardian',
    input: calls.ofChild,
    run: (context, { childId }) => {
      const { personId, now, request } = context;
      const code = secretOf('join', request);
      return once(context, async (work) => {
        await requireConsent(work, personId, ['review', 'gift']);
        await requireOwnChild(work, childId, personId);
        const invite = { childId, by: personId, kind: 'guardian' } as const;
        const expiresAt = await inviteGuardian(work, code, invite, now);
        await work.audit({ action: 'guardian.invite', subject: childId });
        return { expiresAt };
      });
    },
    reveal: async ({ personId, request }, kept, { childId }) => {
      await requireOwnChild({ get: read }, childId, personId);
      return { ...kept, code: secretOf('join', request) };
    },
  }),
  'guardian.join': {
    who: 'guardian',
    input: calls.join,
    run: (context, { code }) =>
      tryingCode(context, () =>
        once(context, async (work) => {
          await requireConsent(work, context.personId, ['review', 'gift']);
          const { kind, ...joined } = await joinWith(work, code, context);
          await work.audit({ action: 'guardian.join', subject: joined.childId, note: kind });
          return joined;
        }),
      ),
  },
  'guardian.leave': {
    who: 'guardian',
    input: calls.ofChild,
    run: (context, { childId }) =>
      once(context, async (work) => {
        const child = await requireOwnChild(work, childId, context.personId);
        const others = child.guardianIds.filter((guardianId) => guardianId !== context.personId);
        if (others.length === 0) {
          refuse('FAILED_PRECONDITION', '你是这个孩子唯一的监护人；不想继续，请删除孩子的资料。');
        }
        await setGuardians(work, child, others, context);
        await work.audit({ action: 'guardian.leave', subject: childId });
        return {};
      }),
  },
  'guardian.object': {
    who: 'guardian',
    input: calls.object,
    run: (context, { transferId }) =>
      once(context, async (work) => {
        const transfer = await work.get('transfers', transferId);
        const child = transfer && (await work.get('children', transfer.childId));
        if (!transfer || !child?.guardianIds.includes(context.personId)) {
          return refuse('NOT_FOUND', '没有找到这次监护人变更。');
        }
        await stopTransfer(work, transfer, 'objected', context.now);
        await work.audit({
          action: 'guardian.object',
          subject: transfer.childId,
          note: noteOf({ id: transferId }),
        });
        return { state: 'objected' as const };
      }),
  },
};
