import * as v from 'valibot';
import type { SyncResult } from '../../typings/contract';
import { isStaff } from '../domain/common/access';
import type { EventPlan } from '../domain/card/card';
import { canonical, sha256 } from '../shared/identity';
import { id } from '../shared/input';
import { loading, type Context, type Handlers } from '../shared/serve';
import { findCardByCode } from '../store/card/cards';
import { read } from '../store/common/database';
import { requireScanner } from './scanner-access';
import { code } from './scan';
import { codeHashOf, findForScan, logMalformed, payloadOf, settle, type SentScan } from './settle';

/** A device that was away for long uploads in parts. */
const MAX_ENTRIES = 1000;
const MAX_CLOCK_DIFFERENCE_MS = 366 * 24 * 60 * 60 * 1000;

const entry = v.object({
  nonce: id,
  code,
  collector: v.optional(v.unknown()),
  scannedAt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
});

const syncInput = v.strictObject({
  eventId: id,
  stationId: id,
  deviceId: id,
  clockOffsetMs: v.pipe(
    v.number('需要毫秒数'),
    v.integer('需要整数毫秒'),
    v.minValue(-MAX_CLOCK_DIFFERENCE_MS, '时钟差太大'),
    v.maxValue(MAX_CLOCK_DIFFERENCE_MS, '时钟差太大'),
  ),
  entries: v.pipe(v.array(v.unknown()), v.maxLength(MAX_ENTRIES, `一次最多 ${MAX_ENTRIES} 条`)),
});

type SyncInput = v.InferOutput<typeof syncInput>;

/** The nonce of an entry whatever its shape, so that the device can strike it off its queue. */
const nonceOf = (given: unknown): string => {
  const nonce = (given as { nonce?: unknown } | null | undefined)?.nonce;
  return typeof nonce === 'string' ? nonce.slice(0, 128) : '';
};

/** Settles one entry; whatever it is, the device is done with it afterwards. */
const settleEntry = async (
  { personId, now }: Context,
  { eventId, stationId, deviceId, clockOffsetMs }: SyncInput,
  event: EventPlan,
  given: unknown,
): Promise<SyncResult> => {
  const place = { eventId, stationId, deviceId };
  const known = v.safeParse(entry, given);
  const circumstances = { event, personId, receivedAt: now, handedOut: true };
  if (!known.success) {
    const nonce = nonceOf(given);
    const kept = nonce || `malformed-${sha256(canonical([place, given])).slice(0, 32)}`;
    const sent: SentScan = { ...place, nonce: kept, code: '' };
    await logMalformed(sent, payloadOf(sent, 'sync', given), { ...circumstances, at: now });
    return { nonce, status: 'rejected', reason: 'malformed' };
  }
  const { nonce, code: text, collector, scannedAt } = known.output;
  const sent: SentScan = { ...place, nonce, code: text, collector };
  const outcome = await settle(sent, payloadOf(sent, 'sync', scannedAt), await findForScan(sent), {
    ...circumstances,
    at: scannedAt + clockOffsetMs,
  });
  return outcome.status === 'rejected'
    ? { nonce, status: 'rejected', reason: outcome.verdict.reason }
    : { nonce, status: outcome.status };
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

/** Who scans without a grant, as staff, scans the cards of an area: nothing else is uploaded. */
const requireEveryCard = async (
  context: Context,
  { eventId, stationId, entries }: SyncInput,
  event: EventPlan,
): Promise<void> => {
  await forEach(entries, async (given) => {
    const known = v.safeParse(entry, given);
    const codeHash = known.success ? codeHashOf(known.output.code) : undefined;
    const card = codeHash === undefined ? undefined : await findCardByCode(codeHash);
    requireScanner(context, { eventId, stationId }, event, card);
  });
};

export const syncHandlers: Pick<Handlers<'station'>, 'card.sync'> = {
  'card.sync': loading({
    who: 'volunteer',
    input: syncInput,
    load: ({ eventId }) => read('events', eventId),
    async run(context, input, event) {
      const opened = requireScanner(context, input, event, undefined);
      if (isStaff(context.rights)) await requireEveryCard(context, input, opened);
      const results = await forEach(input.entries, (given) =>
        settleEntry(context, input, opened, given),
      );
      return { results };
    },
  }),
};
