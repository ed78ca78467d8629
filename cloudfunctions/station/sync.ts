import { safeParse } from 'valibot';
import type { Input, SyncResult } from '../../typings/contract';
import type { Card, EventPlan } from '../domain/card/card';
import { scannerSpans, spansUntil, staffSpans, type GrantSpan } from '../domain/card/upload';
import { refuse } from '../domain/common/refusal';
import { canonical, sha256 } from '../shared/identity';
import * as calls from '../calls/station';
import { loading, type Context, type Handlers } from '../shared/serve';
import { findCardByCode } from '../store/card/cards';
import { read } from '../store/common/database';
import { seeUpload } from '../store/common/devices';
import { isClosedBatch } from './scanner-access';
import { codeHashOf, findForScan, logMalformed, payloadOf, settle, type SentScan } from './settle';

type Upload = Input<'station', 'card.sync'>;

/** The nonce of an entry whatever its shape, so that the device can strike it off its queue. */
const nonceOf = (given: unknown): string => {
  const nonce = (given as { nonce?: unknown } | null | undefined)?.nonce;
  return typeof nonce === 'string' ? nonce.slice(0, 128) : '';
};

/** When the caller may or might scan a card, by scanner grants for this desk or as staff. */
type SpansFor = (card: Card | undefined) => readonly GrantSpan[];

/** An event that is gone has no cards, and no window. */
const goneEvent = (eventId: string): EventPlan => ({
  _id: eventId,
  campaignId: '',
  title: '',
  place: '',
  from: 0,
  until: 0,
  stations: [],
  rehearsalOf: null,
  cancelled: null,
});

/** Settles one entry; whatever it is, the device is done with it afterwards. */
const settleEntry = async (
  { personId, now }: Context,
  { eventId, stationId, deviceId, clockOffsetMs }: Upload,
  event: EventPlan,
  spans: SpansFor,
  given: unknown,
): Promise<SyncResult> => {
  const place = { eventId, stationId, deviceId };
  const known = safeParse(calls.syncEntry, given);
  const circumstances = {
    event,
    personId,
    receivedAt: now,
    handedOut: true,
    direction: 'in' as 'in' | 'out',
    spans,
  };
  if (!known.success) {
    const nonce = nonceOf(given);
    const kept = nonce || `malformed-${sha256(canonical([place, given])).slice(0, 32)}`;
    const sent: SentScan = { ...place, nonce: kept, code: '' };
    await logMalformed(sent, payloadOf(sent, 'sync', given), { ...circumstances, at: now });
    if (isClosedBatch(event)) return { nonce, status: 'held' };
    return { nonce, status: 'rejected', reason: 'malformed' };
  }
  const { nonce, code: text, collector, scannedAt, direction: way = 'in' } = known.output;
  const sent: SentScan = { ...place, nonce, code: text, collector, direction: way };
  const outcome = await settle(sent, payloadOf(sent, 'sync', scannedAt), await findForScan(sent), {
    ...circumstances,
    direction: way,
    at: scannedAt + clockOffsetMs,
  });
  // A closed batch says nothing of any code: staff find what they can do something about.
  if (isClosedBatch(event) && outcome.status !== 'accepted') return { nonce, status: 'held' };
  if (outcome.status === 'refused') return { nonce, status: 'rejected' };
  if (outcome.status === 'rejected') {
    return { nonce, status: 'rejected', reason: outcome.verdict.reason };
  }
  const cardId = outcome.status === 'accepted' ? outcome.verdict.cardId : undefined;
  return { nonce, status: outcome.status, ...(cardId === undefined ? {} : { cardId }) };
};

/** So many entries of one upload are looked at side by side. */
const SIDE_BY_SIDE = 8;

/** Does something for each, several at a time, and answers in the order of the upload. */
const forEach = async <Result>(
  entries: readonly unknown[],
  doOne: (given: unknown) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const waiting = [...entries.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results[next[0]] = await doOne(next[1]);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return results;
};

/**
 * Who has no grant for this desk, and never had one, uploads as staff, or as who was staff: scans
 * of the cards of an area. Some entry has to be one of these.
 * @throws Refusal PERMISSION_DENIED
 */
const requireAnEntry = async ({ entries }: Upload, spans: SpansFor): Promise<void> => {
  const theirs = await forEach(entries.length === 0 ? [null] : entries, async (given) => {
    const known = safeParse(calls.syncEntry, given);
    const codeHash = known.success ? codeHashOf(known.output.code) : undefined;
    const card = codeHash === undefined ? undefined : await findCardByCode(codeHash);
    return spans(card).length > 0;
  });
  if (theirs.includes(true)) return;
  refuse('PERMISSION_DENIED', '你没有这个核销点的授权，请联系工作人员。');
};

export const syncHandlers: Pick<Handlers<'station'>, 'card.sync'> = {
  /**
   * Judged entry by entry: a desk or an event that is gone refuses its own scans, and an ended
   * grant leaves them to staff.
   */
  'card.sync': loading({
    who: 'uploader',
    input: calls.sync,
    load: ({ eventId }) => read('events', eventId),
    async run(context, upload, found) {
      const { grants, rights, now } = context;
      const { eventId, stationId, entries } = upload;
      const eventIds = [eventId, found?.rehearsalOf ?? eventId];
      const own = scannerSpans(grants, { eventIds, stationId, now });
      const spans: SpansFor = (card) => {
        const all = [...own, ...staffSpans(grants, rights, card)];
        return found?.batch?.closedAt ? spansUntil(all, found.batch.closedAt) : all;
      };
      if (own.length === 0) await requireAnEntry(upload, spans);
      const event = found ?? goneEvent(eventId);
      const results = await forEach(entries, (given) =>
        settleEntry(context, upload, event, spans, given),
      );
      if (upload.waiting !== undefined) {
        await seeUpload(eventId, upload.deviceId, { waiting: upload.waiting, now });
      }
      return { results };
    },
  }),
};
