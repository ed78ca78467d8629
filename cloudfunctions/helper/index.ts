import { serve, type Handlers } from '../shared/serve';

/** People who help: 爱心妈妈, specialists, members of units. Less trusted than staff. */
export const handlers: Handlers<'helper'> = {};

export const main = serve('helper', handlers);
