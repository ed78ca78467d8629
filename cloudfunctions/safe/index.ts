import { serve, type Handlers } from '../shared/serve';

/** Safeguarding: concerns, readable here alone. */
export const handlers: Handlers<'safe'> = {};

export const main = serve('safe', handlers);
