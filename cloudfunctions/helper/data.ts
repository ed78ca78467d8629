import * as v from 'valibot';
import { withoutName } from '../domain/referral/referral';
import { forgetFile } from '../platform/files';
import { nothing, requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { eraseEnrolmentsOfPerson } from '../store/enrolment/erasure';
import { eraseNotices } from '../store/message/notices';
import { eraseMothers } from '../store/mother/erasure';
import { specialistsOf } from '../store/referral/referrals';

export const dataHandlers: Pick<Handlers<'helper'>, 'data.erase' | 'code.mine'> = {
  'code.mine': {
    who: 'signedIn',
    input: nothing,
    run: ({ openid }) => Promise.resolve({ code: openid }),
  },
  'data.erase': {
    who: 'signedIn',
    input: v.strictObject({ requestId }),
    run: async (context) => {
      await eraseNotices(context.personId, 'helper');
      await eraseEnrolmentsOfPerson(context.personId, { now: context.now, forgetFile });
      const specialists = await specialistsOf(context.personId);
      return once(context, async (work) => {
        const erased = await eraseMothers(work, context);
        for (const { _id } of specialists) {
          const specialist = await work.get('specialists', _id);
          if (!specialist) continue;
          await work.put('specialists', withoutName(specialist));
          erased.push(_id);
        }
        await work.remove('recipients', context.personId);
        await work.audit({ action: 'helper.erase', subject: context.personId });
        return { erased };
      });
    },
  },
};
