import { CARD_STATE_WORDS } from '@micro-wish/vocabulary';
import type {
  AgeBand,
  CardChange,
  CardState,
  Collector,
  Disposition,
  EpochMs,
  GiftOnCard,
  HeldCause,
  MapPoint,
  RejectReason,
  Station,
  TimelineEntry,
} from '../../../typings/contract';
import type { AreaPath } from '../common/access';
import type { Carrier } from './code';
import { refuse } from '../common/refusal';
import type { PassOnCard } from '../enrolment/pass-card';
import type { Programme } from '../enrolment/programme';
import type { Batch } from '../pack/batch';
import type { PackOnCard } from '../pack/pack-card';
import { giftIdOf, type Wish } from '../wish/wish';

/** Which issue and carrier a stored code hash belongs to. */
export interface CardCode {
  hash: string;
  issueNo: number;
  carrier: Carrier;
}

/** What a nonce is bound to: two of one kind compare all of it, redeem and sync the `scan` alone. */
export interface ScanPayload {
  kind: 'redeem' | 'sync';
  /** Hash over event, station, device, code and collector. */
  scan: string;
  /** Hash over the rest of the input: force and its reason, or the moment of the scan. */
  extras: string;
}

/** 撤销核销: who took a redemption back, why, and what became of the gift. */
export interface Annulment {
  at: EpochMs;
  by: string;
  reason: string;
  disposition: Disposition;
}

/** How staff settled a gift that was handed out twice. */
export interface Resolution {
  at: EpochMs;
  by: string;
  resolution: string;
  note: string;
}

/** 核销: kept on the card for ever; at most one of a generation is effective. */
export interface Redemption {
  nonce: string;
  payload: ScanPayload;
  /** Where it was scanned; absent in what was redeemed before cards could move under a scan. */
  eventId?: string;
  generation: number;
  /** When the card was scanned; for an offline scan the device's time, set right by its offset. */
  at: EpochMs;
  /** When the server learned of it. */
  receivedAt: EpochMs;
  stationId: string;
  deviceId: string;
  /** Pseudonym of the volunteer. */
  by: string;
  /** Nobody where an adult came with an own pass. */
  collector: Collector | null;
  /** Of a pass: who was brought, or fetched. */
  direction?: 'in' | 'out';
  /** Of a pass: let in though no longer enrolled, then or when the server learned of it. */
  flagged?: boolean;
  carrier: Carrier;
  /** Sent with force: what it passed, which may be nothing. */
  forced: { passed: RejectReason[]; reason: string } | null;
  /** `superseded`: another device handed the gift out earlier, which makes it a conflict. */
  status: 'effective' | 'annulled' | 'superseded';
  annulled: Annulment | null;
  /** Of a superseded one, once staff have settled it. */
  resolved: Resolution | null;
  /** It took the place of another person's hand-over: only staff may take it back. */
  displaced?: boolean;
  /** The card was changed between the scan and its upload. */
  since?: SinceScan;
}

/** What came between a scan and its upload, which makes it a conflict of kind `changed`. */
export interface SinceScan {
  changes: CardChange[];
  /** The gift had been booked into stock: it left it again, or had left it for somebody else. */
  stock: 'taken_out' | 'gone' | null;
  resolved: Resolution | null;
}

/** An uploaded scan that nothing follows from until staff accept or refuse it. */
export interface HeldScan {
  nonce: string;
  payload: ScanPayload;
  eventId: string;
  stationId: string;
  deviceId: string;
  by: string;
  codeHash: string;
  /** Of a pass, where a child is fetched. */
  direction?: 'out';
  collector: Collector | null;
  cause: HeldCause;
  /** The moment of the scan, as the device had it. */
  at: EpochMs;
  receivedAt: EpochMs;
  /** `resolution` is `accept` or `refuse`. */
  resolved: Resolution | null;
}

/** What of a card a scan is judged on, beside who scans, when and where. */
export interface CardStanding {
  eventId: string;
  stationId: string | null;
  state: 'live' | 'frozen' | 'expired' | 'void';
  approved: boolean;
  ready: boolean;
  issueNo: number;
  giftId: string | null;
}

/** How a card stood until a change, and what the change was. */
export interface CardPast {
  until: EpochMs;
  cause: string;
  was: CardStanding;
}

/** What was done to a card beside scanning it. */
export interface CardStep {
  at: EpochMs;
  by: string;
  event: string;
  reason: string;
}

/**
 * 心愿兑换卡. All that a scan is judged on stands in this one document, so that redeeming is one
 * conditional update of it.
 */
export interface Card {
  _id: string;
  /** A rehearsal's card is no wish's, and can consume none; kinds.ts says how kinds differ. */
  kind: 'wish' | 'rehearsal' | 'pack' | 'pass';
  /** Of a card of kind `pass`. */
  pass?: PassOnCard;
  /** Of a card of kind `pack`. */
  pack?: PackOnCard;
  cardNo: string;
  campaignId: string;
  eventId: string;
  wishId: string;
  /** Own-child rule: the guardians' pseudonyms. */
  guardianIds: string[];
  /** Own-child rule: those who once were. */
  formerGuardianIds?: string[];
  areaPath: AreaPath;
  alias: string;
  /** Nothing for an adult. */
  ageBand: AgeBand | null;
  gift: GiftOnCard;
  state: CardState;
  /** What the card was before it was frozen or redeemed. */
  stateBefore: Exclude<CardState, 'redeemed'> | null;
  /** The wish's approval stands. */
  approved: boolean;
  /** The gift is there, and at which desk. */
  ready: boolean;
  stationId: string | null;
  /** Which of the wish's gifts is there: the id that it has in stock, once it is left behind. */
  giftId: string | null;
  keyNo: number;
  issueNo: number;
  generation: number;
  codes: CardCode[];
  /** Multikey index to find a card by any code it ever had. */
  codeHashes: string[];
  /** Unique multikey index: a nonce redeems at most one card. Never empty. */
  nonces: string[];
  redemptions: Redemption[];
  /** Uploads that wait, or waited, for staff. */
  held: HeldScan[];
  /** Multikey index: the events in whose conflicts staff find this card. */
  conflictEventIds: string[];
  history: CardStep[];
  /** How it stood before, oldest first: what a late upload is judged on. Bounded. */
  past: CardPast[];
  /** When it was last put on paper, and with the codes of which issue. */
  printed?: { at: EpochMs; issueNo: number };
  /** Raised by every change that a scan is judged on: the condition of every update. */
  version: number;
  issuedAt: EpochMs;
  updatedAt: EpochMs;
}

/** What every new card begins with, of whatever kind: not scanned, and nothing done to it. */
export const freshCard = ({
  cardId,
  keyNo,
  codes,
  now,
}: {
  cardId: string;
  keyNo: number;
  codes: CardCode[];
  now: EpochMs;
}) => ({
  _id: cardId,
  state: 'issued' as const,
  stateBefore: null,
  approved: true,
  keyNo,
  issueNo: 1,
  generation: 1,
  codes,
  codeHashes: codes.map(({ hash }) => hash),
  // A unique multikey index counts an empty list as one value: each card starts with its own.
  nonces: [`card#${cardId}`],
  redemptions: [],
  held: [],
  conflictEventIds: [],
  history: [],
  past: [],
  version: 1,
  issuedAt: now,
  updatedAt: now,
});

export interface ScanWindow {
  from: EpochMs;
  until: EpochMs;
}

export interface EventPlan extends ScanWindow {
  _id: string;
  campaignId: string;
  title: string;
  place: string;
  location?: MapPoint;
  stations: Station[];
  /** 演练 of another event, with cards of its own. */
  rehearsalOf: string | null;
  cancelled: { at: EpochMs; reason: string } | null;
  /** Its windows until they were changed, oldest first; bounded. */
  past?: (ScanWindow & { changedAt: EpochMs })[];
  /** A programme: then each of its sessions is a station, with a window of its own. */
  programme?: Pick<Programme, 'sessions'>;
  /** 暖心包 that a unit takes along: then the event is this batch, with the unit as its station. */
  batch?: Batch;
}

export const effectiveRedemption = (card: Pick<Card, 'redemptions'>): Redemption | undefined =>
  card.redemptions.find(({ status }) => status === 'effective');

export const isRedeemed = (card: Pick<Card, 'redemptions'> | null | undefined): boolean =>
  card != null && effectiveRedemption(card) !== undefined;

export const nameOfState = ({ state }: Pick<Card, 'state'>): string => CARD_STATE_WORDS[state];

/** Whether the card can still bring a gift: now, or once it is unfrozen. */
export const isLive = ({ state }: Pick<Card, 'state'>): boolean =>
  state === 'issued' || state === 'handed_out' || state === 'frozen';

const refuseState = (card: Card, wanted: string): never =>
  refuse('FAILED_PRECONDITION', `这张卡现在是「${CARD_STATE_WORDS[card.state]}」，${wanted}`);

export type Change = (card: Card) => Partial<Card>;

/** 发放: a record that the card is in the family's hands; it is no condition of anything. */
export const handOut: Change = (card) => {
  if (card.state === 'handed_out') return {};
  return card.state === 'issued' ? { state: 'handed_out' } : refuseState(card, '不能登记发放。');
};

/** 冻结: stops both carriers until it is lifted. */
export const freeze: Change = (card) =>
  card.state === 'issued' || card.state === 'handed_out'
    ? { state: 'frozen', stateBefore: card.state }
    : refuseState(card, '不能冻结。');

/** 解冻: the card is again what it was. */
export const unfreeze: Change = (card) =>
  card.state === 'frozen'
    ? { state: card.stateBefore ?? 'issued', stateBefore: null }
    : refuseState(card, '没有被冻结。');

/** 作废: for good. */
export const voidCard: Change = (card) => {
  if (card.state === 'redeemed' || card.state === 'void') return refuseState(card, '不能作废。');
  return { state: 'void', stateBefore: null };
};

/** 补发: new codes on both carriers, the old ones answer `revoked`; a frozen card stays frozen. */
export const reissue =
  (fresh: readonly CardCode[], keyNo: number): Change =>
  (card) => {
    if (card.state === 'redeemed' || card.state === 'void') return refuseState(card, '不能补发。');
    const codes = [...card.codes, ...fresh];
    return {
      issueNo: card.issueNo + 1,
      keyNo,
      codes,
      codeHashes: codes.map(({ hash }) => hash),
    };
  };

/** When the card of now was put on paper; what was reissued since has never been. */
export const printedAt = ({
  printed,
  issueNo,
}: Pick<Card, 'printed' | 'issueNo'>): EpochMs | undefined =>
  printed?.issueNo === issueNo ? printed.at : undefined;

/** Whether the digital carrier's code may be shown to the family now. */
export const canShow = (card: Card): boolean =>
  (card.state === 'issued' || card.state === 'handed_out') && card.approved;

/** What the card says of the gift; empty once the family's words are erased. */
export const giftOf = ({ title, category, details, gift }: Wish): GiftOnCard => ({
  title,
  category,
  ...(details === null ? {} : { details }),
  ...(gift?.shelf ? { shelf: gift.shelf } : {}),
});

/** A card knows a desk of its own event alone: one of the same name elsewhere is another desk. */
export const deskOnCard = (
  { stationId, deskEventId }: Pick<Wish, 'stationId' | 'deskEventId'>,
  eventId: string,
): string | null => (deskEventId != null && deskEventId !== eventId ? null : stationId);

/** What the card must know of its wish after the wish has changed. */
export const followWish = (card: Card, wish: Wish): Partial<Card> => {
  const known = { gift: giftOf(wish), areaPath: wish.areaPath, ageBand: wish.ageBand };
  if (wish.state === 'withdrawn' || wish.state === 'expired') {
    return {
      ...known,
      approved: false,
      ready: false,
      stationId: null,
      giftId: null,
      state: 'void',
    };
  }
  return {
    ...known,
    approved: wish.state === 'approved' || wish.state === 'funded' || wish.state === 'ready',
    ready: wish.state === 'ready',
    stationId: deskOnCard(wish, card.eventId),
    giftId: wish.state === 'ready' ? giftIdOf(wish) : null,
  };
};

/** What a wish's story owes to its card, in order. */
export const stepsOf = (card: Card): TimelineEntry[] => {
  const steps: TimelineEntry[] = [{ at: card.issuedAt, state: 'funded', event: 'card_issued' }];
  for (const { at, status, annulled } of card.redemptions) {
    if (status === 'superseded') continue;
    steps.push({ at, state: 'fulfilled', event: 'redeemed' });
    if (annulled) steps.push({ at: annulled.at, state: 'ready', event: 'annulled' });
  }
  return steps;
};
