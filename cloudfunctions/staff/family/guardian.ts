import * as v from 'valibot';
import type { EpochMs } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { refuse } from '../../domain/common/refusal';
import { id, requestId, text } from '../../shared/input';
import { revealing, type Context, type Handlers } from '../../shared/serve';
import { inviteGuardian } from '../../store/family/guardianship';
import { once } from '../../store/common/requests';
import { getWish } from '../../store/wish/wishes';
import { newId, secretOf } from '../../shared/identity';
import { requireArea, roleOf } from '../wish/wish-file';

const input = v.strictObject({ requestId, wishId: id, reason: text(100) });

/**
 * Staff of the child's area, who know the family in person, make a code for a guardian: its owner
 * consents for themselves and joins. The families see it among the openings of the child's file.
 */
const invite =
  (kind: 'attest' | 'transfer') =>
  (context: Context, { wishId, reason }: v.InferOutput<typeof input>) => {
    const { personId, rights, now, request } = context;
    const code = secretOf('join', request);
    const openingId = newId('access');
    return once(context, async (work) => {
      const wish = await work.get('wishes', wishId);
      if (!wish) return refuse('NOT_FOUND', '没有找到这个心愿。');
      requireArea(rights, wish);
      if (isOwnChild(wish, personId)) {
        refuse('PERMISSION_DENIED', '不能为自己的孩子办理，请由同事办理。');
      }
      const { childId } = wish;
      const child = await work.get('children', childId);
      if (!child || child.nickname === '') {
        return refuse('FAILED_PRECONDITION', '这个孩子的资料已经删除。');
      }
      const expiresAt = await inviteGuardian(work, code, { childId, by: personId, kind }, now);
      await work.put('accessLog', {
        _id: openingId,
        childId,
        wishId,
        by: personId,
        role: roleOf(rights),
        purpose: reason,
        at: now,
      });
      await work.audit({ action: `guardian.${kind}`, subject: childId });
      return { expiresAt };
    });
  };

const reveal = async (
  { rights, request }: Context,
  kept: { expiresAt: EpochMs },
  { wishId }: v.InferOutput<typeof input>,
) => {
  requireArea(rights, await getWish(wishId));
  return { ...kept, code: secretOf('join', request) };
};

export const guardianHandlers: Pick<Handlers<'staff'>, 'guardian.attest' | 'guardian.transfer'> = {
  'guardian.attest': revealing({ who: 'staff', input, run: invite('attest'), reveal }),
  'guardian.transfer': revealing({ who: 'staff', input, run: invite('transfer'), reveal }),
};
