import type { CampaignView } from '../../typings/contract';
import { codeOf } from '../utils/call-error';
import { leaveCampaign } from '../utils/campaign';
import { call } from './client';

/**
 * The campaign's title, period, counts and published figures. Works with no login.
 * One that is not there is left.
 */
export const getCampaign = async (campaignId: string): Promise<CampaignView> => {
  try {
    return await call('campaign', 'get', { campaignId });
  } catch (error) {
    if (codeOf(error) === 'NOT_FOUND') leaveCampaign(campaignId);
    throw error;
  }
};
