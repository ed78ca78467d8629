import { call } from '../../../../services/client';

import { codeOf } from '../../../../utils/call-error';
import { workingCampaign } from '../../../../utils/campaign';
import type { OpenEvent } from './view';

/** Nothing, where the caller has no such role (any more). */
const orNone = async (events: Promise<OpenEvent[]>): Promise<OpenEvent[]> => {
  try {
    return await events;
  } catch (error) {
    if (codeOf(error) === 'PERMISSION_DENIED') return [];
    throw error;
  }
};

/**
 * Events at which the caller may scan: those of a volunteer's grants; staff, who need no grant,
 * may choose any of the campaign's.
 */
export const openEvents = async (): Promise<OpenEvent[]> => {
  const granted = await orNone(call('station', 'me', {}).then(({ events }) => events));
  return granted.length > 0
    ? granted
    : orNone(
        call('staff', 'event.list', { campaignId: workingCampaign(), programmes: true }).then(
          ({ items }) => items,
        ),
      );
};
