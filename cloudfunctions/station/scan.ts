import * as v from 'valibot';
import type { RejectReason, ScanRejected, ScanVerdict } from '../../typings/contract';
import { isStaff, maySee, scannerGrantFor } from '../domain/access';
import {
  acceptedVerdict,
  factsOf,
  judge,
  readCollector,
  redemptionOf,
  replay,
  type Card,
  type EventPlan,
  type Scan,
  type ScanPayload,
} from '../domain/card';
import { hashCode, MAX_CODE_TEXT, parseCode } from '../domain/code';
import { refuse } from '../domain/refusal';
import { canonical, linkPrefix, sha256 } from '../shared/identity';
import { id, text } from '../shared/input';
import type { Context, Handlers } from '../shared/serve';
import { findAttempt, logAttempt } from '../store/attempts';
import { findCardByCode, findCardByNonce, getCard, redeemCard } from '../store/cards';
import { read } from '../store/database';

/** A scanned text: any string of this length is judged, and only a longer one is refused. */
const code = v.pipe(
  v.string('需要扫到的文字'),
  v.maxLength(MAX_CODE_TEXT, `扫到的文字太长，最多 ${MAX_CODE_TEXT} 个字符`),
);

const MAX_COLLECTOR = 200;

const collector = v.pipe(
  v.unknown(),
  v.check((given) => canonical(given).length <= MAX_COLLECTOR, '领取人的格式不对'),
);

const lookInput = v.strictObject({ eventId: id, stationId: id, code });

const redeemInput = v.strictObject({
  nonce: id,
  eventId: id,
  stationId: id,
  deviceId: id,
  code,
  collector: v.exactOptional(collector),
  force: v.exactOptional(v.boolean()),
  reason: v.exactOptional(text(200)),
});

type Place = { eventId: string; stationId: string };
type RedeemInput = v.InferOutput<typeof redeemInput>;

/**
 * Who may scan: a volunteer with a grant for this desk now, or staff of the card's area (an admin
 * everywhere). Whoever may not is refused before anything is judged or logged.
 */
const authorise = (
  { grants, rights, now }: Context,
  { eventId, stationId }: Place,
  event: EventPlan | null,
  card: Card | undefined,
): EventPlan => {
  const asVolunteer = scannerGrantFor(grants, { eventId, stationId, now }) !== undefined;
  const asStaff = isStaff(rights) && (!card || maySee(rights, card.areaPath));
  if (!asVolunteer && !asStaff) {
    return refuse('PERMISSION_DENIED', '你没有这个核销点的授权，或授权已结束，请联系工作人员。');
  }
  if (!event) return refuse('NOT_FOUND', '没有找到这场领取活动。');
  if (!event.stations.some((station) => station.stationId === stationId)) {
    return refuse('NOT_FOUND', '这场活动没有这个核销点。');
  }
  return event;
};

const payloadOf = (input: RedeemInput): ScanPayload => {
  const parsed = parseCode(input.code, linkPrefix());
  const { eventId, stationId, deviceId } = input;
  return {
    scan: sha256(
      canonical([eventId, stationId, deviceId, parsed ?? input.code, input.collector ?? null]),
    ),
    extras: sha256(canonical([input.force ?? false, input.reason ?? null])),
  };
};

const isSame = (a: ScanPayload, b: ScanPayload): boolean =>
  a.scan === b.scan && a.extras === b.extras;

const rejected = (reason: RejectReason): ScanRejected => ({ status: 'rejected', reason });

const nonceHash = (nonce: string): string => `attempt#${sha256(nonce)}`;

const log = (
  { personId, now }: Context,
  input: RedeemInput,
  payload: ScanPayload,
  verdict: ScanRejected,
): Promise<boolean> => {
  const _id = nonceHash(input.nonce);
  return logAttempt({
    _id,
    nonce: input.nonce,
    payload,
    eventId: input.eventId,
    stationId: input.stationId,
    deviceId: input.deviceId,
    cardId: verdict.cardId ?? null,
    reason: verdict.reason,
    by: personId,
    at: now,
    key: `${String(now).padStart(15, '0')}-${_id.slice(-12)}`,
  });
};

/** How often a scan is judged anew because the card changed under it. */
const MAX_ROUNDS = 20;

/** Judges and, where nothing is against it, redeems by one conditional update of the card. */
const judgeAndRedeem = async (
  context: Context,
  input: RedeemInput,
  payload: ScanPayload,
  event: EventPlan,
  found: { card: Card; codeHash: string },
): Promise<ScanVerdict> => {
  let { card } = found;
  const collectorGiven = readCollector(input.collector);
  const scan: Scan = {
    event,
    stationId: input.stationId,
    personId: context.personId,
    codeHash: found.codeHash,
    now: context.now,
    collector: collectorGiven,
    force: input.force ?? false,
  };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const replayed = replay(card, input.nonce, (bound) => isSame(bound, payload));
    if (replayed) return replayed;
    const judgement = judge(card, scan);
    if (judgement.status === 'rejected') return judgement.verdict;
    if (!collectorGiven) return { ...rejected('incomplete'), ...factsOf(card) };
    const redemption = redemptionOf(
      card,
      { ...scan, collector: collectorGiven },
      {
        nonce: input.nonce,
        payload,
        deviceId: input.deviceId,
        passed: judgement.passed,
        reason: input.reason ?? '',
      },
    );
    const outcome = await redeemCard(card, redemption);
    if (outcome === 'redeemed') return acceptedVerdict(card, redemption);
    if (outcome === 'nonce_taken') return rejected('nonce_conflict');
    card = await getCard(card._id);
  }
  return refuse('UNAVAILABLE', '这张卡正在被很多设备同时核销，请再扫一次。');
};

/**
 * `station.card.redeem`: two rounds to the database, one that reads everything side by side and
 * one that changes the card.
 */
const redeem = async (context: Context, input: RedeemInput): Promise<ScanVerdict> => {
  if (input.force) {
    if (!isStaff(context.rights)) {
      refuse('PERMISSION_DENIED', '只有工作人员可以特殊放行，请叫工作人员来。');
    }
    if (!input.reason) refuse('INVALID_ARGUMENT', '特殊放行要写明理由。');
  }
  const parsed = parseCode(input.code, linkPrefix());
  const codeHash = parsed === undefined ? undefined : hashCode(parsed);
  const [event, card, boundCard, attempt] = await Promise.all([
    read('events', input.eventId),
    codeHash === undefined ? undefined : findCardByCode(codeHash),
    findCardByNonce(input.nonce),
    findAttempt(nonceHash(input.nonce)),
  ]);
  const opened = authorise(context, input, event, card);
  const payload = payloadOf(input);

  const judgeAll = async (): Promise<ScanVerdict> => {
    if (codeHash === undefined) return rejected('malformed');
    if (!card) return rejected('not_found');
    if (boundCard) {
      const replayed = replay(boundCard, input.nonce, (bound) => isSame(bound, payload));
      if (replayed) return replayed;
    } else if (attempt && !isSame(attempt.payload, payload)) {
      return { ...rejected('nonce_conflict'), cardId: card._id };
    }
    return judgeAndRedeem(context, input, payload, opened, { card, codeHash });
  };
  const verdict = await judgeAll();
  if (verdict.status === 'rejected') {
    const isNew = await log(context, input, payload, verdict);
    // The same nonce failed with another payload at this very moment: the first binds it.
    if (!isNew && !attempt && verdict.reason !== 'malformed' && verdict.reason !== 'not_found') {
      const first = await findAttempt(nonceHash(input.nonce));
      if (first && !isSame(first.payload, payload)) return rejected('nonce_conflict');
    }
  }
  return verdict;
};

/** What redeem would answer, changing nothing; the collector is not asked for yet. */
const inspect = async (
  context: Context,
  input: v.InferOutput<typeof lookInput>,
): Promise<ScanVerdict> => {
  const parsed = parseCode(input.code, linkPrefix());
  const codeHash = parsed === undefined ? undefined : hashCode(parsed);
  const [event, card] = await Promise.all([
    read('events', input.eventId),
    codeHash === undefined ? undefined : findCardByCode(codeHash),
  ]);
  const opened = authorise(context, input, event, card);
  if (codeHash === undefined) return rejected('malformed');
  if (!card) return rejected('not_found');
  const judgement = judge(card, {
    event: opened,
    stationId: input.stationId,
    personId: context.personId,
    codeHash,
    now: context.now,
    collector: 'not asked',
    force: false,
  });
  return judgement.status === 'rejected'
    ? judgement.verdict
    : { status: 'accepted', ...factsOf(card), redeemedAt: context.now };
};

export const scanHandlers: Pick<Handlers<'station'>, 'card.inspect' | 'card.redeem'> = {
  'card.inspect': { who: 'volunteer', input: lookInput, run: inspect },
  'card.redeem': { who: 'volunteer', input: redeemInput, run: redeem },
};
