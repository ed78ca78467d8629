import { referralOpen } from '../calls/concern';
import { unseal } from '../shared/sealing';
import type { Handlers } from '../shared/serve';
import { notesOf } from '../store/referral/notes';

export const referralHandlers: Pick<Handlers<'safe'>, 'referral.open'> = {
  'referral.open': {
    who: 'holder',
    input: referralOpen,
    run: async (_, { referralId }) => {
      const notes = await notesOf(referralId);
      return {
        referralId,
        notes: notes.map(({ at, sealed }) => ({ at, words: unseal('NOTE', sealed, referralId) })),
      };
    },
  },
};
