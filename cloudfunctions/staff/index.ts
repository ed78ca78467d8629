import { concernHandlers } from './concern/concern';
import { holderHandlers } from './concern/holder';
import { referralHandlers } from './referral/referral';
import { specialistHandlers } from './referral/specialist';
import { hoursHandlers } from './certificate/hours';
import { certificateHandlers } from './certificate/certificate';
import { enrolmentHandlers } from './enrolment/enrolment';
import { programmeHandlers } from './enrolment/programme';
import { serve, type Handlers } from '../shared/serve';
import { arrivalHandlers } from './gift/arrival';
import { assessmentSheetHandlers } from './enrolment/assessment-sheet';
import { arrivalSheetHandlers } from './gift/arrival-sheet';
import { approvalHandlers } from './money/approval';
import { auditHandlers } from './audit/audit';
import { callHandlers } from './family/call-list';
import { campaignHandlers } from './campaign/campaign';
import { cardHandlers } from './card/card';
import { complaintHandlers } from './complaint/complaint';
import { conflictHandlers } from './card/conflict';
import { defectHandlers } from './gift/defect';
import { entryHandlers } from './family/paper-entry';
import { eventHandlers } from './card/event';
import { exportHandlers } from './export/export';
import { fileHandlers } from './wish/wish-file';
import { fundHandlers } from './money/fund';
import { fundReportHandlers } from './report/fund-report';
import { grantHandlers } from './people/grant';
import { guardianHandlers } from './family/guardian';
import { transferHandlers } from './family/transfer';
import { inviteHandlers } from './people/invite';
import { reportHandlers } from './report/fairness';
import { writtenAnswerHandlers } from './mother/answers';
import { matchingHandlers } from './mother/matching';
import { motherHandlers } from './mother/mother';
import { pairHandlers } from './mother/pair';
import { pairFileHandlers } from './mother/pair-file';
import { orderHandlers } from './gift/order';
import { invoiceHandlers } from './money/invoice';
import { reserveHandlers } from './money/reserve';
import { rosterHandlers } from './family/roster';
import { queueHandlers } from './wish/queue';
import { reviewHandlers } from './wish/review';
import { sheetHandlers } from './card/card-sheet';
import { stockHandlers } from './gift/stock';
import { substitutionHandlers } from './gift/substitution';
import { wantedHandlers } from './gift/purchase-list';
import { wishHandlers } from './wish/funding';
import { answerHandlers } from './pack/answer';
import { assignHandlers } from './pack/assign';
import { batchHandlers } from './pack/batch';
import { lossHandlers } from './pack/loss';
import { listHandlers as packListHandlers } from './pack/lists';
import { planHandlers } from './pack/plan';
import { slipHandlers } from './pack/slips';
import { stockHandlers as packStockHandlers } from './pack/stock';
import { swapHandlers } from './pack/swap';

/** Staff of the Women's Federation: review, fund, gifts, cards and people. */
export const handlers: Handlers<'staff'> = {
  ...concernHandlers,
  ...holderHandlers,
  ...referralHandlers,
  ...specialistHandlers,
  ...grantHandlers,
  ...inviteHandlers,
  ...guardianHandlers,
  ...transferHandlers,
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
  ...assessmentSheetHandlers,
  ...stockHandlers,
  ...substitutionHandlers,
  ...defectHandlers,
  ...programmeHandlers,
  ...enrolmentHandlers,
  ...certificateHandlers,
  ...hoursHandlers,
  ...planHandlers,
  ...packListHandlers,
  ...slipHandlers,
  ...batchHandlers,
  ...assignHandlers,
  ...swapHandlers,
  ...packStockHandlers,
  ...lossHandlers,
  ...answerHandlers,
  ...motherHandlers,
  ...matchingHandlers,
  ...pairHandlers,
  ...pairFileHandlers,
  ...writtenAnswerHandlers,
};

export const main = serve('staff', handlers);
