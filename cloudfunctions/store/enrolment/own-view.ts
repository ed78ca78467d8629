import type {
  AssessmentView,
  EnrolmentView,
  EpochMs,
  SessionView,
} from '../../../typings/contract';
import { settle } from '../../domain/enrolment/enrolment';
import { placeInQueue } from '../../domain/enrolment/places';
import { isOver, type Programme, type Session } from '../../domain/enrolment/programme';
import { byIds } from '../common/by-ids';
import { attendanceBy } from './passes';
import type { EnrolmentRecord } from '../../domain/enrolment/records';

export const viewOfSession = ({ cancelled, ...session }: Session): SessionView => ({
  ...session,
  ...(cancelled ? { cancelled: true as const } : {}),
});

export const viewOfAssessment = ({
  passed,
  score,
}: NonNullable<EnrolmentRecord['assessment']>): AssessmentView => ({
  passed,
  ...(score === null ? {} : { score }),
});

/** How its owner sees an enrolment, as the clock has it now. */
const viewOf = (
  enrolment: EnrolmentRecord,
  programme: Programme,
  attended: string[],
  now: EpochMs,
): EnrolmentView[] => {
  const settled = settle(programme, now);
  const seat = settled.seats.find(({ enrolmentId }) => enrolmentId === enrolment._id);
  if (!seat) return [];
  const place = placeInQueue(settled, enrolment._id);
  const { childId, certificateNo, feedback } = enrolment;
  return [
    {
      enrolmentId: enrolment._id,
      programmeId: programme._id,
      ...(childId === null ? {} : { childId }),
      kind: programme.kind,
      // A child's phone is looked at by others: it says the neutral title.
      title: childId === null ? programme.title : programme.neutralTitle,
      organiser: programme.organiser,
      state: seat.state,
      ...(place === undefined ? {} : { place }),
      ...(seat.offeredUntil === null ? {} : { offeredUntil: seat.offeredUntil }),
      sessions: programme.sessions.map(viewOfSession),
      attended,
      ...(programme.cancelled ? { cancelled: { reason: programme.cancelled.reason } } : {}),
      pass: seat.state === 'enrolled' && !isOver(programme, now),
      mayFeedback: attended.length > 0 && feedback === null,
      ...(feedback ? { feedback: { stars: feedback.stars, words: feedback.words } } : {}),
      ...(enrolment.assessment ? { assessment: viewOfAssessment(enrolment.assessment) } : {}),
      ...(certificateNo === null ? {} : { certificateNumber: certificateNo }),
    },
  ];
};

/** Own enrolments, the one that was changed last before the others. */
export const viewsOf = async (
  enrolments: readonly EnrolmentRecord[],
  now: EpochMs,
): Promise<EnrolmentView[]> => {
  const [programmes, attendance] = await Promise.all([
    byIds(
      'programmes',
      enrolments.map(({ programmeId }) => programmeId),
    ),
    attendanceBy(enrolments.map(({ _id }) => _id)),
  ]);
  return [...enrolments]
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .flatMap((enrolment) => {
      const programme = programmes.get(enrolment.programmeId);
      return programme ? viewOf(enrolment, programme, attendance(enrolment._id).attended, now) : [];
    });
};
