import { raise } from '../calls/concern';
import { raiseConcern, reporterOf } from '../shared/concern';
import type { Handlers } from '../shared/serve';

export const concernHandlers: Pick<Handlers<'helper'>, 'concern.raise'> = {
  'concern.raise': {
    who: 'signedIn',
    input: raise,
    run: async (context, input) => raiseConcern(context, input, await reporterOf(context)),
  },
};
