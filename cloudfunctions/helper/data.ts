import * as v from 'valibot';
import { requestId } from '../shared/input';
import type { Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { eraseEnrolmentsOfPerson } from '../store/enrolment/erasure';
import { eraseMessagesOf } from '../store/message/messages';

export const dataHandlers: Pick<Handlers<'helper'>, 'data.erase'> = {
  /** Erases a helper: each step by itself, and doing it again changes nothing. */
  'data.erase': {
    who: 'signedIn',
    input: v.strictObject({ requestId }),
    run: async (context) => {
      const { personId, now } = context;
      await eraseEnrolmentsOfPerson(personId, now);
      await eraseMessagesOf(personId);
      return once(context, async (work) => {
        await work.audit({ action: 'data.erase', subject: personId });
        return { erased: true as const };
      });
    },
  },
};
