import { refuse } from '../domain/common/refusal';
import { isFunction, isTimer } from '../platform/caller';
import type { RaisedConcern } from '../shared/concern';
import { reply, serve, type Call, type Handlers } from '../shared/serve';
import { dueAt, type TimerEvent } from '../shared/timer';
import { concernHandlers } from './concern';
import { followConcerns } from './follow';
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

/** Clients call by the contract; the timer follows up; other functions hand concerns in. */
export const main = (event: Call & TimerEvent) => {
  if (isTimer()) return reply('safe', { action: 'timer' }, () => followConcerns(dueAt(event)));
  if (event.action !== 'concern.take') return served(event);
  return reply('safe', event, () => {
    if (!isFunction()) refuse('PERMISSION_DENIED', '这里只由系统调用。');
    return takeConcern(event.input as RaisedConcern);
  });
};
