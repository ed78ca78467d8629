import { DAY_MS, dayAt, endOfDay, MINUTE_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import type { Card, EventPlan } from '../card/card';

/** What anybody may read of a campaign: each is made once and read many times. */
export type PublicPage = 'get' | 'wall' | 'report' | 'programmes' | 'consent';

/** An answer to everybody, as it was made; `_id` is page, campaign, and the part of a long page. */
export interface PublicPageRecord {
  _id: string;
  /** Page and campaign, by which all parts of it are marked. */
  of: string;
  /** 0 is what it begins with, and what the timer makes; the others are made for who reads on. */
  part: number;
  campaignId: string;
  page: PublicPage;
  /** How often what it shows has changed, and when it last did. */
  changes: number;
  changedAt: EpochMs;
  madeAt: EpochMs;
  /** When the timer makes it anew, because it has changed, or is another by the clock. */
  until: EpochMs;
  /** null from a change on, so that nothing outlives what it was made from. */
  answer: unknown;
  /** What the next answer is measured by; it goes to nobody. */
  basis: unknown;
}

export const pageId = (page: PublicPage, campaignId: string): string => `${page}#${campaignId}`;

export const partId = (of: string, part: number): string => (part === 0 ? of : `${of}#${part}`);

/**
 * A change is counted beside its own commit, in no order: what was made within so long of it may
 * have been made from what stood before, and is made once more.
 */
const SETTLES_MS = 3000;

/** A change whose count was lost on its way is seen by readers after so long at the latest. */
const OLDEST_MS = 10 * MINUTE_MS;

/** What is over for so long changes by no night any more. */
const AFTERMATH_MS = 30 * DAY_MS;

/** The last moment that there is. */
const NEVER: EpochMs = 8.64e15;

/** The report stands still for the day; the others get as old as a lost change may. */
const oldest = ({ page, madeAt }: Pick<PublicPageRecord, 'page' | 'madeAt'>): EpochMs =>
  page === 'report' ? endOfDay(dayAt(madeAt)) + 1 : madeAt + OLDEST_MS;

/** Whether an answer may be given as it stands. */
export const stands = (
  record: Pick<PublicPageRecord, 'page' | 'answer' | 'madeAt' | 'until'>,
  now: EpochMs,
): boolean => record.answer !== null && now < record.until && now < oldest(record);

/** When an answer made now is made again, which by the clock alone would be right until a moment. */
export const remadeAt = (now: EpochMs, changedAt: EpochMs, until: EpochMs): EpochMs => {
  const settled = changedAt + SETTLES_MS;
  return now < settled ? Math.min(settled, until) : until;
};

/** When the first of some moments comes, or never. */
export const firstOf = (now: EpochMs, moments: readonly EpochMs[]): EpochMs =>
  Math.min(NEVER, ...moments.filter((moment) => moment > now));

/** When the figures of a campaign's day are others: at midnight, and some time after its end no more. */
export const nextFigures = ({ until }: { until: EpochMs }, now: EpochMs): EpochMs =>
  now < until + AFTERMATH_MS ? endOfDay(dayAt(now)) + 1 : NEVER;

/** What a stored document says of the pages that it is shown on. */
interface Shown {
  campaignId?: string;
  campaignIds?: readonly string[];
}

const SHOWN_ON: Partial<Record<string, readonly PublicPage[]>> = {
  wishes: ['get', 'wall'],
  events: ['wall'],
  programmes: ['programmes'],
  enrolments: ['programmes'],
  areas: ['get'],
};

const pagesOfCard = ({ kind, campaignId, pass }: Card): string[] => {
  if (kind === 'wish') return [pageId('get', campaignId), pageId('wall', campaignId)];
  // A pass of an earlier release does not say its campaign.
  return kind === 'pass' && pass?.campaignId ? [pageId('programmes', pass.campaignId)] : [];
};

/** Passes and packs are on no wall, and a rehearsal's cards neither. */
const isOfWishes = ({ batch, programme, rehearsalOf }: EventPlan): boolean =>
  !batch && !programme && rehearsalOf === null;

/** The pages that show a document of a collection. The report is not here: it is made once a day. */
export const pagesShowing = (collection: string, document: object): string[] => {
  if (collection === 'cards') return pagesOfCard(document as Card);
  if (collection === 'events' && !isOfWishes(document as EventPlan)) return [];
  if (collection === 'campaigns') {
    const { _id } = document as { _id: string };
    return [pageId('get', _id), pageId('consent', _id)];
  }
  const { campaignId, campaignIds = campaignId ? [campaignId] : [] } = document as Shown;
  return (SHOWN_ON[collection] ?? []).flatMap((page) => campaignIds.map((id) => pageId(page, id)));
};

/** The same for a scan: a gift that is fetched is on the wall once its event's window has closed. */
export const pagesShowingScan = (
  card: Card,
  { event, receivedAt }: { event: Pick<EventPlan, 'until'>; receivedAt: EpochMs },
): string[] => {
  const wall = pageId('wall', card.campaignId);
  const isHidden = card.ready && receivedAt <= event.until;
  return pagesOfCard(card).filter((page) => !isHidden || page !== wall);
};
