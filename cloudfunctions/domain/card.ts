import type {
  AgeBand,
  CardState,
  Collector,
  CollectorType,
  EpochMs,
  GiftOnCard,
  RejectReason,
  ScanFacts,
  ScanRejected,
  ScanVerdict,
  Station,
  TimelineEntry,
} from '../../typings/contract';
import type { AreaPath } from './access';
import type { Carrier } from './code';
import { refuse } from './refusal';
import type { Wish } from './wish';

/** Which issue and carrier a stored code hash belongs to. */
export interface CardCode {
  hash: string;
  issueNo: number;
  carrier: Carrier;
}

/** What a nonce is bound to; redeem compares all of it, redeem against sync the `scan` alone. */
export interface ScanPayload {
  /** Hash over event, station, device, code and collector. */
  scan: string;
  /** Hash over the rest of the input: force and its reason. */
  extras: string;
}

/** 核销: kept on the card for ever; at most one of a generation is effective. */
export interface Redemption {
  nonce: string;
  payload: ScanPayload;
  generation: number;
  at: EpochMs;
  stationId: string;
  deviceId: string;
  /** Pseudonym of the volunteer. */
  by: string;
  collector: Collector;
  carrier: Carrier;
  forced: { passed: RejectReason[]; reason: string } | null;
  status: 'effective' | 'annulled' | 'superseded';
}

/**
 * 心愿兑换卡. All that a scan is judged on stands in this one document, so that redeeming is one
 * conditional update of it.
 */
export interface Card {
  _id: string;
  cardNo: string;
  campaignId: string;
  eventId: string;
  wishId: string;
  /** Own-child rule: the guardians' pseudonyms. */
  guardianIds: string[];
  areaPath: AreaPath;
  alias: string;
  ageBand: AgeBand;
  gift: GiftOnCard;
  state: CardState;
  /** What the card was before it was frozen. */
  stateBeforeFreeze: 'issued' | 'handed_out' | null;
  /** The wish's approval stands. */
  approved: boolean;
  /** The gift is there, and at which desk. */
  ready: boolean;
  stationId: string | null;
  keyNo: number;
  issueNo: number;
  generation: number;
  codes: CardCode[];
  /** Multikey index to find a card by any code it ever had. */
  codeHashes: string[];
  /** Unique multikey index: a nonce redeems at most one card. Never empty. */
  nonces: string[];
  redemptions: Redemption[];
  /** Raised by every change: the condition of every update. */
  version: number;
  issuedAt: EpochMs;
  updatedAt: EpochMs;
}

export interface ScanWindow {
  from: EpochMs;
  until: EpochMs;
}

export interface EventPlan extends ScanWindow {
  _id: string;
  campaignId: string;
  title: string;
  place: string;
  stations: Station[];
}

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

export const effectiveRedemption = (card: Pick<Card, 'redemptions'>): Redemption | undefined =>
  card.redemptions.find(({ status }) => status === 'effective');

export const isRedeemed = (card: Pick<Card, 'redemptions'> | null | undefined): boolean =>
  card != null && effectiveRedemption(card) !== undefined;

export const factsOf = (card: Card): ScanFacts => ({
  cardId: card._id,
  cardNo: card.cardNo,
  gift: card.gift,
  alias: card.alias,
  ageBand: card.ageBand,
  generation: card.generation,
});

export interface Scan {
  event: EventPlan;
  stationId: string;
  personId: string;
  codeHash: string;
  now: EpochMs;
  /** `undefined` is `incomplete`; a look (`inspect`) needs none. */
  collector: Collector | undefined | 'not asked';
  /** Reasons that staff may pass, with a written reason. */
  force: boolean;
}

const FORCEABLE: readonly RejectReason[] = ['revoked', 'too_early', 'too_late', 'wrong_station'];

const codeOf = (card: Card, hash: string): CardCode | undefined =>
  card.codes.find((code) => code.hash === hash);

/** Each reason with its rule, in the order in which they win. */
const RULES: readonly [RejectReason, (card: Card, scan: Scan) => boolean][] = [
  ['wrong_event', (card, scan) => card.eventId !== scan.event._id],
  ['own_child', (card, scan) => card.guardianIds.includes(scan.personId)],
  ['already_redeemed', (card) => isRedeemed(card)],
  ['void', (card) => card.state === 'void'],
  ['blocked', (card) => card.state === 'frozen'],
  ['revoked', (card, scan) => codeOf(card, scan.codeHash)?.issueNo !== card.issueNo],
  ['unapproved', (card) => !card.approved],
  ['not_ready', (card) => !card.ready],
  ['too_early', (_, scan) => scan.now < scan.event.from],
  ['too_late', (card, scan) => card.state === 'expired' || scan.now > scan.event.until],
  ['wrong_station', (card, scan) => card.stationId !== scan.stationId],
  ['incomplete', (_, scan) => scan.collector === undefined],
];

const rejection = (reason: RejectReason, card: Card, scan: Scan): ScanRejected => {
  const known: ScanRejected =
    reason === 'wrong_event'
      ? { status: 'rejected', reason, cardId: card._id, cardNo: card.cardNo }
      : { status: 'rejected', reason, ...factsOf(card) };
  const first = effectiveRedemption(card);
  if (reason === 'already_redeemed' && first) {
    const { at, stationId, deviceId } = first;
    return { ...known, first: { at, stationId, deviceId } };
  }
  if (reason === 'too_early' || reason === 'too_late') {
    return { ...known, window: { from: scan.event.from, until: scan.event.until } };
  }
  if (reason === 'wrong_station') {
    const station = scan.event.stations.find(({ stationId }) => stationId === card.stationId);
    return station ? { ...known, station } : known;
  }
  return known;
};

export type Judgement =
  { status: 'accepted'; passed: RejectReason[] } | { status: 'rejected'; verdict: ScanRejected };

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
  scan: Scan & { collector: Collector },
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
  generation: card.generation,
  at: scan.now,
  stationId: scan.stationId,
  deviceId: act.deviceId,
  by: scan.personId,
  collector: scan.collector,
  carrier: codeOf(card, scan.codeHash)?.carrier ?? 'paper',
  forced: act.passed.length > 0 ? { passed: act.passed, reason: act.reason } : null,
  status: 'effective',
});

export const acceptedVerdict = (card: Card, redemption: Redemption): ScanVerdict => ({
  status: 'accepted',
  ...factsOf(card),
  generation: redemption.generation,
  redeemedAt: redemption.at,
});

/**
 * What a nonce that has already redeemed a card answers, before any other rule of the card:
 * another payload is a conflict, an annulled redemption never revives, an effective one answers
 * the same again.
 */
export const replay = (
  card: Card,
  nonce: string,
  isSamePayload: (bound: ScanPayload) => boolean,
): ScanVerdict | undefined => {
  const bound = card.redemptions.find((redemption) => redemption.nonce === nonce);
  if (!bound) return undefined;
  if (!isSamePayload(bound.payload)) return { status: 'rejected', reason: 'nonce_conflict' };
  if (bound.status === 'effective') return acceptedVerdict(card, bound);
  if (bound.status === 'annulled') {
    return { status: 'rejected', reason: 'annulled', ...factsOf(card) };
  }
  const first = effectiveRedemption(card);
  return {
    status: 'rejected',
    reason: 'already_redeemed',
    ...factsOf(card),
    ...(first
      ? { first: { at: first.at, stationId: first.stationId, deviceId: first.deviceId } }
      : {}),
  };
};

const CARD_STATE_NAME: Record<CardState, string> = {
  issued: '已制卡',
  handed_out: '已发放',
  redeemed: '已兑换',
  frozen: '已冻结',
  expired: '已过期',
  void: '已作废',
};

const refuseState = (card: Card, wanted: string): never =>
  refuse('FAILED_PRECONDITION', `这张卡现在是「${CARD_STATE_NAME[card.state]}」，${wanted}`);

type Change = (card: Card) => Partial<Card>;

/** 冻结: stops both carriers until it is lifted. */
export const freeze: Change = (card) =>
  card.state === 'issued' || card.state === 'handed_out'
    ? { state: 'frozen', stateBeforeFreeze: card.state }
    : refuseState(card, '不能冻结。');

/** 解冻: the card is again what it was. */
export const unfreeze: Change = (card) =>
  card.state === 'frozen'
    ? { state: card.stateBeforeFreeze ?? 'issued', stateBeforeFreeze: null }
    : refuseState(card, '没有被冻结。');

/** 作废: for good. */
export const voidCard: Change = (card) => {
  if (card.state === 'redeemed' || card.state === 'void') return refuseState(card, '不能作废。');
  return { state: 'void', stateBeforeFreeze: null };
};

/** 补发: new codes on both carriers, the old ones answer `revoked`; a frozen card stays frozen. */
export const reissue =
  (codesOf: (issueNo: number) => CardCode[], keyNo: number): Change =>
  (card) => {
    if (card.state === 'redeemed' || card.state === 'void') return refuseState(card, '不能补发。');
    const issueNo = card.issueNo + 1;
    const codes = [...card.codes, ...codesOf(issueNo)];
    return { issueNo, keyNo, codes, codeHashes: codes.map(({ hash }) => hash) };
  };

/** Whether the digital carrier's code may be shown to the family now. */
export const canShow = (card: Card): boolean =>
  (card.state === 'issued' || card.state === 'handed_out') && card.approved;

/** What the card says of the gift; empty once the family's words are erased. */
export const giftOf = ({ title, category, details }: Wish): GiftOnCard => ({
  title,
  category,
  ...(details === null ? {} : { details }),
});

/** What the card must know of its wish after the wish has changed. */
export const followWish = (card: Card, wish: Wish): Partial<Card> => {
  const gift = giftOf(wish);
  if (wish.state === 'withdrawn' || wish.state === 'expired') {
    return { gift, approved: false, ready: false, stationId: null, state: 'void' };
  }
  return {
    gift,
    approved: wish.state === 'approved' || wish.state === 'funded' || wish.state === 'ready',
    ready: wish.state === 'ready',
    stationId: wish.stationId,
  };
};

/** The last step of a wish's story, read off its card. */
export const redeemedStep = (card: Card): TimelineEntry | undefined => {
  const redemption = effectiveRedemption(card);
  return redemption && { at: redemption.at, state: 'fulfilled', event: 'redeemed' };
};
