import { serve, type Handlers } from '../shared/serve';
import { batchHandlers } from './batch';

/** People who help: 爱心妈妈, specialists, members of units. Less trusted than staff. */
export const handlers: Handlers<'helper'> = {
  ...batchHandlers,
};

export const main = serve('helper', handlers);
