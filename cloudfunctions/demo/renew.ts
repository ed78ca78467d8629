import { transact } from '../store/common/database';
import { everyCampaign } from '../store/campaign/campaigns';
import { everyEvent } from '../store/campaign/campaigns';
import { everyScannerGrant } from '../store/people/grants';

/** No moment of the demo lies before it, and no amount is as large. */
const FIRST_MOMENT = 1_600_000_000_000;

/** The same with every moment in it moved; what happened stays where it is. */
const moved = (value: unknown, byMs: number): unknown => {
  if (typeof value === 'number') return value > FIRST_MOMENT ? value + byMs : value;
  if (Array.isArray(value)) return value.map((part) => moved(part, byMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, moved(part, byMs)]));
};

/** Moves a plan: when it begins and ends, with its sessions or its batch. */
const movePlan = <Plan extends { from: number; until: number }>(plan: Plan, byMs: number): Plan => {
  const { cancelled, past, ...rest } = plan as Plan & { cancelled?: unknown; past?: unknown };
  return {
    ...(moved(rest, byMs) as Plan),
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(past === undefined ? {} : { past }),
  };
};

/**
 * The demo of another day becomes one of this day: its campaigns, events and grants stand to now as
 * they stood to the day on which it was laid. What was done in it stays done.
 */
export const renewDemo = async (
  campaignId: string,
  now: number,
  sinceBeginMs: number,
): Promise<{ byMs: number }> => {
  const campaigns = await everyCampaign();
  const from = campaigns.find(({ _id }) => _id === campaignId)?.from;
  const byMs = from === undefined ? 0 : now - sinceBeginMs - from;
  if (byMs <= 0) return { byMs: 0 };
  for (const { _id } of campaigns) {
    await transact(async (work) => {
      const campaign = await work.get('campaigns', _id);
      if (!campaign) return;
      const { from: begins, until } = campaign;
      await work.put('campaigns', { ...campaign, from: begins + byMs, until: until + byMs });
    });
  }
  for (const { _id } of await everyEvent()) {
    await transact(async (work) => {
      const event = await work.get('events', _id);
      if (event) await work.put('events', movePlan(event, byMs));
    });
  }
  for (const { _id } of await everyScannerGrant()) {
    await transact(async (work) => {
      const grant = await work.get('grants', _id);
      if (grant?.kind !== 'scanner' || grant.endedAt !== null) return;
      await work.put('grants', { ...grant, from: grant.from + byMs, until: grant.until + byMs });
    });
  }
  return { byMs };
};
