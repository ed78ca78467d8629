import { concernHandlers } from './concern';
import { referralHandlers } from './referral';
import { serve, type Handlers } from '../shared/serve';
import { companionHandlers } from './companion';
import { dataHandlers } from './data';
import { motherHandlers } from './mother';

/** People who help: 爱心妈妈, specialists, members of units. Less trusted than staff. */
export const handlers: Handlers<'helper'> = {
  ...concernHandlers,
  ...referralHandlers,
  ...motherHandlers,
  ...companionHandlers,
  ...dataHandlers,
};

export const main = serve('helper', handlers);
