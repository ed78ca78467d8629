import * as v from 'valibot';
import { requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { eraseEnrolmentsOfPerson } from '../store/enrolment/erasure';
import { eraseNotices } from '../store/message/notices';
import { eraseMothers } from '../store/mother/erasure';

export const dataHandlers: Pick<Handlers<'helper'>, 'data.erase'> = {
  'data.erase': {
    who: 'signedIn',
    input: v.strictObject({ requestId }),
    run: async (context) => {
      await eraseNotices(context.personId, 'helper');
      await eraseEnrolmentsOfPerson(context.personId, context.now);
      return once(context, async (work) => {
        const erased = await eraseMothers(work, context);
        await work.remove('recipients', context.personId);
        await work.audit({ action: 'helper.erase', subject: context.personId });
        return { erased };
      });
    },
  },
};
