import { serve, type Handlers } from '../shared/serve';
import { arrivalHandlers } from './arrival';
import { arrivalSheetHandlers } from './arrival-sheet';
import { approvalHandlers } from './approval';
import { auditHandlers } from './audit';
import { callHandlers } from './call';
import { campaignHandlers } from './campaign';
import { cardHandlers } from './card';
import { complaintHandlers } from './complaint';
import { conflictHandlers } from './conflict';
import { defectHandlers } from './defect';
import { entryHandlers } from './entry';
import { eventHandlers } from './event';
import { exportHandlers } from './export';
import { fileHandlers } from './file';
import { fundHandlers } from './fund';
import { fundReportHandlers } from './fund-report';
import { grantHandlers } from './grant';
import { guardianHandlers } from './guardian';
import { inviteHandlers } from './invite';
import { reportHandlers } from './report';
import { orderHandlers } from './order';
import { invoiceHandlers } from './invoice';
import { reserveHandlers } from './reserve';
import { rosterHandlers } from './roster';
import { queueHandlers } from './queue';
import { reviewHandlers } from './review';
import { sheetHandlers } from './sheet';
import { stockHandlers } from './stock';
import { substitutionHandlers } from './substitution';
import { wantedHandlers } from './wanted';
import { wishHandlers } from './wish';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...grantHandlers,
  ...inviteHandlers,
  ...guardianHandlers,
  ...queueHandlers,
  ...fileHandlers,
  ...reviewHandlers,
  ...wishHandlers,
  ...entryHandlers,
  ...callHandlers,
  ...rosterHandlers,
  ...exportHandlers,
  ...fundHandlers,
  ...reserveHandlers,
  ...approvalHandlers,
  ...invoiceHandlers,
  ...fundReportHandlers,
  ...campaignHandlers,
  ...eventHandlers,
  ...conflictHandlers,
  ...complaintHandlers,
  ...reportHandlers,
  ...auditHandlers,
  ...cardHandlers,
  ...sheetHandlers,
  ...wantedHandlers,
  ...orderHandlers,
  ...arrivalHandlers,
  ...arrivalSheetHandlers,
  ...stockHandlers,
  ...substitutionHandlers,
  ...defectHandlers,
};

export const main = serve('staff', handlers);
