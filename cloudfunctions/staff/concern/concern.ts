import { raise } from '../../calls/concern';
import { raiseConcern } from '../../shared/concern';
import type { Handlers } from '../../shared/serve';

export const concernHandlers: Pick<Handlers<'staff'>, 'concern.raise'> = {
  'concern.raise': {
    who: 'staff',
    input: raise,
    run: (context, input) => raiseConcern(context, input, 'staff'),
  },
};
