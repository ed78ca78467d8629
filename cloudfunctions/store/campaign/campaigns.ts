import { DAY_MS, dayAt, startOfDay } from '@micro-wish/vocabulary';
import type {
  CampaignView,
  Community,
  EpochMs,
  EventView,
  SessionDoors,
  WishState,
} from '../../../typings/contract';
import type { EventPlan } from '../../domain/card/card';
import { sessionWindow } from '../../domain/enrolment/pass-card';
import { EMPTY_FUND, figuresOf, publishedEntry, type FundTotals } from '../../domain/money/money';
import { refuse } from '../../domain/common/refusal';
import { byIds } from '../common/by-ids';
import { command, find, findAll, read, tally } from '../common/database';
import type { AreaRecord, CampaignRecord } from '../../domain/campaign/records';

/** @throws Refusal NOT_FOUND */
export const getCampaign = async (campaignId: string): Promise<CampaignRecord> =>
  (await read('campaigns', campaignId)) ?? refuse('NOT_FOUND', '没有找到这个活动。');

/** Campaigns that this instance has seen: none ever goes. */
const seen = new Set<string>();

/** Costs nothing where the campaign was asked for before. @throws Refusal NOT_FOUND */
export const requireCampaign = async (campaignId: string): Promise<void> => {
  if (seen.has(campaignId)) return;
  await getCampaign(campaignId);
  seen.add(campaignId);
};

export const isClosed = ({ closedAt }: CampaignRecord): boolean => typeof closedAt === 'number';

/** @throws Refusal NOT_FOUND */
export const getEvent = async (eventId: string): Promise<EventPlan> =>
  (await read('events', eventId)) ?? refuse('NOT_FOUND', '没有找到这场领取活动。');

/** @throws Refusal INVALID_ARGUMENT where it is no community. */
export const getCommunity = async (communityId: string): Promise<AreaRecord> => {
  const area = await read('areas', communityId);
  return area?.level === 'community'
    ? area
    : refuse('INVALID_ARGUMENT', '请从列表中选择所在社区。');
};

/** All that there is, of every campaign. */
export const everyCampaign = (): Promise<CampaignRecord[]> => findAll('campaigns', {});

/** The events of every campaign; rehearsals, batches and programmes are among them. */
export const everyEvent = (): Promise<EventPlan[]> => findAll('events', {});

/** The programmes of a campaign, as a desk knows them, that are still to come or under way. */
export const openProgrammesOf = async (campaignId: string, now: number): Promise<EventPlan[]> => {
  const events = await findAll('events', { campaignId });
  return events.filter(
    ({ programme, cancelled, until }) => programme && !cancelled && now <= until + DAY_MS,
  );
};

/** The events of a campaign; rehearsals, batches of packs and programmes left out. */
export const eventsOf = async (campaignId: string): Promise<EventPlan[]> => {
  const events = await findAll('events', { campaignId });
  return events.filter(
    ({ rehearsalOf, batch, programme }) => rehearsalOf === null && !batch && !programme,
  );
};

/** Events by their ids. */
export const eventsById = (eventIds: readonly string[]): Promise<Map<string, EventPlan>> =>
  byIds('events', eventIds);

/** The rehearsals of an event that are still open. */
export const rehearsalsOf = async (eventId: string, now: number): Promise<EventPlan[]> => {
  const rehearsals = await findAll('events', { rehearsalOf: eventId });
  return rehearsals.filter(({ until }) => now <= until);
};

/** When passes can be scanned, session by session. */
const doorsOf = (event: Pick<EventPlan, 'programme'>): SessionDoors[] =>
  (event.programme?.sessions ?? []).flatMap(({ sessionId: stationId, inOut, cancelled }) => {
    const scan = { event, stationId };
    const window = sessionWindow({ ...scan, direction: 'in' });
    const late = sessionWindow({ ...scan, direction: 'out' });
    return cancelled || !window || !late
      ? []
      : [{ stationId, ...window, inOut, outUntil: late.until }];
  });

export const viewOfEvent = ({ _id, ...event }: EventPlan): EventView => ({
  eventId: _id,
  campaignId: event.campaignId,
  title: event.title,
  place: event.place,
  ...(event.location === undefined ? {} : { location: event.location }),
  from: event.from,
  until: event.until,
  stations: event.batch
    ? event.stations.map((station) => ({ ...station, kind: 'pack' as const }))
    : event.stations,
  ...(event.programme ? { sessions: doorsOf(event) } : {}),
  ...(event.rehearsalOf === null ? {} : { rehearsalOf: event.rehearsalOf }),
  ...(event.cancelled === null ? {} : { cancelled: event.cancelled }),
});

/** Wishes by state; what its card has redeemed counts as fulfilled. */
const countWishes = async (campaignId: string): Promise<Record<WishState, number>> => {
  const [wishes, redeemed] = await Promise.all([
    tally('wishes', { campaignId }, { state: 'state' }),
    tally('cards', { campaignId, state: 'redeemed' }, { ready: 'ready' }),
  ]);
  const counts: Record<WishState, number> = {
    draft: 0,
    submitted: 0,
    returned: 0,
    approved: 0,
    funded: 0,
    ready: 0,
    fulfilled: 0,
    rejected: 0,
    withdrawn: 0,
    expired: 0,
  };
  for (const { state, count } of wishes) counts[state as WishState] = count;
  for (const { ready, count } of redeemed) {
    counts.fulfilled += count;
    if (ready === true) counts.ready -= count;
  }
  return counts;
};

/** The areas of a campaign, a parent before its children. */
export const areasOf = async (campaignId: string): Promise<AreaRecord[]> => {
  const areas = await findAll('areas', { campaignIds: campaignId });
  return areas.sort((a, b) => a.path.length - b.path.length || (a._id < b._id ? -1 : 1));
};

/** The names of areas, by id. */
export const areaNames = async (areaIds: readonly string[]): Promise<Map<string, string>> => {
  const areas = await byIds('areas', areaIds);
  return new Map([...areas.values()].map(({ _id, name }) => [_id, name]));
};

/** The communities that take part in a campaign. */
export const communityAreasOf = (campaignId: string): Promise<AreaRecord[]> =>
  findAll('areas', { campaignIds: campaignId, level: 'community' });

/** Communities in the order of their ids, by name alone. */
export const asCommunities = (areas: readonly AreaRecord[]): Community[] =>
  areas
    .map(({ _id, name }) => ({ communityId: _id, name }))
    .sort((a, b) => (a.communityId < b.communityId ? -1 : 1));

export const communitiesOf = async (campaignId: string): Promise<Community[]> =>
  asCommunities(await communityAreasOf(campaignId));

/**
 * The totals of a fund as they are published: those of the last midnight, and never of fewer than
 * three entries more than were published before, so that no gift's price can be read off them.
 */
const publishedTotals = async (fundId: string, now: EpochMs): Promise<FundTotals> => {
  const midnight = startOfDay(dayAt(now));
  const [last] = await find(
    'fundEntries',
    { fundId, at: command.lt(midnight) },
    { orderBy: ['at', 'desc'], limit: 1 },
  );
  const seq = publishedEntry(last?.seq ?? 0);
  if (seq === 0) return EMPTY_FUND;
  const [shown] = await find('fundEntries', { fundId, seq }, { limit: 1 });
  return shown?.after ?? EMPTY_FUND;
};

/** Everything of a campaign that anybody may see. */
export const viewOfCampaign = async (
  campaign: CampaignRecord,
  now: EpochMs,
): Promise<CampaignView> => {
  const campaignId = campaign._id;
  const [counts, fund, communities] = await Promise.all([
    countWishes(campaignId),
    publishedTotals(campaign.fundId, now),
    communitiesOf(campaignId),
  ]);
  return {
    campaignId,
    title: campaign.title,
    period: { from: campaign.from, until: campaign.until },
    closed: isClosed(campaign),
    place: campaign.place,
    donor: campaign.donor,
    counts,
    fund: figuresOf(fund),
    communities,
    fundId: campaign.fundId,
    reviewLevels: [...campaign.reviewLevels],
    consentVersion: campaign.consentVersion,
    maxWishesPerChild: campaign.maxWishesPerChild,
    capFen: campaign.capFen,
    ...(campaign.contact ? { contact: campaign.contact } : {}),
  };
};
