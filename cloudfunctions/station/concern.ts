import { raise } from '../calls/concern';
import { raiseConcern } from '../shared/concern';
import type { Handlers } from '../shared/serve';

export const concernHandlers: Pick<Handlers<'station'>, 'concern.raise'> = {
  'concern.raise': {
    who: 'volunteer',
    input: raise,
    run: (context, input) => raiseConcern(context, input, 'volunteer'),
  },
};
