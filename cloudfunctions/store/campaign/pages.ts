import type { CampaignView, Output } from '../../../typings/contract';
import { firstOf, nextFigures } from '../../domain/campaign/public-page';
import { viewOfCampaign } from './campaigns';
import { termsOfVersion } from './consent-texts';
import type { MadePage } from './public-pages';

/** What anybody may see of a campaign; the figures of its fund change at midnight. */
export const campaignPage: MadePage<CampaignView> = async (campaign, now) => ({
  answer: await viewOfCampaign(campaign, now),
  until: nextFigures(campaign, now),
});

/** What families are asked to agree to. */
export const consentPage: MadePage<Output<'campaign', 'consent'>> = async (
  { consentVersion: version },
  now,
) => ({
  answer: { version, terms: await termsOfVersion(version) },
  until: firstOf(now, []),
});
