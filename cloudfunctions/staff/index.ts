import { serve, type Handlers } from '../shared/serve';
import { auditHandlers } from './audit';
import { callHandlers } from './call';
import { campaignHandlers } from './campaign';
import { cardHandlers } from './card';
import { conflictHandlers } from './conflict';
import { entryHandlers } from './entry';
import { eventHandlers } from './event';
import { exportHandlers } from './export';
import { fundHandlers } from './fund';
import { grantHandlers } from './grant';
import { guardianHandlers } from './guardian';
import { rosterHandlers } from './roster';
import { sheetHandlers } from './sheet';
import { wishHandlers } from './wish';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...grantHandlers,
  ...guardianHandlers,
  ...wishHandlers,
  ...entryHandlers,
  ...callHandlers,
  ...rosterHandlers,
  ...exportHandlers,
  ...fundHandlers,
  ...campaignHandlers,
  ...eventHandlers,
  ...conflictHandlers,
  ...auditHandlers,
  ...cardHandlers,
  ...sheetHandlers,
};

export const main = serve('staff', handlers);
