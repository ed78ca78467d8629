import type { Output } from '../../typings/contract';
import { call } from './cloud';

/** The campaign's title, period, counts and published figures. Works with no login. */
export const getCampaign = (campaignId: string) => call('campaign', 'get', { campaignId });

/** One page of the wall, up to 100 lights. */
export const wallPage = (
  campaignId: string,
  page: { cursor?: string; limit?: number } = {},
): Promise<Output<'campaign', 'wall'>> => call('campaign', 'wall', { campaignId, ...page });
