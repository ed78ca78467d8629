import type { EpochMs } from '../../../typings/contract';
import { everyCampaign, everyEvent } from './campaigns';

/** When each campaign is over for good: with its period and the last of its events. */
export const campaignEnds = async (): Promise<Map<string, EpochMs>> => {
  const [campaigns, events] = await Promise.all([everyCampaign(), everyEvent()]);
  return new Map(
    campaigns.map(({ _id, until }) => {
      const own = events.filter(
        ({ campaignId, rehearsalOf }) => campaignId === _id && rehearsalOf === null,
      );
      return [_id, Math.max(until, ...own.map((event) => event.until))];
    }),
  );
};
