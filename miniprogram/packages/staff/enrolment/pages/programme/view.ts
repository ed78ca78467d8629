import { clockText, DAY_MS, dayAt, momentOf } from '@micro-wish/vocabulary';
import type {
  Audience,
  EpochMs,
  Input,
  ProgrammeKind,
  StaffProgramme,
} from '../../../../../../typings/contract';

/** A session as the form holds it: a day and two clock times. */
export interface SessionDraft {
  sessionId: string;
  title: string;
  place: string;
  day: string;
  from: string;
  until: string;
  inOut: boolean;
  cancelled: boolean;
  /** The moments it has: left alone, they are not rounded to the minute. */
  kept?: { from: EpochMs; until: EpochMs };
}

/** A programme as the form holds it. `programmeId` '' is a new one. */
export interface ProgrammeDraft {
  programmeId: string;
  kind: ProgrammeKind;
  title: string;
  neutralTitle: string;
  organiser: string;
  summary: string;
  for: Audience;
  ageFrom: string;
  ageTo: string;
  communityIds: string[];
  capacity: string;
  reserved: string;
  months: string;
  opensDay: string;
  opensTime: string;
  closesDay: string;
  closesTime: string;
  sessions: SessionDraft[];
}

const sessionDraft = (
  { sessionId, title, place, from, until, inOut, cancelled }: StaffProgramme['sessions'][number],
  shift = 0,
): SessionDraft => ({
  sessionId,
  title,
  place,
  day: dayAt(from + shift),
  from: clockText(from),
  until: clockText(until),
  inOut,
  cancelled: cancelled === true,
  kept: { from: from + shift, until: until + shift },
});

/** The next session: a week after the last one, at the same place and time. */
export const nextSession = (sessions: readonly SessionDraft[], now: EpochMs): SessionDraft => {
  const last = sessions[sessions.length - 1];
  const taken = new Set(sessions.map(({ sessionId }) => sessionId));
  let no = sessions.length + 1;
  while (taken.has(`s-${no}`)) no += 1;
  const after = momentOf(last?.day ?? '', '12:00');
  return {
    sessionId: `s-${no}`,
    title: `第 ${sessions.length + 1} 次`,
    place: last?.place ?? '',
    day: dayAt(Number.isNaN(after) ? now + 14 * DAY_MS : after + 7 * DAY_MS),
    from: last?.from ?? '14:30',
    until: last?.until ?? '16:30',
    inOut: last?.inOut ?? false,
    cancelled: false,
  };
};

export const emptyDraft = (now: EpochMs): ProgrammeDraft => ({
  programmeId: '',
  kind: 'ability',
  title: '',
  neutralTitle: '',
  organiser: '',
  summary: '',
  for: 'child',
  ageFrom: '',
  ageTo: '',
  communityIds: [],
  capacity: '',
  reserved: '',
  months: '',
  opensDay: dayAt(now),
  opensTime: '00:00',
  closesDay: dayAt(now + 12 * DAY_MS),
  closesTime: '18:00',
  sessions: [nextSession([], now)],
});

const numberText = (value: number | undefined): string => (value === undefined ? '' : `${value}`);

export const draftOf = (programme: StaffProgramme): ProgrammeDraft => ({
  programmeId: programme.programmeId,
  kind: programme.kind,
  title: programme.title,
  neutralTitle: programme.neutralTitle,
  organiser: programme.organiser,
  summary: programme.summary,
  for: programme.for,
  ageFrom: numberText(programme.ages?.from),
  ageTo: numberText(programme.ages?.to),
  communityIds: programme.communityIds ?? [],
  capacity: `${programme.capacity}`,
  reserved: programme.reserved === 0 ? '' : `${programme.reserved}`,
  months: numberText(programme.certificateMonths),
  opensDay: dayAt(programme.opensAt),
  opensTime: clockText(programme.opensAt),
  closesDay: dayAt(programme.closesAt),
  closesTime: clockText(programme.closesAt),
  sessions: programme.sessions.map((session) => sessionDraft(session)),
});

/** The same once more: in two weeks, at the same hours; enrolment opens today. */
export const copyOf = (programme: StaffProgramme, now: EpochMs): ProgrammeDraft => {
  const start = Math.min(...programme.sessions.map(({ from }) => from));
  const shift = Math.ceil((now + 14 * DAY_MS - start) / DAY_MS) * DAY_MS;
  return {
    ...draftOf(programme),
    programmeId: '',
    opensDay: dayAt(now),
    opensTime: '00:00',
    closesDay: dayAt(start + shift - 2 * DAY_MS),
    closesTime: '18:00',
    sessions: programme.sessions.map((session) => ({
      ...sessionDraft(session, shift),
      cancelled: false,
    })),
  };
};

type Saving = Omit<Input<'staff', 'programme.save'>, 'requestId'>;

type Read<Value> = { value: Value; problem: '' } | { value?: undefined; problem: string };

const wrong = (problem: string): { problem: string } => ({ problem });

/** A whole number as it is typed; undefined for nothing. NaN for what is none. */
const count = (typed: string): number | undefined => {
  const text = typed.trim();
  if (text === '') return undefined;
  return /^\d{1,4}$/.test(text) ? Number(text) : NaN;
};

const readSession = (draft: SessionDraft, no: number): Read<Saving['sessions'][number]> => {
  const { sessionId, title, place, day, inOut } = draft;
  if (title.trim() === '' || place.trim() === '') return wrong(`第 ${no} 场的名称和地点都要填`);
  const from = momentOf(day, draft.from);
  const ends = momentOf(day, draft.until);
  if (Number.isNaN(from) || Number.isNaN(ends)) return wrong(`第 ${no} 场的日期和时间都要选`);
  // One that ends after midnight.
  const read = { from, until: ends > from ? ends : ends + DAY_MS };
  const { kept } = draft;
  const isLeft =
    kept !== undefined &&
    dayAt(kept.from) === day &&
    clockText(kept.from) === draft.from &&
    clockText(kept.until) === draft.until;
  const where = { title: title.trim(), place: place.trim() };
  return { value: { sessionId, ...where, ...(isLeft ? kept : read), inOut }, problem: '' };
};

/** What is sent to save it, or what is wrong with it. */
export const programmeInput = (draft: ProgrammeDraft, campaignId: string): Read<Saving> => {
  const { title, neutralTitle, organiser, summary } = draft;
  if (title.trim() === '') return wrong('请填写项目名称');
  if (neutralTitle.trim() === '') return wrong('请填写通行证和消息上用的短名称');
  const capacity = count(draft.capacity);
  if (!capacity) return wrong('请填写名额');
  const reserved = count(draft.reserved) ?? 0;
  if (Number.isNaN(reserved) || reserved > capacity) return wrong('预留名额不能多于总名额');
  const [ageFrom, ageTo] = [count(draft.ageFrom), count(draft.ageTo)];
  const hasAges = ageFrom !== undefined || ageTo !== undefined;
  const ages = { from: ageFrom ?? 0, to: ageTo ?? 120 };
  if (!(ages.from <= ages.to)) return wrong('年龄范围写反了');
  const months = count(draft.months);
  if (months !== undefined && !(months > 0)) return wrong('证书有效月数填 1 到 120');
  const opensAt = momentOf(draft.opensDay, draft.opensTime);
  const closesAt = momentOf(draft.closesDay, draft.closesTime);
  if (!(opensAt < closesAt)) return wrong('报名截止要晚于报名开始');
  if (draft.sessions.length === 0) return wrong('请至少安排一场');
  const sessions: Saving['sessions'] = [];
  for (const [index, session] of draft.sessions.entries()) {
    const read = readSession(session, index + 1);
    if (!read.value) return wrong(read.problem);
    sessions.push(read.value);
  }
  return {
    problem: '',
    value: {
      ...(draft.programmeId === '' ? {} : { programmeId: draft.programmeId }),
      campaignId,
      kind: draft.kind,
      title: title.trim(),
      neutralTitle: neutralTitle.trim(),
      ...(organiser.trim() === '' ? {} : { organiser: organiser.trim() }),
      summary: summary.trim(),
      for: draft.for,
      ...(hasAges ? { ages } : {}),
      ...(draft.communityIds.length === 0 ? {} : { communityIds: draft.communityIds }),
      capacity,
      reserved,
      ...(months === undefined ? {} : { certificateMonths: months }),
      opensAt,
      closesAt,
      sessions,
    },
  };
};
