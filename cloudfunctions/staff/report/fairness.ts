import { ofCampaign } from '../../calls/fields';
import type { Handlers } from '../../shared/serve';
import { fairnessIn } from '../../store/report/reports';

/** How a campaign treats its communities, for those who answer for it. */
export const reportHandlers: Pick<Handlers<'staff'>, 'report.fairness'> = {
  'report.fairness': {
    who: 'auditor',
    input: ofCampaign,
    run: ({ now }, { campaignId }) => fairnessIn(campaignId, now),
  },
};
