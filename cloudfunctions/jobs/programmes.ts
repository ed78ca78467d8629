import type { EpochMs, ProgrammeMessageKind } from '../../typings/contract';
import { DAY_MS, dayNumber, fullTimeText, hourAt } from '@micro-wish/vocabulary';
import { remindersOf } from '../domain/enrolment/news';
import { isOver } from '../domain/enrolment/programme';
import { sendMessage } from '../platform/messages';
import { command, find, findAll, updateWhere } from '../store/common/database';
import { keepProgress, progressOf } from '../store/common/job-progress';
import type { MessageRecord } from '../store/common/records';
import { enrolmentsOfPerson } from '../store/enrolment/enrolments';
import { noteNews, noteNewsOf } from '../store/enrolment/news';
import { programmesToWake } from '../store/enrolment/programmes';
import { offerFreePlaces } from '../store/enrolment/promotion';
import { findGuardian } from '../store/family/guardians';

/** No name of a programme: a message lies open on a phone. */
const SENTENCES: Record<ProgrammeMessageKind, string> = {
  placeOffered: '有一个名额为您保留，请尽快确认',
  placeGiven: '名额已经确认，请按时参加',
  programmeCancelled: '您报名的活动有取消，请看说明',
  programmeTomorrow: '明天有活动，记得带上入场码',
  certificateIssued: '您有一张新的证书，点开看看',
};

const FAMILY_PAGE = 'packages/family/pages/programmes/programmes';
const HELPER_PAGE = 'packages/helper/pages/programmes/programmes';

/** Nobody is reminded at night. */
const FIRST_HOUR = 9;
const LAST_HOUR = 20;

/**
 * Lapses offers that nobody answered, offers free places down the queue and notes who is to be told
 * of it. Every step of it may run twice, or be cut off.
 */
const wakeProgrammes = async (now: EpochMs): Promise<void> => {
  const seen = new Set<string>();
  for (;;) {
    const due = (await programmesToWake(now)).filter(({ _id }) => !seen.has(_id));
    if (due.length === 0) return;
    for (const { _id } of due) {
      seen.add(_id);
      await offerFreePlaces(_id, now);
      await noteNewsOf(_id, now);
    }
  }
};

/** Notes the news of programmes that changed lately, where the call that changed them was cut off. */
const catchUp = async (now: EpochMs): Promise<void> => {
  const since = (await progressOf('programme-news'))?.at ?? now - DAY_MS;
  const changed = await find(
    'programmes',
    { updatedAt: command.gte(since - 2 * 60 * 1000) },
    { orderBy: ['updatedAt', 'asc'] },
  );
  for (const { _id } of changed) await noteNewsOf(_id, now);
  await keepProgress('programme-news', now);
};

/** Reminds whoever is enrolled of tomorrow's sessions. */
const remindOfSessions = async (now: EpochMs): Promise<void> => {
  if (hourAt(now) < FIRST_HOUR || hourAt(now) > LAST_HOUR) return;
  const today = dayNumber(now);
  const job = 'programme-reminders';
  if ((await progressOf(job))?.known === String(today)) return;
  for (const programme of await findAll('programmes', {})) {
    if (programme.cancelled || isOver(programme, now)) continue;
    await noteNews(remindersOf(programme, { today, dayOf: dayNumber }), now);
  }
  await keepProgress(job, now, String(today));
};

/** Where a message goes: a guardian's, or that of an adult who enrolled. */
const addressOf = async (personId: string): Promise<{ openid: string; page: string }> => {
  const guardian = await findGuardian(personId);
  if (guardian) return { openid: guardian.openid, page: FAMILY_PAGE };
  const [enrolment] = await enrolmentsOfPerson(personId);
  return { openid: enrolment?.openid ?? '', page: HELPER_PAGE };
};

const sendOne = async ({ _id, personId, kind, at, when = at }: MessageRecord): Promise<void> => {
  // Taken before it is sent: a message that was cut off is not sent again.
  if (!(await updateWhere('messages', { _id, outcome: 'due' }, { outcome: 'sending' }))) return;
  const { openid, page } = await addressOf(personId);
  const templateId = process.env['TMPL_PROGRAMME'] ?? '';
  const sentence = SENTENCES[kind as ProgrammeMessageKind];
  const outcome =
    openid === '' || templateId === '' || !sentence
      ? 'unaccepted'
      : await sendMessage({
          openid,
          templateId,
          page,
          fields: { thing2: sentence, time3: fullTimeText(when) },
        });
  await updateWhere('messages', { _id }, { outcome });
};

const sendNews = async (): Promise<void> => {
  for (;;) {
    const due = await find('messages', { outcome: 'due' }, { orderBy: ['at', 'asc'], limit: 50 });
    if (due.length === 0) return;
    for (const message of due) await sendOne(message);
  }
};

/** The clock of programmes: offers that lapse, places that go on, reminders and messages. */
export const runProgrammes = async (now: EpochMs): Promise<void> => {
  await wakeProgrammes(now);
  await catchUp(now);
  await remindOfSessions(now);
  await sendNews();
};
