import { concernInput, raiseConcern } from '../../shared/concern';
import type { Handlers } from '../../shared/serve';

export const concernHandlers: Pick<Handlers<'staff'>, 'concern.raise'> = {
  'concern.raise': {
    who: 'staff',
    input: concernInput,
    run: (context, input) => raiseConcern(context, input, 'staff'),
  },
};
