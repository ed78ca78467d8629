import { AUDIENCE_WORDS, PROGRAMME_KIND_WORDS, periodText, dayText } from '@micro-wish/vocabulary';
import type { EpochMs, StaffProgramme } from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

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

type Timed = Pick<StaffProgramme, 'sessions' | 'cancelled' | 'opensAt' | 'closesAt'>;

const held = ({ sessions }: Timed) => sessions.filter(({ cancelled }) => !cancelled);

/** Where a programme stands, in a word. */
export const standingOf = (programme: Timed, now: EpochMs): { word: string; tone: Tone } => {
  const sessions = held(programme);
  const ends = Math.max(...sessions.map(({ until }) => until));
  if (programme.cancelled || sessions.length === 0) return { word: '已取消', tone: 'alert' };
  if (now > ends) return { word: '已结束', tone: 'quiet' };
  if (sessions.some(({ from, until }) => from <= now && now <= until)) {
    return { word: '正在进行', tone: 'warm' };
  }
  if (now < programme.opensAt) return { word: '还没开始报名', tone: 'wait' };
  return now <= programme.closesAt
    ? { word: '正在报名', tone: 'good' }
    : { word: '报名已截止', tone: 'quiet' };
};

/** `已报名 12 / 30 · 排队 3` */
export const placesText = ({ places }: Pick<StaffProgramme, 'places'>): string =>
  [
    `已报名 ${places.enrolled} / ${places.capacity}`,
    ...(places.offered > 0 ? [`待确认 ${places.offered}`] : []),
    ...(places.reserved > 0 ? [`预留 ${places.reserved}`] : []),
    `排队 ${places.waiting}`,
    `空 ${Math.max(0, places.free)}`,
  ].join(' · ');

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
