import { isOwnChild } from '../../domain/family/own-child';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import type { Wish } from '../../domain/wish/wish';
import * as calls from '../../calls/guardian';
import type { Input } from '../../../typings/contract';
import { revealing, type Context, type Handlers } from '../../shared/serve';
import { inviteGuardian } from '../../store/family/guardianship';
import { once, type Work } from '../../store/common/requests';
import { tellGuardians } from '../../store/message/notices';
import { getWish } from '../../store/wish/wishes';
import { secretOf } from '../../shared/identity';
import { logDecision } from '../wish/child-log';
import type { ChildRecord } from '../../domain/family/records';
import { requireArea } from '../common/area';

/** The child behind a wish, for whom the caller may act. @throws Refusal */
export const childBehind = async (
  work: Work,
  { personId, rights }: Context,
  wishId: string,
): Promise<{ wish: Wish; child: ChildRecord }> => {
  const wish = await work.get('wishes', wishId);
  if (!wish) return refuseAbsent('没有找到这个心愿。');
  requireArea(rights, wish);
  if (isOwnChild(wish, personId)) {
    refuse('PERMISSION_DENIED', '不能为自己的孩子办理，请由同事办理。');
  }
  const child = await work.get('children', wish.childId);
  if (!child || child.nickname === '') {
    return refuse('FAILED_PRECONDITION', '这个孩子的资料已经删除。');
  }
  return { wish, child };
};

export const reveal = async <Kept extends object>(
  { rights, request }: Context,
  kept: Kept,
  { wishId }: Input<'staff', 'guardian.attest'>,
): Promise<Kept & { code: string }> => {
  requireArea(rights, await getWish(wishId));
  return { ...kept, code: secretOf('join', request) };
};

export const guardianHandlers: Pick<Handlers<'staff'>, 'guardian.attest'> = {
  /**
   * Staff of the child's area, who know the family in person, make a code for a guardian: its owner
   * consents for themselves and joins. The family sees it in the log of the child's file, and is
   * told.
   */
  'guardian.attest': revealing({
    who: 'staff',
    input: calls.ask,
    run: (context, { wishId, reason }) =>
      once(context, async (work) => {
        const { personId, now, request } = context;
        const { wish, child } = await childBehind(work, context, wishId);
        const code = secretOf('join', request);
        const invite = { childId: child._id, by: personId, kind: 'attest' } as const;
        const expiresAt = await inviteGuardian(work, code, invite, now);
        await logDecision(work, context, wish, reason);
        const news = { kind: 'guardianAttested', ref: request.id, wishId } as const;
        await tellGuardians(work, child.guardianIds, news, now);
        await work.audit({ action: 'guardian.attest', subject: child._id });
        return { expiresAt };
      }),
    reveal,
  }),
};
