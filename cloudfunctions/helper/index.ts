import { serve, type Handlers } from '../shared/serve';
import { certificateHandlers } from './certificate';
import { dataHandlers } from './data';
import { messageHandlers } from './message';
import { programmeHandlers } from './programme';

/** People who help: 爱心妈妈, specialists, members of units. Less trusted than staff. */
export const handlers: Handlers<'helper'> = {
  ...programmeHandlers,
  ...certificateHandlers,
  ...messageHandlers,
  ...dataHandlers,
};

export const main = serve('helper', handlers);
