import type { EpochMs, StaffProgramme } from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';

export type Timed = Pick<StaffProgramme, 'sessions' | 'cancelled' | 'opensAt' | 'closesAt'>;

/** The sessions that were not cancelled. */
export const held = ({ sessions }: Timed) => sessions.filter(({ cancelled }) => !cancelled);

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
