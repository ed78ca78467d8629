import { MINUTE_MS } from '@micro-wish/vocabulary';
import type { Collector, EpochMs, HeldCause } from '../../../typings/contract';
import { isActive, type AreaPath, type Grant, type StaffRights } from '../common/access';
import type { Card, EventPlan, HeldScan, Redemption, ScanPayload } from './card';
import { cardAt, changesAround, eventAt } from './card-history';
import {
  acceptedVerdict,
  factsOf,
  judge,
  redemptionOf,
  replay,
  withConflicts,
  withRedemption,
  type Replay,
  type Scan,
} from './scan';

/** Clocks that are measured over a network agree no better. */
export const MOMENT_TOLERANCE_MS = 2 * MINUTE_MS;

/** A time in which somebody may scan; whether it goes on now. */
export interface GrantSpan {
  from: EpochMs;
  until: EpochMs;
  isCurrent: boolean;
}

/** When a person's scanner grants, ended ones too, allow or allowed to work at a desk. */
export const scannerSpans = (
  grants: readonly Grant[],
  at: { eventIds: readonly string[]; stationId: string; now: EpochMs },
): GrantSpan[] =>
  grants.flatMap((grant) =>
    grant.kind === 'scanner' &&
    grant.from <= at.now &&
    at.eventIds.includes(grant.eventId) &&
    (grant.stationIds === null || grant.stationIds.includes(at.stationId))
      ? [
          {
            from: grant.from,
            until: Math.min(grant.until, grant.endedAt ?? Infinity),
            isCurrent: isActive(grant, at.now),
          },
        ]
      : [],
  );

/** When a person was or is staff for a card; for none at all, staff of any area. */
export const staffSpans = (
  grants: readonly Grant[],
  rights: StaffRights,
  card: { areaPath: AreaPath; kind: Card['kind'] } | undefined,
): GrantSpan[] => {
  const spans = grants.flatMap((grant) =>
    grant.kind === 'staff' &&
    grant.level !== 'auditor' &&
    (grant.level === 'admin' ||
      !card ||
      card.areaPath.length === 0 ||
      card.areaPath.includes(grant.areaId))
      ? [
          {
            from: grant.grantedAt,
            until: grant.endedAt ?? Infinity,
            isCurrent: grant.endedAt === null,
          },
        ]
      : [],
  );
  const isFirstAdmin =
    rights.admin && !grants.some((grant) => grant.kind === 'staff' && grant.level === 'admin');
  return isFirstAdmin ? [...spans, { from: -Infinity, until: Infinity, isCurrent: true }] : spans;
};

/** The same, where the desk itself ended at a moment: nobody may scan at it now. */
export const spansUntil = (spans: readonly GrantSpan[], end: EpochMs): GrantSpan[] =>
  spans.map(({ from, until }) => ({ from, until: Math.min(until, end), isCurrent: false }));

/** Why an upload waits for staff, if it does; bounds belong to what they bound. */
export const heldCause = (
  spans: readonly GrantSpan[],
  { at, receivedAt, issuedAt }: { at: EpochMs; receivedAt: EpochMs; issuedAt: EpochMs },
): HeldCause | undefined => {
  if (at > receivedAt + MOMENT_TOLERANCE_MS) return 'future';
  if (at < issuedAt - MOMENT_TOLERANCE_MS) return 'before_issue';
  if (!spans.some(({ from, until }) => from <= at && at <= until)) return 'outside_grant';
  return spans.some(({ isCurrent }) => isCurrent) ? undefined : 'grant_ended';
};

/** A scan that is to redeem: unlike a look, it is asked who takes the gift. */
export interface AskedScan extends Scan {
  collector: Collector | undefined;
}

/** What was sent with a scan, beside what it is judged on. */
export interface ScanAct {
  nonce: string;
  payload: ScanPayload;
  deviceId: string;
  /** Of a forced one. */
  reason: string;
}

/** What a scan comes to, and what it does to its card, if anything. */
export interface Decision {
  outcome: Replay;
  change?: Partial<Card>;
  /** The redemption of a card that was changed since: its wish and stock are to be set right. */
  late?: Redemption;
}

const hold = (card: Card, scan: AskedScan, act: ScanAct, cause: HeldCause): Decision => {
  const entry: HeldScan = {
    nonce: act.nonce,
    payload: act.payload,
    eventId: scan.event._id,
    stationId: scan.stationId,
    deviceId: act.deviceId,
    by: scan.personId,
    codeHash: scan.codeHash,
    ...(scan.direction === 'out' ? { direction: scan.direction } : {}),
    collector: scan.collector ?? null,
    cause,
    at: scan.at,
    receivedAt: scan.receivedAt,
    resolved: null,
  };
  const nonces = [...new Set([...card.nonces, act.nonce])];
  const held = [...card.held, entry];
  return { outcome: { status: 'held' }, change: { nonces, ...withConflicts({ ...card, held }) } };
};

/** Judges a scan of a card, and redeems by it where nothing is against it. */
export const redeemBy = (card: Card, event: EventPlan, scan: AskedScan, act: ScanAct): Decision => {
  const met = scan.handedOut ? cardAt(card, scan.at) : card;
  const judgement = judge(met, { ...scan, event });
  if (judgement.status === 'rejected') return { outcome: judgement };
  const known = { ...scan, event, collector: scan.collector ?? null };
  const made = redemptionOf(met, known, { ...act, passed: judgement.passed });
  // Who cancelled was there all the same, before or after: staff see that it doesn't fit.
  const isFlagged = card.kind === 'pass' && (met.state === 'void' || card.state === 'void');
  const redemption: Redemption = isFlagged ? { ...made, flagged: true } : made;
  const plain = withRedemption(card, redemption);
  if (plain.status === 'superseded') {
    const verdict = { status: 'rejected', reason: 'already_redeemed', ...factsOf(card) } as const;
    return { outcome: { status: 'conflict', verdict }, change: plain.change };
  }
  const outcome = { status: 'accepted', verdict: acceptedVerdict(card, redemption) } as const;
  const changes =
    scan.handedOut && card.kind !== 'pass' ? changesAround(card, scan.event, scan.at) : [];
  if (changes.length === 0) return { outcome, change: plain.change };
  const late = { ...redemption, since: { changes, stock: null, resolved: null } };
  return { outcome, change: withRedemption(card, late).change, late };
};

/**
 * What a scan comes to: an answer that was given before, an upload that waits for staff, or one
 * that is judged; an upload by the card and the event as they stood at its moment.
 */
export const decideScan = (
  card: Card,
  scan: AskedScan,
  act: ScanAct,
  spans?: (card: Card) => readonly GrantSpan[],
): Decision => {
  const replayed = replay(card, act.nonce, act.payload);
  if (replayed) return { outcome: replayed };
  if (!scan.handedOut || !spans) return redeemBy(card, scan.event, scan, act);
  const { at, receivedAt } = scan;
  const cause = heldCause(spans(card), { at, receivedAt, issuedAt: card.issuedAt });
  return cause ? hold(card, scan, act, cause) : redeemBy(card, eventAt(scan.event, at), scan, act);
};
