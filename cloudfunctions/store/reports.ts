import type { CampaignReport, EpochMs, Fen, ShareSource } from '../../typings/contract';
import { figuresOfWishes, type HandedOver, type WishTally } from '../domain/report';
import { SOURCES } from '../domain/sharing';
import { command, count, find, insert, read, tally, updateWhere } from './database';
import { eventsOf, getCampaign } from './campaigns';

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

const NO_VISITS = Object.fromEntries(SOURCES.map((source) => [source, 0])) as Record<
  ShareSource,
  number
>;

/** What a campaign did, in counts and sums. @throws Refusal NOT_FOUND */
export const reportOf = async (campaignId: string, now: EpochMs): Promise<CampaignReport> => {
  await getCampaign(campaignId);
  const [wishes, given, areas, volunteers, fetchedByLoveMothers, visits] = await Promise.all([
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
  ]);
  return {
    campaignId,
    asOf: now,
    ...figuresOfWishes(wishes, given),
    people: { communities: areas.length, volunteers, fetchedByLoveMothers },
    openings: { ...NO_VISITS, ...visits?.counts },
  };
};

/** Counts one opening of a campaign. @throws Refusal NOT_FOUND */
export const countVisit = async (campaignId: string, source: ShareSource): Promise<void> => {
  const one = { [`counts.${source}`]: command.inc(1) };
  if (await updateWhere('visits', { _id: campaignId }, one)) return;
  await getCampaign(campaignId);
  await insert('visits', { _id: campaignId, counts: NO_VISITS });
  await updateWhere('visits', { _id: campaignId }, one);
};
