import { OWN_ANNULMENT_MS } from '@micro-wish/vocabulary';
import type {
  Collector,
  CollectorType,
  Disposition,
  EpochMs,
  RejectReason,
  ScanFacts,
  ScanRejected,
  ScanVerdict,
} from '../../../typings/contract';
import {
  effectiveRedemption,
  type Card,
  type CardCode,
  type EventPlan,
  type Redemption,
  type ScanPayload,
} from './card';
import { isOwnChild } from '../family/own-child';
import { refuse } from '../common/refusal';
import { kindOf } from './kinds';

const COLLECTORS: readonly CollectorType[] = [
  'child',
  'guardian',
  'loveMother',
  'teacher',
  'socialWorker',
];

/** The collector as sent, or nothing where it is missing or unknown (`incomplete`). */
export const readCollector = (given: unknown): Collector | undefined => {
  const type = (given as { type?: unknown } | null | undefined)?.type;
  const known = COLLECTORS.find((collector) => collector === type);
  return known && { type: known };
};

export const factsOf = (card: Card): ScanFacts => ({
  cardId: card._id,
  cardNo: card.cardNo,
  gift: card.gift,
  alias: card.alias,
  ...(card.ageBand === null ? {} : { ageBand: card.ageBand }),
  generation: card.generation,
});

export interface Scan {
  event: EventPlan;
  stationId: string;
  personId: string;
  codeHash: string;
  /** The moment of the scan. */
  at: EpochMs;
  /** When the server learned of it. */
  receivedAt: EpochMs;
  /** `undefined` is `incomplete`; a look (`inspect`) needs none. */
  collector: Collector | undefined | 'not asked';
  /** Reasons that staff may pass, with a written reason. */
  force: boolean;
  /** Of a pass: brought, or fetched. */
  direction: 'in' | 'out';
  /** Scanned with no network: the gift has been handed out, whoever was first. */
  handedOut: boolean;
}

const FORCEABLE: readonly RejectReason[] = ['revoked', 'too_early', 'too_late', 'wrong_station'];

const codeOf = (card: Card, hash: string): CardCode | undefined =>
  card.codes.find((code) => code.hash === hash);

/** Who was let in with a pass, though no longer enrolled, was there: it is flagged, not refused. */
const isFact = ({ kind }: Card, { handedOut }: Scan): boolean => kind === 'pass' && handedOut;

/** Each reason with its rule, in the order in which they win. */
const RULES: readonly [RejectReason, (card: Card, scan: Scan) => boolean][] = [
  ['wrong_event', (card, scan) => card.eventId !== scan.event._id],
  ['own_child', (card, scan) => isOwnChild(card, scan.personId)],
  [
    'already_redeemed',
    (card, scan) => !scan.handedOut && kindOf(card).earlier(card, scan) !== undefined,
  ],
  ['void', (card, scan) => card.state === 'void' && !isFact(card, scan)],
  ['blocked', (card) => card.state === 'frozen'],
  ['revoked', (card, scan) => codeOf(card, scan.codeHash)?.issueNo !== card.issueNo],
  ['unapproved', (card) => !card.approved],
  [
    'not_ready',
    (card, { handedOut, event, at }) =>
      handedOut ? !kindOf(card).wasThere(card, event, at) : !kindOf(card).isThere(card, event),
  ],
  ['too_early', (card, scan) => scan.at < kindOf(card).window(scan).from],
  [
    'too_late',
    (card, scan) => card.state === 'expired' || scan.at > kindOf(card).window(scan).until,
  ],
  ['wrong_station', (card, scan) => !kindOf(card).isOfDesk(card, scan)],
  ['incomplete', (card, scan) => scan.collector === undefined && kindOf(card).needsCollector(card)],
];

/** When, where and by which device. */
const placeOf = ({ at, stationId, deviceId }: Redemption) => ({ at, stationId, deviceId });

const rejection = (reason: RejectReason, card: Card, scan: Scan): ScanRejected => {
  const known: ScanRejected =
    reason === 'wrong_event'
      ? { status: 'rejected', reason, cardId: card._id, cardNo: card.cardNo }
      : { status: 'rejected', reason, ...factsOf(card) };
  const first = kindOf(card).earlier(card, scan);
  if (reason === 'already_redeemed' && first) return { ...known, first: placeOf(first) };
  if (reason === 'too_early' || reason === 'too_late') {
    const { from, until } = kindOf(card).window(scan);
    return { ...known, window: { from, until } };
  }
  if (reason === 'wrong_station') {
    const station = scan.event.stations.find(({ stationId }) => stationId === card.stationId);
    return station ? { ...known, station } : known;
  }
  return known;
};

export type Judgement =
  | { status: 'accepted'; passed: RejectReason[] }
  | { status: 'rejected'; verdict: ScanRejected };

/** Judges a scan of a card that exists, by the rules in their order. */
export const judge = (card: Card, scan: Scan): Judgement => {
  const passed: RejectReason[] = [];
  for (const [reason, breaks] of RULES) {
    if (!breaks(card, scan)) continue;
    if (scan.force && FORCEABLE.includes(reason)) {
      passed.push(reason);
      continue;
    }
    return { status: 'rejected', verdict: rejection(reason, card, scan) };
  }
  return { status: 'accepted', passed };
};

/** The redemption that an accepted scan makes. */
export const redemptionOf = (
  card: Card,
  scan: Omit<Scan, 'collector'> & { collector: Collector | null },
  act: {
    nonce: string;
    payload: ScanPayload;
    deviceId: string;
    passed: RejectReason[];
    reason: string;
  },
): Redemption => ({
  nonce: act.nonce,
  payload: act.payload,
  eventId: scan.event._id,
  generation: card.generation,
  at: scan.at,
  receivedAt: scan.receivedAt,
  stationId: scan.stationId,
  deviceId: act.deviceId,
  by: scan.personId,
  collector: scan.collector,
  ...(card.kind === 'pass' ? { direction: scan.direction } : {}),
  carrier: codeOf(card, scan.codeHash)?.carrier ?? 'paper',
  forced: scan.force ? { passed: act.passed, reason: act.reason } : null,
  status: 'effective',
  annulled: null,
  resolved: null,
});

/** Earlier by the moment of the scan; at one moment the nonces decide, so that arrival does not. */
export const isEarlier = (a: Redemption, b: Redemption): boolean =>
  a.at < b.at || (a.at === b.at && a.nonce < b.nonce);

/**
 * The card with one more redemption. Where the gift was handed out twice, the earlier one is
 * effective whatever the order in which they arrive, and the other becomes a conflict.
 */
export const withRedemption = (
  card: Card,
  redemption: Redemption,
): { change: Partial<Card>; status: 'effective' | 'superseded' } => {
  const { add } = kindOf(card);
  if (add) return { change: add(card, redemption), status: 'effective' };
  const first = effectiveRedemption(card);
  const nonces = [...new Set([...card.nonces, redemption.nonce])];
  if (!first) {
    const redemptions = [...card.redemptions, redemption];
    const stateBefore = card.state === 'redeemed' ? card.stateBefore : card.state;
    return {
      change: {
        state: 'redeemed',
        stateBefore,
        nonces,
        ...withConflicts({ ...card, redemptions }),
      },
      status: 'effective',
    };
  }
  const wins = isEarlier(redemption, first);
  const supersede = (one: Redemption): Redemption => ({ ...one, status: 'superseded' });
  const others = card.redemptions.map((one) => (wins && one === first ? supersede(one) : one));
  const displaced = first.by !== redemption.by || first.displaced === true;
  const added = wins ? { ...redemption, displaced } : supersede(redemption);
  return {
    change: { nonces, ...withConflicts({ ...card, redemptions: [...others, added] }) },
    status: wins ? 'effective' : 'superseded',
  };
};

type Conflicting = Pick<Card, 'eventId' | 'redemptions' | 'held' | 'conflictEventIds'>;

/** The card’s scans, with the events in whose conflicts staff find it: where it was scanned, and where it is. */
export const withConflicts = ({
  eventId,
  redemptions,
  held,
  conflictEventIds,
}: Conflicting): Pick<Card, 'redemptions' | 'held' | 'conflictEventIds'> => {
  const about = [
    ...redemptions.filter(({ status, since }) => status === 'superseded' || since !== undefined),
    ...held,
  ];
  const ids = about.map((one) => one.eventId ?? eventId);
  return {
    redemptions,
    held,
    conflictEventIds:
      about.length === 0 ? [] : [...new Set([...conflictEventIds, ...ids, eventId])].sort(),
  };
};

export const acceptedVerdict = (card: Card, redemption: Redemption): ScanVerdict => ({
  status: 'accepted',
  ...factsOf(card),
  generation: redemption.generation,
  redeemedAt: redemption.at,
});

const isSamePayload = (a: ScanPayload, b: ScanPayload): boolean =>
  a.scan === b.scan && (a.kind !== b.kind || a.extras === b.extras);

/** Whether a nonce that a failed scan has bound is used for another one. */
export const isConflict = (bound: ScanPayload, payload: ScanPayload): boolean =>
  !isSamePayload(bound, payload);

/** What became of the redemption that this nonce made, if it made one. */
export type Replay =
  | { status: 'accepted'; verdict: ScanVerdict }
  | { status: 'rejected'; verdict: ScanRejected }
  | { status: 'conflict'; verdict: ScanRejected }
  /** An upload that waits for staff, or that they refused. */
  | { status: 'held' | 'refused' };

const nonceConflict = (card: Card): Replay => {
  const verdict = { status: 'rejected', reason: 'nonce_conflict', cardId: card._id } as const;
  return { status: 'rejected', verdict };
};

/** A held upload stays held however often it is sent; the same scan at a desk is judged anew. */
const replayHeld = (card: Card, nonce: string, payload: ScanPayload): Replay | undefined => {
  const held = card.held.find((one) => one.nonce === nonce);
  if (!held) return undefined;
  if (!isSamePayload(held.payload, payload)) return nonceConflict(card);
  if (payload.kind === 'redeem') return undefined;
  return { status: held.resolved?.resolution === 'refuse' ? 'refused' : 'held' };
};

/**
 * What a nonce that has already redeemed a card answers, before any other rule of the card:
 * another payload is a conflict of nonces, an annulled redemption never revives, an effective one
 * answers the same again, a superseded one that another was first.
 */
export const replay = (card: Card, nonce: string, payload: ScanPayload): Replay | undefined => {
  const bound = card.redemptions.find((redemption) => redemption.nonce === nonce);
  if (!bound) return replayHeld(card, nonce, payload);
  if (!isSamePayload(bound.payload, payload)) {
    return nonceConflict(card);
  }
  if (bound.status === 'effective') {
    return { status: 'accepted', verdict: acceptedVerdict(card, bound) };
  }
  const facts = factsOf(card);
  if (bound.status === 'annulled') {
    return { status: 'rejected', verdict: { status: 'rejected', reason: 'annulled', ...facts } };
  }
  const first = effectiveRedemption(card);
  const verdict: ScanRejected = {
    status: 'rejected',
    reason: 'already_redeemed',
    ...facts,
    ...(first ? { first: placeOf(first) } : {}),
  };
  return { status: 'conflict', verdict };
};

/** @throws Refusal PERMISSION_DENIED another volunteer's, one that took another's place, or too long ago */
const requireOwnFresh = (effective: Redemption, act: { personId: string; now: EpochMs }): void => {
  if (effective.by !== act.personId) {
    refuse('PERMISSION_DENIED', '只能撤销自己刚刚核销的卡，请叫工作人员来。');
  }
  if (effective.displaced === true) {
    refuse('PERMISSION_DENIED', '这份礼物另一个核销点也发过，请叫工作人员来撤销。');
  }
  if (act.now - effective.receivedAt > OWN_ANNULMENT_MS) {
    refuse('PERMISSION_DENIED', '核销已超过 15 分钟，请叫工作人员来撤销。');
  }
};

/** The scan of a pass that the server learned of last. */
const lastScan = ({ redemptions }: Card): Redemption | undefined =>
  redemptions
    .filter(({ status }) => status === 'effective')
    .reduce<Redemption | undefined>(
      (last, one) => (last && last.receivedAt > one.receivedAt ? last : one),
      undefined,
    );

/**
 * 撤销核销: appends, deletes nothing, and raises the generation; the family's paper card stays
 * good. A volunteer takes back what was scanned under the same openid, within 15 minutes; staff
 * take back anything, and say what became of the gift. Where others handed the gift out too, the
 * earliest of them becomes effective: the card is not free.
 * @throws Refusal FAILED_PRECONDITION never redeemed, or taken back already; PERMISSION_DENIED
 */
export const annul = (
  card: Card,
  act: {
    personId: string;
    asStaff: boolean;
    now: EpochMs;
    reason: string;
    disposition: Disposition;
  },
): Partial<Card> => {
  const effective = card.kind === 'pass' ? lastScan(card) : effectiveRedemption(card);
  if (!effective) {
    const annulledBefore = card.redemptions.some(({ status }) => status === 'annulled');
    return refuse(
      'FAILED_PRECONDITION',
      annulledBefore ? '这次核销已经撤销过了。' : '这张卡没有核销过，不需要撤销。',
    );
  }
  if (!act.asStaff) requireOwnFresh(effective, act);
  const annulled = {
    at: act.now,
    by: act.personId,
    reason: act.reason,
    disposition: act.disposition,
  };
  const [next] = card.redemptions
    .filter(({ status }) => status === 'superseded')
    .sort((a, b) => (isEarlier(a, b) ? -1 : 1));
  const redemptions = card.redemptions.map((one): Redemption => {
    if (one === effective) return { ...one, status: 'annulled', annulled };
    return one === next ? { ...one, status: 'effective' } : one;
  });
  if (card.kind === 'pass') return { generation: card.generation + 1, redemptions };
  const free = { state: card.stateBefore ?? 'issued', stateBefore: null };
  return { ...(next ? {} : free), generation: card.generation + 1, redemptions };
};
