import type { Reply } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { isTimer } from '../platform/caller';
import { reply } from '../shared/serve';
import { dueAt, type TimerEvent } from '../shared/timer';
import { chainAudit } from '../store/common/audit';
import { MIGRATIONS } from '../migrations/all';
import { migrate } from '../store/common/migrations';
import { followCompanions } from './companions';
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

/** What the timer does, in this order; each may run twice, or be cut off at any point. */
const JOBS: Record<string, (now: number) => Promise<unknown>> = {
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

const runAll = async (now: number): Promise<Record<string, 'done' | 'failed'>> => {
  const outcome: Record<string, 'done' | 'failed'> = {};
  for (const [name, job] of Object.entries(JOBS)) {
    try {
      await job(now);
      outcome[name] = 'done';
    } catch (error) {
      // One job that cannot go on must not keep the others from running.
      console.error(`job ${name}`, error);
      outcome[name] = 'failed';
    }
  }
  return outcome;
};

/** Timer entry: every minute, and for nobody but the platform's timer. */
export const main = (event: TimerEvent): Promise<Reply<unknown>> =>
  reply('jobs', { action: 'timer' }, () => {
    if (!isTimer()) refuse('PERMISSION_DENIED', '这里只由系统定时运行。');
    return runAll(dueAt(event));
  });
