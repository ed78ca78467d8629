import { dayAt } from '@micro-wish/vocabulary';
import { factsOf } from '../domain/certificate/certificate';
import * as calls from '../calls/certificate';
import { ofCampaign } from '../calls/fields';
import { limitNumbers } from '../shared/rate-limit';
import type { Handlers } from '../shared/serve';
import { publicPage } from '../store/campaign/public-pages';
import { findCertificate } from '../store/certificate/certificates';
import { cataloguePage } from '../store/enrolment/catalogue';

/** What anybody may see of projects, and the verification of certificates. */
export const programmeHandlers: Pick<Handlers<'campaign'>, 'programmes' | 'certificate'> = {
  programmes: {
    who: 'anyone',
    input: ofCampaign,
    run: ({ now }, { campaignId }) =>
      publicPage({ page: 'programmes', campaignId }, now, cataloguePage),
  },
  certificate: {
    who: 'anyone',
    input: calls.verify,
    run: async ({ openid, now }, { number }) => {
      limitNumbers(openid, now);
      return factsOf(await findCertificate(number), dayAt(now));
    },
  },
};
