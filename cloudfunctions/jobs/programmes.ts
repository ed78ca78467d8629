import type { EpochMs } from '../../typings/contract';
import { DAY_MS, dayNumber } from '@micro-wish/vocabulary';
import { remindersOf } from '../domain/enrolment/news';
import { isOver } from '../domain/enrolment/programme';
import {
  firstAfter,
  keepProgress,
  LONGEST_CALL_MS,
  progressOf,
} from '../store/common/job-progress';
import { noteNews, noteNewsOf } from '../store/enrolment/news';
import {
  programmesToWake,
  everyProgramme,
  programmesChangedSince,
} from '../store/enrolment/programmes';
import { offerFreePlaces } from '../store/enrolment/promotion';
import { isDaytime, nextMorning } from './daytime';

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
  const changed = await programmesChangedSince(since - LONGEST_CALL_MS);
  for (const { _id } of changed) await noteNewsOf(_id, now);
  await keepProgress('programme-news', now);
};

/** Reminds whoever is enrolled of tomorrow's sessions. */
const remindOfSessions = async (now: EpochMs): Promise<void> => {
  if (!isDaytime(now)) return;
  const today = dayNumber(now);
  const job = 'programme-reminders';
  if ((await progressOf(job))?.known === String(today)) return;
  for (const programme of await everyProgramme()) {
    if (programme.cancelled || isOver(programme, now)) continue;
    await noteNews(remindersOf(programme, { today, dayOf: dayNumber }), now);
  }
  await keepProgress(job, now, String(today));
};

/** The clock of programmes: offers that lapse, places that go on, reminders. */
export const runProgrammes = async (now: EpochMs): Promise<EpochMs> => {
  await wakeProgrammes(now);
  await catchUp(now);
  await remindOfSessions(now);
  return Math.min(nextMorning(now), await firstAfter('programmes', 'wakeAt', now));
};
