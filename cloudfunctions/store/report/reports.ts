import type {
  CampaignReport,
  EpochMs,
  Fairness,
  Fen,
  ShareSource,
} from '../../../typings/contract';
import { fairnessOf, type TreatedWish } from '../../domain/report/fairness';
import {
  figuresOfWishes,
  publishedAfter,
  talliesOf,
  type HandedOver,
  type PublishedTallies,
  type WishTally,
} from '../../domain/report/spending-report';
import { nextFigures, pageId } from '../../domain/campaign/public-page';
import { SOURCES } from '../../domain/campaign/share-source';
import {
  command,
  count,
  find,
  findFields,
  insert,
  read,
  tally,
  updateWhere,
} from '../common/database';
import { packFiguresOf } from '../pack/plans';
import { communitiesOf, eventsOf, getCampaign } from '../campaign/campaigns';
import type { MadePage } from '../campaign/public-pages';

/** Openings of a campaign by their source; `_id` is the campaign's. Numbers, and nothing else. */
export interface VisitsRecord {
  _id: string;
  counts: Record<ShareSource, number>;
}

/** Wishes of a campaign by category, age band and state. */
export const wishTallies = async (campaignId: string): Promise<WishTally[]> => {
  const paths = { category: 'category', ageBand: 'ageBand', state: 'state' };
  const rows = await tally('wishes', { campaignId }, paths, 'priceFen');
  return rows.map(({ sum, ...row }) => ({
    ...(row as Omit<WishTally, 'priceFen'>),
    priceFen: sum as Fen,
  }));
};

const handedOver = async (campaignId: string): Promise<HandedOver[]> => {
  const redeemed = { campaignId, state: 'redeemed', kind: 'wish' };
  const paths = { category: 'gift.category', ageBand: 'ageBand' };
  return (await tally('cards', redeemed, paths)) as unknown as HandedOver[];
};

const volunteersOf = async (campaignId: string): Promise<number> => {
  const events = await eventsOf(campaignId);
  if (events.length === 0) return 0;
  const people = await tally(
    'grants',
    { eventId: command.in(events.map(({ _id }) => _id)) },
    {
      person: 'personId',
    },
  );
  return people.length;
};

const AT_ONCE = 1000;

/** When each wish's gift was handed over. */
const handOvers = async (campaignId: string): Promise<Map<string, EpochMs>> => {
  const moments = new Map<string, EpochMs>();
  let cursor = '';
  for (;;) {
    const cards = await findFields(
      'cards',
      { campaignId, state: 'redeemed', _id: command.gt(cursor) },
      ['kind', 'wishId', 'redemptions'],
      { orderBy: ['_id', 'asc'], limit: AT_ONCE },
    );
    for (const { kind, wishId = '', redemptions = [] } of cards) {
      const given = redemptions.find(({ status }) => status === 'effective');
      if (kind === 'wish' && given) moments.set(wishId, given.at);
    }
    cursor = cards.at(-1)?._id ?? '';
    if (cards.length < AT_ONCE) return moments;
  }
};

/** How each wish of a campaign was treated: moments and states, and no word of a family. */
const treatedWishes = async (campaignId: string): Promise<TreatedWish[]> => {
  const given = await handOvers(campaignId);
  const treated: TreatedWish[] = [];
  let cursor = '';
  for (;;) {
    const wishes = await findFields(
      'wishes',
      { campaignId, wallKey: command.gt(cursor) },
      ['communityId', 'submittedAt', 'timeline', 'wallKey'],
      { orderBy: ['wallKey', 'asc'], limit: AT_ONCE },
    );
    for (const { _id = '', communityId = '', submittedAt = 0, timeline = [] } of wishes) {
      treated.push({ communityId, submittedAt, timeline, gotAt: given.get(_id) });
    }
    cursor = wishes.at(-1)?.wallKey ?? '';
    if (wishes.length < AT_ONCE) return treated;
  }
};

/** How a campaign treats its communities. @throws Refusal NOT_FOUND */
export const fairnessIn = async (campaignId: string, now: EpochMs): Promise<Fairness> => {
  await getCampaign(campaignId);
  const [communities, wishes, tallies] = await Promise.all([
    communitiesOf(campaignId),
    treatedWishes(campaignId),
    wishTallies(campaignId),
  ]);
  return { campaignId, asOf: now, ...fairnessOf(communities, wishes, tallies) };
};

const NO_VISITS = Object.fromEntries(SOURCES.map((source) => [source, 0])) as Record<
  ShareSource,
  number
>;

/** What a campaign did, in counts and sums; after `shown`, as it may be published. */
const reportAfter = async (
  campaignId: string,
  now: EpochMs,
  shown: PublishedTallies | null,
): Promise<{ report: CampaignReport; tallies: PublishedTallies }> => {
  const [wishes, given, areas, volunteers, fetchedByLoveMothers, visits, packs] = await Promise.all(
    [
      wishTallies(campaignId),
      handedOver(campaignId),
      find('areas', { campaignIds: campaignId, level: 'community' }),
      volunteersOf(campaignId),
      count('cards', {
        campaignId,
        state: 'redeemed',
        redemptions: command.elemMatch({ status: 'effective', 'collector.type': 'loveMother' }),
      }),
      read('visits', campaignId),
      packFiguresOf(campaignId),
    ],
  );
  const tallies = publishedAfter(shown, talliesOf(wishes, given));
  const report = {
    campaignId,
    asOf: now,
    ...(packs ? { packs } : {}),
    ...figuresOfWishes(tallies),
    people: { communities: areas.length, volunteers, fetchedByLoveMothers },
    openings: { ...NO_VISITS, ...visits?.counts },
  };
  return { report, tallies };
};

/** The report of now, for staff. @throws Refusal NOT_FOUND */
export const reportOf = async (campaignId: string, now: EpochMs): Promise<CampaignReport> => {
  await getCampaign(campaignId);
  return (await reportAfter(campaignId, now, null)).report;
};

/** The report for everybody: it stands still for the day, but for the count of openings. */
export const reportPage: MadePage<CampaignReport> = async (campaign, now, shown) => {
  const { report, tallies } = await reportAfter(
    campaign._id,
    now,
    shown as PublishedTallies | null,
  );
  return { answer: report, until: nextFigures(campaign, now), basis: tallies };
};

/** Counts openings of a campaign by their source, also in the report as it stands. */
export const countVisits = async (
  campaignId: string,
  counts: ReadonlyMap<ShareSource, number>,
): Promise<void> => {
  const more = (path: string) =>
    Object.fromEntries([...counts].map(([source, n]) => [`${path}.${source}`, command.inc(n)]));
  const [isKnown] = await Promise.all([
    updateWhere('visits', { _id: campaignId }, more('counts')),
    updateWhere(
      'publicPages',
      { _id: pageId('report', campaignId), madeAt: command.gt(0) },
      more('answer.openings'),
    ),
  ]);
  if (isKnown) return;
  await insert('visits', { _id: campaignId, counts: NO_VISITS });
  await updateWhere('visits', { _id: campaignId }, more('counts'));
};
