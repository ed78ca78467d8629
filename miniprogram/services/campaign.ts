import type { CampaignView, Output, PosterSource, ShareSource } from '../../typings/contract';
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

/** One page of the wall, up to 100 lights. */
export const wallPage = (
  campaignId: string,
  page: { cursor?: string; limit?: number } = {},
): Promise<Output<'campaign', 'wall'>> => call('campaign', 'wall', { campaignId, ...page });

/** The terms that guardians agree to, by the campaign; none where the app's own are meant. */
export const consentTerms = async (campaignId: string) =>
  (await call('campaign', 'consent', { campaignId })).terms;

/** What the campaign did, in counts and sums. Works with no login. */
export const getReport = (campaignId: string) => call('campaign', 'report', { campaignId });

/** The 小程序码 of a poster. */
export const posterCode = (campaignId: string, source: PosterSource) =>
  call('campaign', 'code', { campaignId, source });

/** Counts one opening by its source; who opens is not said. */
export const countVisit = (campaignId: string, source: ShareSource) =>
  call('campaign', 'visit', { campaignId, source });
