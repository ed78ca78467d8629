import type { EpochMs } from '../../../typings/contract';
import {
  pageId,
  stands,
  type PublicPage,
  type PublicPageRecord,
} from '../../domain/campaign/public-page';
import { command, findFields, insert, read, updateWhere } from '../common/database';
import type { CampaignRecord } from '../common/records';
import { getCampaign } from './campaigns';

/** Makes a page: the answer, until when it is right by the clock, and what the next is measured by. */
export type MadePage<Answer> = (
  campaign: CampaignRecord,
  now: EpochMs,
  basis: unknown,
) => Promise<{ answer: Answer; until: EpochMs; basis?: unknown }>;

/**
 * Makes a page anew and keeps it, unless what it shows has changed meanwhile.
 * @throws Refusal NOT_FOUND for a campaign there is not
 */
export const makePage = async <Answer>(
  page: PublicPage,
  campaignId: string,
  now: EpochMs,
  make: MadePage<Answer>,
  known: Pick<PublicPageRecord, 'changes' | 'basis'> | null,
): Promise<Answer> => {
  const campaign = await getCampaign(campaignId);
  const _id = pageId(page, campaignId);
  const changes = known?.changes ?? 0;
  if (!known) {
    const blank = { changes, changedAt: 0, madeOn: -1, madeAt: 0, until: 0 };
    // Kept before it is made, so that what changes meanwhile finds something to be counted on.
    await insert('publicPages', { _id, campaignId, page, ...blank, answer: null, basis: null });
  }
  const { answer, until, basis = null } = await make(campaign, now, known?.basis ?? null);
  await updateWhere(
    'publicPages',
    { _id, changes },
    {
      madeOn: changes,
      madeAt: now,
      until,
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
  page: PublicPage,
  campaignId: string,
  now: EpochMs,
  make: MadePage<Answer>,
): Promise<Answer> => {
  const known = await read('publicPages', pageId(page, campaignId));
  if (known && stands(known, now)) return known.answer as Answer;
  return makePage(page, campaignId, now, make, known);
};

const MOST_PAGES = 500;

/** The pages that stand no more: what the timer makes, so that no reader has to wait. */
export const pagesToMake = async (now: EpochMs): Promise<Omit<PublicPageRecord, 'answer'>[]> => {
  const fields = [
    'page',
    'campaignId',
    'changes',
    'changedAt',
    'madeOn',
    'madeAt',
    'until',
    'basis',
  ] as const;
  const pages = (await findFields('publicPages', {}, fields, {
    orderBy: ['_id', 'asc'],
    limit: MOST_PAGES,
  })) as Omit<PublicPageRecord, 'answer'>[];
  return pages.filter((page) => !stands({ ...page, answer: '' }, now));
};
