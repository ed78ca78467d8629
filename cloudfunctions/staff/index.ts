import { serve, type Handlers } from '../shared/serve';
import { auditHandlers } from './audit';
import { campaignHandlers } from './campaign';
import { cardHandlers } from './card';
import { complaintHandlers } from './complaint';
import { conflictHandlers } from './conflict';
import { eventHandlers } from './event';
import { fundHandlers } from './fund';
import { grantHandlers } from './grant';
import { guardianHandlers } from './guardian';
import { inviteHandlers } from './invite';
import { reportHandlers } from './report';
import { sheetHandlers } from './sheet';
import { wishHandlers } from './wish';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...grantHandlers,
  ...inviteHandlers,
  ...guardianHandlers,
  ...wishHandlers,
  ...fundHandlers,
  ...campaignHandlers,
  ...eventHandlers,
  ...conflictHandlers,
  ...complaintHandlers,
  ...reportHandlers,
  ...auditHandlers,
  ...cardHandlers,
  ...sheetHandlers,
};

export const main = serve('staff', handlers);
