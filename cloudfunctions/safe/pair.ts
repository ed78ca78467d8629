import { suspendPair } from '../domain/mother/pair';
import { pairSuspend } from '../calls/concern';
import type { Handlers } from '../shared/serve';
import { once } from '../store/common/requests';
import { pairIn, savePair } from '../store/mother/pairs';
import { SYSTEM_PERSON } from '../shared/system-person';

export const pairHandlers: Pick<Handlers<'safe'>, 'pair.suspend'> = {
  'pair.suspend': {
    who: 'holder',
    input: pairSuspend,
    run: (context, { pairId }) =>
      once(context, async (work) => {
        const before = await pairIn(work, pairId);
        // By the same words as when a mother pauses: nobody learns from it that there is a concern.
        const by = { personId: SYSTEM_PERSON, now: context.now };
        const pair = suspendPair(before, by, '');
        await savePair(work, before, pair, by);
        return { state: 'suspended' as const };
      }),
  },
};
