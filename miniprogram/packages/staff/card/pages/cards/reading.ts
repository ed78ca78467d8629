import type { StaffCardRow, StaffWishRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { everyItem, after } from '../../../../../utils/paging';

/** As many rows as one call may bring. */
const PAGE_SIZE = 100;

const wishesIn = (state: 'funded' | 'ready'): Promise<StaffWishRow[]> =>
  everyItem((cursor) =>
    call('staff', 'wish.list', {
      campaignId: workingCampaign(),
      state,
      limit: PAGE_SIZE,
      ...after(cursor),
    }),
  );

/** The wishes that may have a card: paid for, or with their gift at the desk. */
export const wishesForCards = async (): Promise<StaffWishRow[]> =>
  (await Promise.all([wishesIn('ready'), wishesIn('funded')])).flat();

/** All cards of an event, or those that are searched. */
export const cardsOfEvent = (eventId: string, search = ''): Promise<StaffCardRow[]> =>
  everyItem((cursor) =>
    call('staff', 'card.list', {
      eventId,
      limit: PAGE_SIZE,
      ...(search === '' ? {} : { search }),
      ...after(cursor),
    }),
  );
