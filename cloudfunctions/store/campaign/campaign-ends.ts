import type { EpochMs } from '../../../typings/contract';
import { findAll } from '../common/database';

/** When each campaign is over for good: with its period and the last of its events. */
export const campaignEnds = async (): Promise<Map<string, EpochMs>> => {
  const [campaigns, events] = await Promise.all([findAll('campaigns', {}), findAll('events', {})]);
  return new Map(
    campaigns.map(({ _id, until }) => {
      const own = events.filter(
        ({ campaignId, rehearsalOf }) => campaignId === _id && rehearsalOf === null,
      );
      return [_id, Math.max(until, ...own.map((event) => event.until))];
    }),
  );
};
