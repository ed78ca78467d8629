import { isBornAt, isChildAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { newId, twinKeyOf } from '../shared/identity';
import * as calls from '../calls/family';
import type { Handlers } from '../shared/serve';
import { judgeNickname, namesIn } from '../shared/submission';
import { getCommunity } from '../store/campaign/campaigns';
import { followCorrection } from '../store/family/corrections';
import { childrenOf, MAX_CHILDREN } from '../store/family/children';
import { meetNickname } from '../store/family/nicknames';
import { requireSomeConsent } from '../store/family/guardians';
import { once } from '../store/common/requests';

export const childHandlers: Pick<Handlers<'family'>, 'child.save'> = {
  'child.save': {
    who: 'guardian',
    input: calls.childSave,
    run: async (context, given) => {
      const { personId, now } = context;
      // Who is 18 by now may be registered: what has an age says so itself, each on its own day.
      if (!isBornAt(given.birthMonth, now)) {
        refuse('INVALID_ARGUMENT', '出生年月不对：孩子应已出生。');
      }
      const community = await getCommunity(given.communityId);
      const nicknameFlagged = await judgeNickname(context, given.nickname);
      const made = given.childId === undefined && {
        _id: newId('child'),
        ...(await namesIn(community._id))(given.nickname),
        guardianIds: [personId],
        wishIds: {},
      };
      return once(context, async (work) => {
        // A pack needs `gift` alone, a wish both: that is asked where it is submitted.
        await requireSomeConsent(work, personId, ['review', 'gift']);
        // Counted here: of two that are saved side by side one is tried again, and knows of the other.
        if (given.childId === undefined && (await childrenOf(personId)).length >= MAX_CHILDREN) {
          refuse('FAILED_PRECONDITION', `最多登记 ${MAX_CHILDREN} 个孩子。`);
        }
        const saved = made ? null : await work.get('children', given.childId ?? '');
        const before = made || saved;
        if (!before?.guardianIds.includes(personId)) {
          return refuse('NOT_FOUND', '没有找到这个孩子。');
        }
        const hasWish = Object.values(saved?.wishIds ?? {}).some((ids) => ids.length > 0);
        if (hasWish && !isChildAt(given.birthMonth, now)) {
          refuse('INVALID_ARGUMENT', '出生年月不对：登记心愿的孩子应未满 18 岁。');
        }
        const isSame = given.nickname === saved?.nickname;
        if (!isSame) await meetNickname(work, before, given.nickname, nicknameFlagged);
        if (saved) await followCorrection(work, saved, { ...given, community }, context);
        await work.put('children', {
          ...before,
          nickname: given.nickname,
          nicknameFlagged: isSame ? saved.nicknameFlagged === true : nicknameFlagged,
          birthMonth: given.birthMonth,
          communityId: community._id,
          twinKey: twinKeyOf(given),
          savedAt: now,
        });
        await work.audit({ action: 'child.save', subject: before._id });
        return { childId: before._id };
      });
    },
  },
};
