import { DAY_MS } from '@micro-wish/vocabulary';
import { withoutName } from '../domain/referral/referral';
import { forgetFile } from '../platform/files';
import { officeCodeOf, officeKeyOf } from '../shared/identity';
import { requestOnly } from '../calls/fields';
import { revealing, type Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { eraseEnrolmentsOfPerson } from '../store/enrolment/erasure';
import { eraseNotices } from '../store/message/notices';
import { eraseMothers } from '../store/mother/erasure';
import { keepInvite } from '../store/people/invites';
import { specialistsOf } from '../store/referral/referrals';

export const dataHandlers: Pick<Handlers<'helper'>, 'data.erase' | 'code.mine'> = {
  'code.mine': revealing({
    who: 'signedIn',
    input: requestOnly,
    run: (context) =>
      once(context, async (work) => {
        const expiresAt = context.now + DAY_MS;
        const code = officeKeyOf(officeCodeOf(context.request));
        await keepInvite(work, code, { kind: 'own', by: context.personId, expiresAt });
        await work.audit({ action: 'code.mine', subject: context.signature });
        return { expiresAt };
      }),
    reveal: ({ request }, kept) => Promise.resolve({ ...kept, code: officeCodeOf(request) }),
  }),
  'data.erase': {
    who: 'signedIn',
    input: requestOnly,
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
