import type { Output, PosterSource, ShareSource } from '../../typings/contract';
import { call } from './cloud';

/** The campaign's title, period, counts and published figures. Works with no login. */
export const getCampaign = (campaignId: string) => call('campaign', 'get', { campaignId });

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
