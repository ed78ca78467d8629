import { MINUTE_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { trainingOf } from '../../domain/enrolment/attendance';
import type { Interval } from '../../domain/mother/hours';
import { byIds } from '../common/by-ids';
import { enrolmentsOfPerson } from './enrolments';
import { attendanceBy } from './passes';

/** When somebody was at training: sessions that were attended and have ended, in minutes. */
export const trainingOfPerson = async (personId: string, now: EpochMs): Promise<Interval[]> => {
  const enrolments = await enrolmentsOfPerson(personId);
  const [programmes, attendance] = await Promise.all([
    byIds(
      'programmes',
      enrolments.map(({ programmeId }) => programmeId),
    ),
    attendanceBy(enrolments.map(({ _id }) => _id)),
  ]);
  return enrolments.flatMap(({ _id, programmeId }) => {
    const programme = programmes.get(programmeId);
    return programme
      ? trainingOf(programme, attendance(_id).attended, now).map(({ from, until }) => ({
          from: from / MINUTE_MS,
          until: until / MINUTE_MS,
        }))
      : [];
  });
};
