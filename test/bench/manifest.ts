import { eventId } from '../support/world';
import { volunteerOf, type Store } from './store';
import { many, type Line } from './table';

const MOST_BYTES = 120;

/** Bytes of a device's manifest a card, gifts and desks included, as station.open sends them. */
export const measureManifest = async (store: Store): Promise<Line> => {
  let cursor: string | undefined;
  let cards = 0;
  let bytes = 0;
  do {
    const opened = await store.as(volunteerOf(0)).call('station', 'open', {
      eventId,
      stationId: 'desk-1',
      deviceId: 'phone-0',
      deviceLabel: 'bench',
      deviceTime: Date.now(),
      ...(cursor === undefined ? {} : { cursor }),
    });
    cards += opened.manifest.cards.length;
    bytes += Buffer.byteLength(JSON.stringify(opened.manifest));
    cursor = opened.next;
  } while (cursor !== undefined);
  const each = bytes / cards;
  return {
    what: `Manifest that a device takes along, a card of ${many(cards)}`,
    value: `${each.toFixed(0)} bytes`,
    bar: `≤ ${MOST_BYTES} bytes`,
    holds: each <= MOST_BYTES,
  };
};
