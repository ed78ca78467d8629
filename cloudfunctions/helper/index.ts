import { concernHandlers } from './concern';
import { referralHandlers } from './referral';
import { serve, type Handlers } from '../shared/serve';
import { certificateHandlers } from './certificate';
import { batchHandlers } from './batch';
import { companionHandlers } from './companion';
import { dataHandlers } from './data';
import { motherHandlers } from './mother';
import { programmeHandlers } from './programme';

/** People who help: 爱心妈妈, specialists, members of units. Less trusted than staff. */
export const handlers: Handlers<'helper'> = {
  ...concernHandlers,
  ...referralHandlers,
  ...programmeHandlers,
  ...certificateHandlers,
  ...batchHandlers,
  ...motherHandlers,
  ...companionHandlers,
  ...dataHandlers,
};

export const main = serve('helper', handlers);
