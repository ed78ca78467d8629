import { programmeHandlers } from './programmes';
import { sceneOf } from '../domain/campaign/share-source';
import { makeAppCode } from '../platform/codes';
import * as calls from '../calls/campaign';
import { ofCampaign, pageOfCampaign } from '../calls/fields';
import { serve, type Handlers } from '../shared/serve';
import { appCode } from '../store/campaign/app-codes';
import { requireCampaign } from '../store/campaign/campaigns';
import { campaignPage, consentPage } from '../store/campaign/pages';
import { publicPage } from '../store/campaign/public-pages';
import { reportPage } from '../store/report/reports';
import { pageOfWall } from '../store/wish/wall';
import { countVisit } from './visits';

const DEFAULT_PAGE = 20;

/** The page that a poster's code opens. */
const POSTER_OPENS = 'pages/home/home';

/**
 * Public: works with no login, and shows nothing but an allow-list. It changes nothing but the
 * count of openings, and keeps the codes it had made.
 */
export const handlers: Handlers<'campaign'> = {
  ...programmeHandlers,
  get: {
    who: 'anyone',
    input: ofCampaign,
    run: ({ now }, { campaignId }) => publicPage({ page: 'get', campaignId }, now, campaignPage),
  },
  wall: {
    who: 'anyone',
    input: pageOfCampaign,
    run: ({ now }, { campaignId, cursor, limit: size = DEFAULT_PAGE }) =>
      pageOfWall(campaignId, { cursor, limit: size }, now),
  },
  consent: {
    who: 'anyone',
    input: ofCampaign,
    run: ({ now }, { campaignId }) => publicPage({ page: 'consent', campaignId }, now, consentPage),
  },
  report: {
    who: 'anyone',
    input: ofCampaign,
    run: ({ now }, { campaignId }) => publicPage({ page: 'report', campaignId }, now, reportPage),
  },
  code: {
    who: 'anyone',
    input: calls.code,
    run: async ({ now }, { campaignId, source }) => {
      const scene = sceneOf(campaignId, source);
      await requireCampaign(campaignId);
      const { image, type } = await appCode(scene, now, async () => {
        const made = await makeAppCode(POSTER_OPENS, scene);
        return { image: made.image.toString('base64'), type: made.type };
      });
      return { image, type, scene };
    },
  },
  visit: {
    who: 'anyone',
    input: calls.visit,
    run: async ({ personId, now }, { campaignId, source }) => {
      await countVisit({ personId, campaignId, source }, now);
      return {};
    },
  },
};

export const main = serve('campaign', handlers);
