import { listEvents } from '../../../../services/staff';
import { myEvents } from '../../../../services/station';
import { codeOf } from '../../../../utils/call-error';
import { workingCampaign } from '../../../../utils/campaign';
import type { OpenEvent } from './view';

/**
 * Events at which the caller may scan: those of a volunteer's grants; staff, who need no grant,
 * may choose any of the campaign's.
 */
export const openEvents = async (): Promise<OpenEvent[]> => {
  const granted = await myEvents();
  if (granted.length > 0) return granted;
  try {
    return await listEvents(workingCampaign());
  } catch (error) {
    if (codeOf(error) === 'PERMISSION_DENIED') return [];
    throw error;
  }
};
