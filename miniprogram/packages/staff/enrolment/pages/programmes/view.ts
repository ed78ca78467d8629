import { AUDIENCE_WORDS, PROGRAMME_KIND_WORDS, periodText, dayText } from '@micro-wish/vocabulary';
import type { EpochMs, StaffProgramme } from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';
import { held, placesText, standingOf, type Timed } from '../../common/standing';

/** A programme in the list of staff. */
export interface ProgrammeLine {
  programmeId: string;
  title: string;
  about: string;
  places: string;
  next: string;
  word: string;
  tone: Tone;
}

const nextText = (programme: Timed, now: EpochMs): string => {
  const next = held(programme)
    .filter(({ until }) => until >= now)
    .sort((a, b) => a.from - b.from)[0];
  if (next) return `${next.title} · ${periodText(next.from, next.until)} · ${next.place}`;
  return programme.cancelled ? `取消原因：${programme.cancelled.reason}` : '';
};

/** Those that can still be joined or attended come first, the next one on top. */
export const programmeLines = (
  programmes: readonly StaffProgramme[],
  now: EpochMs,
): ProgrammeLine[] => {
  const endOf = (programme: StaffProgramme): EpochMs =>
    programme.cancelled ? 0 : Math.max(...held(programme).map(({ until }) => until), 0);
  const isOver = (programme: StaffProgramme): boolean => endOf(programme) < now;
  return [...programmes]
    .sort((a, b) =>
      isOver(a) === isOver(b)
        ? (endOf(a) - endOf(b)) * (isOver(a) ? -1 : 1)
        : Number(isOver(a)) - Number(isOver(b)),
    )
    .map((programme) => ({
      programmeId: programme.programmeId,
      title: programme.title,
      about: [
        PROGRAMME_KIND_WORDS[programme.kind],
        `面向${AUDIENCE_WORDS[programme.for]}`,
        `报名到 ${dayText(programme.closesAt)}`,
      ].join(' · '),
      places: placesText(programme),
      next: nextText(programme, now),
      ...standingOf(programme, now),
    }));
};
