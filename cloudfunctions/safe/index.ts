import { refuse } from '../domain/common/refusal';
import { isFunction } from '../platform/caller';
import type { RaisedConcern } from '../shared/concern';
import { reply, serve, type Call, type Handlers } from '../shared/serve';
import { concernHandlers } from './concern';
import { pairHandlers } from './pair';
import { referralHandlers } from './referral';
import { takeConcern } from './take';

/** Safeguarding: concerns, readable here alone. */
export const handlers: Handlers<'safe'> = {
  ...concernHandlers,
  ...pairHandlers,
  ...referralHandlers,
};

const served = serve('safe', handlers);

/** Clients call by the contract; other functions hand concerns in. */
export const main = (event: Call) => {
  if (event.action !== 'concern.take') return served(event);
  return reply('safe', event, () => {
    if (!isFunction()) refuse('PERMISSION_DENIED', '这里只由系统调用。');
    return takeConcern(event.input as RaisedConcern);
  });
};
