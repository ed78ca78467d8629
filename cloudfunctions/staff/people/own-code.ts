import { refuse } from '../../domain/common/refusal';
import { officeKeyOf, personIdOf } from '../../shared/identity';
import type { Work } from '../../store/common/requests';
import { inviteWith, refuseInvite } from '../../store/people/invites';

/**
 * The person whom an admin enters: by the 登记码 that they showed, which is used up, or by openid.
 * @throws Refusal NOT_FOUND, INVALID_ARGUMENT where neither is given
 */
export const personEntered = async (
  work: Work,
  { openid, code }: { openid?: string | undefined; code?: string | undefined },
  now: number,
): Promise<string> => {
  if (code === undefined) {
    return openid === undefined
      ? refuse('INVALID_ARGUMENT', '请填对方的登记码。')
      : personIdOf(openid);
  }
  const own = await inviteWith(work, officeKeyOf(code), now);
  if (own.kind !== 'own' || own.usedAt !== null) return refuseInvite();
  await work.put('invites', { ...own, usedAt: now });
  return own.by;
};
