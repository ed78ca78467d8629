import { raise } from '../calls/concern';
import { raiseConcern } from '../shared/concern';
import type { Handlers } from '../shared/serve';

export const concernHandlers: Pick<Handlers<'family'>, 'concern.raise'> = {
  'concern.raise': {
    who: 'guardian',
    input: raise,
    run: (context, input) => raiseConcern(context, input, 'guardian'),
  },
};
