import type {
  Action,
  CardState,
  EpochMs,
  EventView,
  Manifest,
  Page,
  RejectReason,
  ScanVerdict,
  SyncResult,
} from '../../typings/contract';
import { DAY_MS, MAX_CODE_TEXT } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { epochMs, id, text, type nothing } from './fields';

/** A scanned text: any string of this length is judged, and only a longer one is refused. */
const code = v.pipe(
  v.string('需要扫到的文字'),
  v.maxLength(MAX_CODE_TEXT, `扫到的文字太长，最多 ${MAX_CODE_TEXT} 个字符`),
);

/** Which way a pass goes through a session's door: brought, or fetched. */
export const direction = v.picklist(['in', 'out'], '请选择签到或签离');

const MAX_COLLECTOR = 200;

/** Missing or unknown is judged as `incomplete`, so it is not refused at the door. */
const collector = v.pipe(
  v.unknown(),
  v.check((given) => JSON.stringify(given ?? null).length <= MAX_COLLECTOR, '领取人的格式不对'),
);

/** Scans on a device that were not uploaded. */
const waiting = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

export const open = v.strictObject({
  eventId: id,
  stationId: id,
  deviceId: id,
  deviceLabel: text(40),
  deviceTime: epochMs,
  /** Goes on behind the part of the manifest that came before. */
  cursor: v.exactOptional(id),
  /** Scans on the device that were not uploaded yet. */
  waiting: v.exactOptional(waiting),
});

export const inspect = v.strictObject({
  eventId: id,
  stationId: id,
  code,
  direction: v.exactOptional(direction),
});

export const redeem = v.strictObject({
  nonce: id,
  eventId: id,
  stationId: id,
  deviceId: id,
  code,
  collector: v.exactOptional(collector),
  /** Of a pass: brought, or fetched; brought where nothing is said. */
  direction: v.exactOptional(direction),
  force: v.exactOptional(v.boolean()),
  reason: v.exactOptional(text(200)),
});

export const handOut = v.strictObject({ nonce: id, eventId: id, code });

/** A device that was away for long uploads in parts. */
const MAX_ENTRIES = 1000;
const MAX_CLOCK_DIFFERENCE_MS = 366 * DAY_MS;

export const sync = v.strictObject({
  eventId: id,
  stationId: id,
  deviceId: id,
  /** Server − device. */
  clockOffsetMs: v.pipe(
    v.number('需要毫秒数'),
    v.integer('需要整数毫秒'),
    v.minValue(-MAX_CLOCK_DIFFERENCE_MS, '时钟差太大'),
    v.maxValue(MAX_CLOCK_DIFFERENCE_MS, '时钟差太大'),
  ),
  /** Scans that stay on the device behind this upload. */
  waiting: v.exactOptional(waiting),
  /** `SyncEntry`s; one of another shape is answered `malformed` and leaves the queue. */
  entries: v.pipe(v.array(v.unknown()), v.maxLength(MAX_ENTRIES, `一次最多 ${MAX_ENTRIES} 条`)),
});

/** What is read of a `SyncEntry`: whatever else it holds is passed over. */
export const syncEntry = v.object({
  nonce: id,
  code,
  collector: v.optional(v.unknown()),
  direction: v.optional(direction),
  scannedAt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
});

export const annul = v.strictObject({
  nonce: id,
  cardId: id,
  reason: text(200),
  /** Asked of staff; what a volunteer takes back is on the desk. */
  disposition: v.exactOptional(
    v.picklist(['returned', 'kept', 'damaged'], '请选择礼物的去向：收回、未收回或损坏'),
  ),
});

export const attempts = v.strictObject({
  eventId: id,
  cardId: v.exactOptional(id),
  cursor: v.exactOptional(id),
});

export interface StationActions {
  /** The events at which the caller may scan now or later. */
  me: Action<
    'volunteer',
    typeof nothing,
    {
      events: (EventView & {
        stationIds?: string[];
        grantedFrom: EpochMs;
        grantedUntil: EpochMs;
      })[];
    }
  >;
  open: Action<
    'volunteer',
    typeof open,
    { event: EventView; manifest: Manifest; clockOffsetMs: number; next?: string }
  >;
  'card.inspect': Action<'volunteer', typeof inspect, ScanVerdict>;
  'card.redeem': Action<'volunteer', typeof redeem, ScanVerdict>;
  /** 发放: records that the card is in the family's hands. */
  'card.handOut': Action<'volunteer', typeof handOut, { state: CardState }>;
  /** Uploads what was scanned with no network, in any order, twice or late. */
  'card.sync': Action<'uploader', typeof sync, { results: SyncResult[] }>;
  /** 撤销核销: staff say what became of the gift, a volunteer takes it back. */
  'card.annul': Action<'volunteer', typeof annul, { state: CardState; generation: number }>;
  attempts: Action<
    'staff',
    typeof attempts,
    Page<{
      nonce: string;
      reason: RejectReason;
      deviceId: string;
      stationId: string;
      at: EpochMs;
      cardId?: string;
      /** The gift was handed out with no network all the same: when. */
      handedOutAt?: EpochMs;
    }>
  >;
}
