import { dayAt } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import type { PublicProgramme } from '../../typings/contract';
import { factsOf } from '../domain/certificate/certificate';
import { MAX_NUMBER_TEXT } from '../domain/certificate/number';
import { settle } from '../domain/enrolment/enrolment';
import { placesOf } from '../domain/enrolment/places';
import { endOf, type Programme } from '../domain/enrolment/programme';
import { id } from '../shared/input';
import { limitTries } from '../shared/try-limit';
import type { Handlers } from '../shared/serve';
import { getCampaign } from '../store/campaign/campaigns';
import { findCertificate } from '../store/certificate/certificates';
import { figuresBy } from '../store/enrolment/figures';
import { viewOfSession } from '../store/enrolment/own-view';
import { programmesOf } from '../store/enrolment/programmes';

/** The allow-list: no neutral title, which leads to children, and nobody's name. */
const viewOf = (programme: Programme, now: number): Omit<PublicProgramme, 'figures'> => {
  const { capacity, free } = placesOf(settle(programme, now));
  const { ages, communityIds } = programme;
  return {
    programmeId: programme._id,
    kind: programme.kind,
    title: programme.title,
    organiser: programme.organiser,
    summary: programme.summary,
    for: programme.for,
    ...(ages === null ? {} : { ages }),
    ...(communityIds === null ? {} : { communityIds }),
    places: { capacity, free },
    opensAt: programme.opensAt,
    closesAt: programme.closesAt,
    sessions: programme.sessions.map(viewOfSession),
    ...(programme.cancelled ? { cancelled: true as const } : {}),
  };
};

/** What is over stands behind what is to come. */
const inOrder = (programmes: readonly Programme[], now: number): Programme[] => [
  ...programmes.filter((programme) => endOf(programme) >= now),
  ...programmes.filter((programme) => endOf(programme) < now),
];

/** What anybody may see of projects, and the verification of certificates. */
export const programmeHandlers: Pick<Handlers<'campaign'>, 'programmes' | 'certificate'> = {
  programmes: {
    who: 'anyone',
    input: v.strictObject({ campaignId: id }),
    run: async ({ now }, { campaignId }) => {
      await getCampaign(campaignId);
      const programmes = inOrder(await programmesOf(campaignId), now);
      const figures = await figuresBy(programmes, now);
      return {
        items: programmes.map((programme) => ({
          ...viewOf(programme, now),
          figures: figures(programme._id),
        })),
      };
    },
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
      limitTries(openid, now);
      return factsOf(await findCertificate(number), dayAt(now));
    },
  },
};
