import type { PublicProgramme } from '../../../typings/contract';
import { firstOf } from '../../domain/campaign/public-page';
import { settle, wakeAt } from '../../domain/enrolment/enrolment';
import { placesOf } from '../../domain/enrolment/places';
import { endOf, type Programme } from '../../domain/enrolment/programme';
import type { MadePage } from '../campaign/public-pages';
import { figuresBy } from './figures';
import { viewOfSession } from './own-view';
import { programmesOf } from './programmes';

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

/** The programmes of a campaign, for anybody. */
export const cataloguePage: MadePage<{ items: PublicProgramme[] }> = async ({ _id }, now) => {
  const programmes = inOrder(await programmesOf(_id), now);
  const figures = await figuresBy(programmes, now);
  const moments = programmes.flatMap((programme) => [
    ...programme.sessions.flatMap(({ until }) => [until, until + 1]),
    wakeAt(programme, now),
  ]);
  return {
    answer: {
      items: programmes.map((programme) => ({
        ...viewOf(programme, now),
        figures: figures(programme._id),
      })),
    },
    until: firstOf(now, moments),
  };
};
