import type { Action, AuditEntryView, Fairness, Page } from '../../typings/contract';
import type * as calls from './audit';
import type { nothing, ofCampaign } from './fields';

export interface StaffReportActions {
  'report.fairness': Action<'auditor', typeof ofCampaign, Fairness>;
  /** Chains what is not chained yet, and follows the chain from its first entry. */
  'audit.verify': Action<'auditor', typeof nothing, { ok: boolean; firstBroken?: string }>;
  'audit.list': Action<'auditor', typeof calls.list, Page<AuditEntryView>>;
}
