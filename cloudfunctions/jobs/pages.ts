import type { EpochMs } from '../../typings/contract';
import type { PublicPage } from '../domain/campaign/public-page';
import { campaignPage, consentPage } from '../store/campaign/pages';
import { makePage, pagesToMake, type MadePage } from '../store/campaign/public-pages';
import { transact } from '../store/common/database';
import { firstAfter } from '../store/common/job-progress';
import { cataloguePage } from '../store/enrolment/catalogue';
import { reportPage } from '../store/report/reports';
import { wallPage } from '../store/wish/wall';

const MADE: Record<PublicPage, MadePage<unknown>> = {
  get: campaignPage,
  wall: wallPage,
  report: reportPage,
  programmes: cataloguePage,
  consent: consentPage,
};

/** Makes what anybody reads, where it has changed: a crowd finds it ready. */
export const makePages = async (now: EpochMs): Promise<EpochMs> => {
  for (const { _id, page, campaignId, part, ...known } of await pagesToMake(now)) {
    // Few read on so far; whoever does has it made.
    if (part > 0) await transact((transaction) => transaction.remove('publicPages', _id));
    else await makePage({ page, campaignId }, now, MADE[page], known);
  }
  return firstAfter('publicPages', 'until', now);
};
