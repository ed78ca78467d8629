import * as v from 'valibot';
import { isChildAt } from '../domain/common/age';
import { refuse } from '../domain/common/refusal';
import { newId, twinKeyOf } from '../shared/identity';
import { birthMonth, id, requestId, text } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { namesIn } from '../shared/submission';
import { getCommunity } from '../store/campaign/campaigns';
import { childrenOf, MAX_CHILDREN } from '../store/family/children';
import { requireConsent } from '../store/family/guardians';
import { once } from '../store/common/requests';

export const childHandlers: Pick<Handlers<'family'>, 'child.save'> = {
  'child.save': {
    who: 'guardian',
    input: v.strictObject({
      requestId,
      childId: v.exactOptional(id),
      nickname: text(20),
      birthMonth,
      communityId: id,
    }),
    run: async (context, input) => {
      const { personId, now } = context;
      if (!isChildAt(input.birthMonth, now)) {
        refuse('INVALID_ARGUMENT', '出生年月不对：孩子应已出生且未满 18 岁。');
      }
      const community = await getCommunity(input.communityId);
      if ((await context.moderate(input.nickname)) === 'risky') {
        refuse('CONTENT_REJECTED', '这个小名不合适，请换一个。');
      }
      if (input.childId === undefined && (await childrenOf(personId)).length >= MAX_CHILDREN) {
        refuse('FAILED_PRECONDITION', `最多登记 ${MAX_CHILDREN} 个孩子。`);
      }
      const made = input.childId === undefined && {
        _id: newId('child'),
        ...(await namesIn(community._id))(),
        guardianIds: [personId],
        wishIds: {},
      };
      return once(context, async (work) => {
        await requireConsent(work, personId, ['review', 'gift']);
        const before = made || (await work.get('children', input.childId ?? ''));
        if (!before?.guardianIds.includes(personId)) {
          return refuse('NOT_FOUND', '没有找到这个孩子。');
        }
        await work.put('children', {
          ...before,
          nickname: input.nickname,
          birthMonth: input.birthMonth,
          communityId: community._id,
          twinKey: twinKeyOf(input),
          savedAt: now,
        });
        await work.audit({ action: 'child.save', subject: before._id });
        return { childId: before._id };
      });
    },
  },
};
