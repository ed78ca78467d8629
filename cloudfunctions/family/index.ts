import { serve, type Handlers } from '../shared/serve';
import { cardHandlers } from './card';
import { childHandlers } from './child';
import { consentHandlers } from './consent';
import { wishHandlers } from './wish';

/** Guardians: their own children, wishes and cards, and nobody else's. */
export const handlers: Handlers<'family'> = {
  ...consentHandlers,
  ...childHandlers,
  ...wishHandlers,
  ...cardHandlers,
};

export const main = serve('family', handlers);
