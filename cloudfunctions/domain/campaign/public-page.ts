import { dayAt, endOfDay } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';

/** What anybody may read of a campaign: each is made once and read many times. */
export type PublicPage = 'get' | 'wall' | 'report' | 'programmes' | 'consent';

/** An answer to everybody, as it was made; `_id` is page and campaign. */
export interface PublicPageRecord {
  _id: string;
  campaignId: string;
  page: PublicPage;
  /** How often what it shows has changed, and when it last did. */
  changes: number;
  changedAt: EpochMs;
  /** Which of these changes are in the answer. */
  madeOn: number;
  madeAt: EpochMs;
  /** From when on the answer is another by the clock alone. */
  until: EpochMs;
  /** null from a change on, so that nothing outlives what it was made from. */
  answer: unknown;
  /** What the next answer is measured by; it goes to nobody. */
  basis: unknown;
}

export const pageId = (page: PublicPage, campaignId: string): string => `${page}#${campaignId}`;

/**
 * A change is counted beside its own commit, in no order: what was made within so long of it may
 * have been made from what stood before, and is made once more.
 */
const SETTLES_MS = 3000;

/** A change whose count was lost on its way is seen after so long at the latest. */
const OLDEST_MS = 10 * 60 * 1000;

/** Whether an answer may be given as it stands. */
export const stands = (
  { answer, changes, changedAt, madeOn, madeAt, until }: Omit<PublicPageRecord, 'basis'>,
  now: EpochMs,
): boolean => {
  const isSettled = madeAt >= changedAt + SETTLES_MS || now < changedAt + SETTLES_MS;
  return answer !== null && madeOn === changes && isSettled && now < until;
};

/** Until when an answer made now is right, where the clock alone changes it at some moments. */
export const rightUntil = (now: EpochMs, changesAt: readonly EpochMs[] = []): EpochMs =>
  Math.min(
    now + OLDEST_MS,
    endOfDay(dayAt(now)) + 1,
    ...changesAt.filter((moment) => moment > now),
  );

/** What a stored document says of the pages that it is shown on. */
interface Shown {
  campaignId?: string;
  campaignIds?: readonly string[];
  kind?: string;
  /** Of a pass, which is of no campaign by itself. */
  pass?: { campaignId?: string };
}

const SHOWN_ON: Partial<Record<string, readonly PublicPage[]>> = {
  wishes: ['get', 'wall'],
  cards: ['get', 'wall'],
  events: ['wall'],
  programmes: ['programmes'],
  enrolments: ['programmes'],
  areas: ['get'],
  campaigns: ['get', 'wall', 'programmes', 'consent'],
};

/** The pages that show a document of a collection. The report is not here: it is made once a day. */
export const pagesShowing = (collection: string, document: object): string[] => {
  const { campaignId, campaignIds, kind, pass } = document as Shown;
  if (collection === 'cards' && kind === 'pass') {
    return pass?.campaignId === undefined ? [] : [pageId('programmes', pass.campaignId)];
  }
  const ids =
    collection === 'campaigns'
      ? [(document as { _id: string })._id]
      : (campaignIds ?? (campaignId ? [campaignId] : []));
  if (collection === 'cards' && kind !== 'wish') return [];
  return (SHOWN_ON[collection] ?? []).flatMap((page) => ids.map((id) => pageId(page, id)));
};
