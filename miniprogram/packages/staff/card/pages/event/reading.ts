import type { Absentee } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { everyItem, after } from '../../../../../utils/paging';

/** All whose gift was not collected at an event, or those that are searched. */
export const absenteesOf = (eventId: string, search = ''): Promise<Absentee[]> =>
  everyItem((cursor) =>
    call('staff', 'event.absentees', {
      eventId,
      ...(search === '' ? {} : { search }),
      ...after(cursor),
    }),
  );
