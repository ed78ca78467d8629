import { clockText, periodText } from '@micro-wish/vocabulary';
import type {
  EnrolmentRow,
  EpochMs,
  Output,
  StaffProgramme,
} from '../../../../../../typings/contract';

export interface SessionLine {
  sessionId: string;
  title: string;
  about: string;
  attended: string;
  inOut: boolean;
  cancelled: boolean;
}

export const sessionLines = (
  { sessions }: StaffProgramme,
  rows: readonly Pick<EnrolmentRow, 'attended' | 'state'>[],
  now: EpochMs,
): SessionLine[] =>
  sessions.map(({ sessionId, title, place, from, until, inOut, cancelled }) => {
    const came = rows.filter(({ attended }) => attended.includes(sessionId)).length;
    const isPast = from <= now;
    return {
      sessionId,
      title,
      about: [periodText(from, until), place].join(' · '),
      attended: cancelled ? '已取消' : isPast || came > 0 ? `${came} 人到场` : '还没开始',
      inOut,
      cancelled: cancelled === true,
    };
  });

/** The session that is looked at first: the one that runs, else the next, else the last. */
export const sessionNow = (
  { sessions }: Pick<StaffProgramme, 'sessions'>,
  now: EpochMs,
): string => {
  const withDoors = sessions.filter(({ inOut, cancelled }) => inOut && !cancelled);
  const running = withDoors.find(({ until }) => until >= now);
  return (running ?? withDoors[withDoors.length - 1])?.sessionId ?? '';
};

export const insideLines = (items: Output<'staff', 'programme.inside'>['items']) =>
  items.map(({ enrolmentId, who, inAt }) => ({ enrolmentId, who, since: `${clockText(inAt)} 进` }));

export const feedbackText = ({
  answers,
  satisfaction,
}: Pick<Output<'staff', 'programme.feedback'>, 'answers' | 'satisfaction'>): string => {
  if (answers === 0) return '还没有人评价。';
  return satisfaction === undefined
    ? `${answers} 人评价，满 5 人后显示平均分。`
    : `${answers} 人评价，平均 ${satisfaction} 分。`;
};

export const wordLines = (items: Output<'staff', 'programme.feedback'>['items']) =>
  items.map(({ stars, words }, index) => ({ key: `${index}`, stars: `${stars} 颗星`, words }));
