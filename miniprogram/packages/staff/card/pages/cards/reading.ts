import type { StaffCardRow, StaffWishRow } from '../../../../../../typings/contract';
import { listCards, listWishes } from '../../../../../services/staff';
import { workingCampaign } from '../../../../../utils/campaign';
import { everyItem } from '../../../../../utils/paging';

/** As many rows as one call may bring. */
const PAGE_SIZE = 100;

const after = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

const wishesIn = (state: 'funded' | 'ready'): Promise<StaffWishRow[]> =>
  everyItem((cursor) =>
    listWishes({ campaignId: workingCampaign(), state, limit: PAGE_SIZE, ...after(cursor) }),
  );

/** The wishes that may have a card: paid for, or with their gift at the desk. */
export const wishesForCards = async (): Promise<StaffWishRow[]> =>
  (await Promise.all([wishesIn('ready'), wishesIn('funded')])).flat();

/** All cards of an event. */
export const cardsOfEvent = (eventId: string): Promise<StaffCardRow[]> =>
  everyItem((cursor) => listCards({ eventId, limit: PAGE_SIZE, ...after(cursor) }));
