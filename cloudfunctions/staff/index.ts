import { serve, type Handlers } from '../shared/serve';
import { auditHandlers } from './audit';
import { campaignHandlers } from './campaign';
import { cardHandlers } from './card';
import { conflictHandlers } from './conflict';
import { eventHandlers } from './event';
import { fileHandlers } from './file';
import { fundHandlers } from './fund';
import { grantHandlers } from './grant';
import { guardianHandlers } from './guardian';
import { queueHandlers } from './queue';
import { reviewHandlers } from './review';
import { sheetHandlers } from './sheet';
import { wishHandlers } from './wish';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...grantHandlers,
  ...guardianHandlers,
  ...queueHandlers,
  ...fileHandlers,
  ...reviewHandlers,
  ...wishHandlers,
  ...fundHandlers,
  ...campaignHandlers,
  ...eventHandlers,
  ...conflictHandlers,
  ...auditHandlers,
  ...cardHandlers,
  ...sheetHandlers,
};

export const main = serve('staff', handlers);
