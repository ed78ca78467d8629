import { readCode } from '@micro-wish/vocabulary';
import type { RejectReason, ScanRejected, ScanVerdict } from '../../typings/contract';
import type { Card, ScanPayload } from '../domain/card/card';
import { isConflict, readCollector, replay, type Replay } from '../domain/card/scan';
import { decideScan, type AskedScan, type GrantSpan, type ScanAct } from '../domain/card/upload';
import { hashCode } from '../domain/card/code';
import { pagesShowingScan } from '../domain/campaign/public-page';
import { refuse } from '../domain/common/refusal';
import { canonical, sha256 } from '../shared/identity';
import { type AttemptRecord, findAttempt, logAttempt, noteHandOver } from '../store/card/attempts';
import { changeIf, findCardByCode, findCardByNonce, getCard } from '../store/card/cards';
import { redeemLate } from '../store/card/late-redemption';

/** A scan as a device sent it, at once or later. */
export interface SentScan {
  nonce: string;
  eventId: string;
  stationId: string;
  deviceId: string;
  code: string;
  collector?: unknown;
  direction?: 'in' | 'out';
}

/** What one round trip reads of a scan, whoever is calling. */
export interface Found {
  codeHash: string | undefined;
  card: Card | undefined;
  /** The card that this nonce redeemed. */
  bound: Card | undefined;
  /** The failed scan that used this nonce first. */
  attempt: AttemptRecord | null;
}

export const codeHashOf = (code: string): string | undefined => {
  const parsed = readCode(code);
  return parsed === undefined ? undefined : hashCode(parsed);
};

const attemptIdOf = (nonce: string): string => `attempt#${sha256(nonce)}`;

/** Reads side by side all that a scan is judged on. */
export const findForScan = async ({ code, nonce }: SentScan): Promise<Found> => {
  const codeHash = codeHashOf(code);
  const [card, bound, attempt] = await Promise.all([
    codeHash === undefined ? undefined : findCardByCode(codeHash),
    findCardByNonce(nonce),
    findAttempt(attemptIdOf(nonce)),
  ]);
  return { codeHash, card, bound, attempt };
};

/** What a nonce is bound to: `extras` is what the other kind of upload does not know. */
export const payloadOf = (
  sent: SentScan,
  kind: ScanPayload['kind'],
  extras: unknown,
): ScanPayload => {
  const { eventId, stationId, deviceId, code, collector, direction } = sent;
  const said = readCode(code) ?? code;
  const out = direction === 'out' ? [direction] : [];
  return {
    kind,
    scan: sha256(canonical([eventId, stationId, deviceId, said, collector ?? null, ...out])),
    extras: sha256(canonical(extras)),
  };
};

const rejected = (reason: RejectReason, card?: Card): Replay => ({
  status: 'rejected',
  verdict: { status: 'rejected', reason, ...(card ? { cardId: card._id } : {}) },
});

/** How often a scan is judged anew because the card changed under it. */
const MAX_ROUNDS = 30;

/**
 * Judges and, where nothing is against it, redeems by one conditional update of the card; an upload
 * that the card's later changes stand against takes its wish and stock along.
 */
const judgeAndRedeem = async (
  first: Card,
  scan: AskedScan,
  act: ScanAct,
  spans: Circumstances['spans'],
): Promise<Replay> => {
  const { personId, receivedAt: now } = scan;
  const decide = (current: Card) => decideScan(current, scan, act, spans);
  let card = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { outcome, change, late } = decide(card);
    if (!change) return outcome;
    const done = late
      ? await redeemLate(card, act.nonce, { personId, now }, decide)
      : await changeIf(card, change, { now, shownOn: pagesShowingScan(card, scan) });
    if (done === 'nonce_taken') return rejected('nonce_conflict', card);
    if (done === 'done') return outcome;
    if (done !== 'changed') return done;
    card = await getCard(card._id);
  }
  return refuse('UNAVAILABLE', '这张卡正在被很多设备同时核销，请再扫一次。');
};

/** The scan's circumstances, beside what was sent. */
export type Circumstances = Pick<
  AskedScan,
  'event' | 'personId' | 'at' | 'receivedAt' | 'handedOut' | 'direction'
> & {
  force?: boolean;
  reason?: string;
  /** Of an upload: when whoever sends it may or might scan this card. */
  spans?: (card: Card) => readonly GrantSpan[];
};

/** Judges a scan by all rules in their order and settles it; a failed one is left to be logged. */
const settleFound = async (
  sent: SentScan,
  payload: ScanPayload,
  { codeHash, card, bound, attempt }: Found,
  { reason = '', force = false, spans, ...given }: Circumstances,
): Promise<Replay> => {
  if (codeHash === undefined) return rejected('malformed');
  if (!card) return rejected('not_found');
  const replayed = bound && replay(bound, sent.nonce, payload);
  if (replayed) return replayed;
  const isTaken = bound !== undefined && bound._id !== card._id;
  if (isTaken || (attempt && isConflict(attempt.payload, payload))) {
    return rejected('nonce_conflict', card);
  }
  const collector = readCollector(sent.collector);
  const { stationId, nonce, deviceId } = sent;
  const scan: AskedScan = { ...given, stationId, codeHash, collector, force };
  return judgeAndRedeem(card, scan, { nonce, payload, deviceId, reason }, spans);
};

const log = async (
  sent: SentScan,
  payload: ScanPayload,
  { personId, receivedAt, handedOut, at }: Circumstances,
  { reason, cardId = null }: Omit<ScanRejected, 'cardId'> & { cardId?: string | null },
): Promise<boolean> => {
  const _id = attemptIdOf(sent.nonce);
  return logAttempt({
    _id,
    nonce: sent.nonce,
    payload,
    eventId: sent.eventId,
    stationId: sent.stationId,
    deviceId: sent.deviceId,
    cardId,
    reason,
    by: personId,
    at: receivedAt,
    ...(handedOut ? { handedOutAt: at } : {}),
    key: `${String(receivedAt).padStart(15, '0')}-${_id.slice(-12)}`,
  });
};

/** Judges a scan, redeems by it or logs why not: each failed nonce once. */
export const settle = async (
  sent: SentScan,
  payload: ScanPayload,
  found: Found,
  circumstances: Circumstances,
): Promise<Replay> => {
  const outcome = await settleFound(sent, payload, found, circumstances);
  if (outcome.status !== 'rejected') return outcome;
  const isNew = await log(sent, payload, circumstances, outcome.verdict);
  if (!isNew && circumstances.handedOut)
    await noteHandOver(attemptIdOf(sent.nonce), circumstances.at);
  if (isNew || found.attempt || found.codeHash === undefined || !found.card) return outcome;
  // The same nonce failed with another payload at this very moment: the first one binds it.
  const first = await findAttempt(attemptIdOf(sent.nonce));
  return first && isConflict(first.payload, payload)
    ? rejected('nonce_conflict', found.card)
    : outcome;
};

/** Keeps an entry that can never be a scan as a failed attempt. */
export const logMalformed = (
  sent: SentScan,
  payload: ScanPayload,
  circumstances: Circumstances,
): Promise<boolean> =>
  log(sent, payload, circumstances, { status: 'rejected', reason: 'malformed' });

/** The verdict that a scan at the desk is answered with: only an upload is ever held. */
export const verdictOf = (outcome: Replay): ScanVerdict =>
  'verdict' in outcome ? outcome.verdict : refuse('CONFLICT', '这次扫码在等工作人员处理。');
