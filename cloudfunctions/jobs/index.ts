import type { EpochMs, Reply } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { isTimer } from '../platform/caller';
import { reply } from '../shared/serve';
import { dueAt, type TimerEvent } from '../shared/timer';
import { chainAudit } from '../store/common/audit';
import { MIGRATIONS } from '../migrations/all';
import { migrate } from '../store/common/migrations';
import { followCompanions } from './companions';
import { isDue, restUntil } from './due';
import { expireWishes } from './expiry';
import { tellFamilies } from './messages';
import { sendNotices } from './notices';
import { followTransfers } from './transfers';
import { tellOfPacks } from './packs';
import { makePages } from './pages';
import { JOBS_PERSON } from './person';
import { runProgrammes } from './programmes';
import { remindOfEvents } from './reminders';
import { followReferrals } from './referrals';
import { deleteLeftovers, keepRetention } from './retention';

/**
 * What the timer does, in this order; each may run twice, or be cut off at any point. It answers
 * when its clock comes next, where it has one; else it follows what others do.
 */
const JOBS: Record<string, (now: EpochMs) => Promise<EpochMs | void>> = {
  migrations: (now) => migrate(MIGRATIONS, JOBS_PERSON, now),
  transfers: followTransfers,
  companions: followCompanions,
  referrals: followReferrals,
  programmes: runProgrammes,
  notices: sendNotices,
  messages: tellFamilies,
  packs: tellOfPacks,
  reminders: remindOfEvents,
  expiry: expireWishes,
  retention: keepRetention,
  leftovers: deleteLeftovers,
  pages: makePages,
  audit: chainAudit,
};

/** Does all of it, where anything is due at all. */
const run = async (now: EpochMs): Promise<Record<string, 'done' | 'failed'>> => {
  if (!(await isDue(now))) return {};
  let next = Infinity;
  const outcome: Record<string, 'done' | 'failed'> = {};
  for (const [name, job] of Object.entries(JOBS)) {
    try {
      next = Math.min(next, (await job(now)) ?? Infinity);
      outcome[name] = 'done';
    } catch (error) {
      // One job that cannot go on must not keep the others from running.
      console.error(`job ${name}`, error);
      outcome[name] = 'failed';
      next = now;
    }
  }
  restUntil(now, next);
  return outcome;
};

/** Timer entry: every minute, and for nobody but the platform's timer. */
export const main = (event: TimerEvent): Promise<Reply<unknown>> =>
  reply('jobs', { action: 'timer' }, () => {
    if (!isTimer()) refuse('PERMISSION_DENIED', '这里只由系统定时运行。');
    return run(dueAt(event));
  });
