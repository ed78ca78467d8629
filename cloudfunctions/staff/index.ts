import { serve, type Handlers } from '../shared/serve';
import { approvalHandlers } from './approval';
import { auditHandlers } from './audit';
import { campaignHandlers } from './campaign';
import { cardHandlers } from './card';
import { conflictHandlers } from './conflict';
import { eventHandlers } from './event';
import { fundHandlers } from './fund';
import { fundReportHandlers } from './fund-report';
import { grantHandlers } from './grant';
import { guardianHandlers } from './guardian';
import { invoiceHandlers } from './invoice';
import { reserveHandlers } from './reserve';
import { sheetHandlers } from './sheet';
import { wishHandlers } from './wish';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...grantHandlers,
  ...guardianHandlers,
  ...wishHandlers,
  ...fundHandlers,
  ...reserveHandlers,
  ...approvalHandlers,
  ...invoiceHandlers,
  ...fundReportHandlers,
  ...campaignHandlers,
  ...eventHandlers,
  ...conflictHandlers,
  ...auditHandlers,
  ...cardHandlers,
  ...sheetHandlers,
};

export const main = serve('staff', handlers);
