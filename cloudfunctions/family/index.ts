import { serve, type Handlers } from '../shared/serve';
import { cardHandlers } from './card';
import { childHandlers } from './child';
import { complaintHandlers } from './complaint';
import { concernHandlers } from './concern';
import { consentHandlers } from './consent';
import { dataHandlers } from './data';
import { giftHandlers } from './gift';
import { guardianHandlers } from './guardian';
import { programmeHandlers } from './programme';
import { packHandlers } from './pack';
import { pairHandlers } from './pair';
import { referralHandlers } from './referral';
import { wishHandlers } from './wish';

/** Guardians: their own children, wishes and cards, and nobody else's. */
export const handlers: Handlers<'family'> = {
  ...concernHandlers,
  ...referralHandlers,
  ...consentHandlers,
  ...childHandlers,
  ...wishHandlers,
  ...cardHandlers,
  ...dataHandlers,
  ...guardianHandlers,
  ...complaintHandlers,
  ...giftHandlers,
  ...programmeHandlers,
  ...packHandlers,
  ...pairHandlers,
};

export const main = serve('family', handlers);
