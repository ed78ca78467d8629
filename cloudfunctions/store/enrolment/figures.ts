import type { EpochMs, ProgrammeFigures } from '../../../typings/contract';
import { attendedOf } from '../../domain/enrolment/attendance';
import { figuresOf } from '../../domain/enrolment/figures';
import type { Programme } from '../../domain/enrolment/programme';
import { feedbackOn } from './enrolments';
import { passesOf, scansOf } from './passes';

/** Figures of some programmes: sums of what their passes and answers say. */
export const figuresBy = async (
  programmes: readonly Programme[],
  now: EpochMs,
): Promise<(programmeId: string) => ProgrammeFigures> => {
  const figures = new Map(
    await Promise.all(
      programmes.map(async (programme) => {
        const [passes, feedback] = await Promise.all([
          passesOf([programme._id]),
          feedbackOn(programme._id),
        ]);
        const enrolled = new Set(
          programme.seats
            .filter(({ state }) => state === 'enrolled')
            .map(({ enrolmentId }) => enrolmentId),
        );
        const participations = passes.map((card) => ({
          attended: attendedOf(scansOf(card)).length,
          stars: null,
          ...(card.ageBand !== null && enrolled.has(card.pass?.enrolmentId ?? '')
            ? { ageBand: card.ageBand }
            : {}),
        }));
        const answers = feedback.flatMap((one) => (one ? [{ attended: 0, stars: one.stars }] : []));
        return [programme._id, figuresOf(programme, [...participations, ...answers], now)] as const;
      }),
    ),
  );
  return (programmeId) =>
    figures.get(programmeId) ?? { enrolled: 0, sessionsHeld: 0, attendances: 0 };
};
