import { dayAt } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { factsOf } from '../domain/certificate/certificate';
import { MAX_NUMBER_TEXT } from '../domain/certificate/number';
import { id } from '../input/fields';
import { limitNumbers } from '../shared/rate-limit';
import type { Handlers } from '../shared/serve';
import { publicPage } from '../store/campaign/public-pages';
import { findCertificate } from '../store/certificate/certificates';
import { cataloguePage } from '../store/enrolment/catalogue';

/** What anybody may see of projects, and the verification of certificates. */
export const programmeHandlers: Pick<Handlers<'campaign'>, 'programmes' | 'certificate'> = {
  programmes: {
    who: 'anyone',
    input: v.strictObject({ campaignId: id }),
    run: ({ now }, { campaignId }) =>
      publicPage({ page: 'programmes', campaignId }, now, cataloguePage),
  },
  certificate: {
    who: 'anyone',
    input: v.strictObject({
      number: v.pipe(
        v.string('需要证书编号'),
        v.maxLength(MAX_NUMBER_TEXT, '证书编号太长，请检查后再试'),
      ),
    }),
    run: async ({ openid, now }, { number }) => {
      limitNumbers(openid, now);
      return factsOf(await findCertificate(number), dayAt(now));
    },
  },
};
