import type { EpochMs } from '../../../typings/contract';
import {
  pageId,
  partId,
  remadeAt,
  stands,
  type PublicPageRecord,
} from '../../domain/campaign/public-page';
import { command, findFields, insert, read, updateWhere } from '../common/database';
import { getCampaign, requireCampaign } from './campaigns';
import type { CampaignRecord } from '../../domain/campaign/records';

/** Makes a page: the answer, until when it is right by the clock, and what the next is measured by. */
export type MadePage<Answer> = (
  campaign: CampaignRecord,
  now: EpochMs,
  basis: unknown,
) => Promise<{ answer: Answer; until: EpochMs; basis?: unknown }>;

/** What a page is made on. */
type Known = Pick<PublicPageRecord, 'changes' | 'changedAt' | 'basis'>;

/** A page of a campaign, or a part of a long one. */
type Wanted = Pick<PublicPageRecord, 'page' | 'campaignId'> & { part?: number };

/**
 * Makes a page anew and keeps it, unless what it shows has changed meanwhile.
 * @throws Refusal NOT_FOUND for a campaign there is not
 */
export const makePage = async <Answer>(
  { page, campaignId, part = 0 }: Wanted,
  now: EpochMs,
  make: MadePage<Answer>,
  known: Known | null,
): Promise<Answer> => {
  const campaign = await getCampaign(campaignId);
  const of = pageId(page, campaignId);
  const _id = partId(of, part);
  const { changes, changedAt } = known ?? { changes: 0, changedAt: 0 };
  if (!known) {
    const blank = { changes, changedAt, madeAt: 0, until: 0, answer: null, basis: null };
    // Kept before it is made, so that what changes meanwhile finds something to be counted on.
    await insert('publicPages', { _id, of, part, campaignId, page, ...blank });
  }
  const { answer, until, basis = null } = await make(campaign, now, known?.basis ?? null);
  await updateWhere(
    'publicPages',
    { _id, changes },
    {
      of,
      part,
      madeAt: now,
      until: remadeAt(now, changedAt, until),
      answer: command.set(answer),
      basis: command.set(basis),
    },
  );
  return answer;
};

/**
 * A page for anybody: one reading of one document, and only where something has changed since it
 * was made, or where it was never made, it is made first.
 * @throws Refusal NOT_FOUND for a campaign there is not
 */
export const publicPage = async <Answer>(
  wanted: Wanted,
  now: EpochMs,
  make: MadePage<Answer>,
): Promise<Answer> => {
  const { page, campaignId, part = 0 } = wanted;
  await requireCampaign(campaignId);
  const known = await read('publicPages', partId(pageId(page, campaignId), part));
  if (known && stands(known, now)) return known.answer as Answer;
  return makePage(wanted, now, make, known);
};

const MOST_PAGES = 500;

/** The pages that have changed, or are others by the clock: the timer makes them for the readers. */
export const pagesToMake = async (
  now: EpochMs,
): Promise<(Known & Pick<PublicPageRecord, '_id' | 'page' | 'campaignId' | 'part'>)[]> => {
  const fields = ['page', 'campaignId', 'part', 'changes', 'changedAt', 'basis'] as const;
  const pages = await findFields('publicPages', { until: command.lte(now) }, fields, {
    orderBy: ['until', 'asc'],
    limit: MOST_PAGES,
  });
  return pages as Pick<PublicPageRecord, '_id' | (typeof fields)[number]>[];
};
