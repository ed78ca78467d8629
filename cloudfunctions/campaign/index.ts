import * as v from 'valibot';
import { id, limit } from '../shared/input';
import { serve, type Handlers } from '../shared/serve';
import { viewOfCampaign, getCampaign } from '../store/campaigns';
import { wallPage } from '../store/wishes';

const DEFAULT_PAGE = 20;

/** Public and read-only: works with no login, and shows nothing but an allow-list. */
export const handlers: Handlers<'campaign'> = {
  get: {
    who: 'anyone',
    input: v.strictObject({ campaignId: id }),
    run: (_, { campaignId }) => viewOfCampaign(campaignId),
  },
  wall: {
    who: 'anyone',
    input: v.strictObject({
      campaignId: id,
      cursor: v.exactOptional(id),
      limit: v.exactOptional(limit),
    }),
    run: async (_, { campaignId, cursor, limit: size = DEFAULT_PAGE }) => {
      await getCampaign(campaignId);
      return wallPage(campaignId, { cursor, limit: size });
    },
  },
};

export const main = serve('campaign', handlers);
