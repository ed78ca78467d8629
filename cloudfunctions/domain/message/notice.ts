import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { ConsentScope, EpochMs, MessageKind, WishState } from '../../../typings/contract';
import { effectiveRedemption, isLive, type Card } from '../card/card';
import { undoableUntil } from '../wish/review-undo';
import type { Wish } from '../wish/wish';

/** Something that a family is told once. */
export interface Notice {
  kind: MessageKind;
  /** What it is about, among all that is ever told of one wish. */
  key: string;
  at: EpochMs;
  /** Not told before this time: a review may be taken back until then. */
  from: EpochMs;
}

const OF_A_WISH = ['review'] as const;
const OF_A_PACK = ['gift'] as const;
const OF_A_PAIR = ['pairing'] as const;

/** The consents that each kind of message stands on: one of them is enough. */
const STANDS_ON: Record<MessageKind, readonly ConsentScope[]> = {
  reviewed: OF_A_WISH,
  returned: OF_A_WISH,
  ready: OF_A_WISH,
  redeemed: OF_A_WISH,
  reissued: OF_A_WISH,
  tomorrow: OF_A_WISH,
  eventChanged: OF_A_WISH,
  eventCancelled: OF_A_WISH,
  proposed: OF_A_WISH,
  settled: OF_A_WISH,
  packReady: OF_A_PACK,
  packDelivered: OF_A_PACK,
  packAnswered: OF_A_PACK,
  pairing: OF_A_PAIR,
  outing: OF_A_PAIR,
  programme: NEEDED_SCOPES,
  answered: NEEDED_SCOPES,
  transfer: NEEDED_SCOPES,
  guardian: NEEDED_SCOPES,
};

/** Whether a guardian who agreed to these scopes is told such a thing. */
export const mayTell = (kind: MessageKind, scopes: readonly ConsentScope[]): boolean =>
  STANDS_ON[kind].some((scope) => scopes.includes(scope));

/** What guardians are told of each other. */
export type GuardianNews = 'transferAsked' | 'transferDone' | 'guardianAttested' | 'guardianJoined';

const GUARDIAN_NEWS: Record<GuardianNews, { kind: MessageKind; mustReach: boolean }> = {
  transferAsked: { kind: 'transfer', mustReach: true },
  transferDone: { kind: 'guardian', mustReach: true },
  guardianAttested: { kind: 'guardian', mustReach: true },
  // A guardian invited them: that one knows.
  guardianJoined: { kind: 'guardian', mustReach: false },
};

/** As which message such news goes out, and whether somebody calls where it does not arrive. */
export const guardianNews = (kind: string): { kind: MessageKind; mustReach: boolean } | undefined =>
  Object.hasOwn(GUARDIAN_NEWS, kind) ? GUARDIAN_NEWS[kind as GuardianNews] : undefined;

/**
 * All that a wish's and its card's history gives a family to be told, read off what happened: so
 * nothing has to be written down beside it, and it can be read again and again.
 */
export const noticesOf = (wish: Wish, card: Card | undefined): Notice[] => {
  const notices: Notice[] = [];
  let arrivedAt = 0;
  for (const [place, { at, event, state }] of wish.timeline.entries()) {
    const next = wish.timeline[place + 1];
    const from = next ? at : (undoableUntil(wish) ?? at);
    if (event === 'arrived') arrivedAt = at;
    if (event === 'review_undone' || next?.event === 'review_undone') continue;
    if (event === 'substitution_asked' && wish.proposal != null && !next) {
      notices.push({ kind: 'proposed', key: `proposed#${wish.proposal.no}`, at, from: at });
    }
    if (event === 'returned') {
      notices.push({ kind: 'returned', key: `returned#${place}`, at, from });
    }
    if (event === 'rejected' || (state === 'approved' && event !== 'withdrawn')) {
      notices.push({ kind: 'reviewed', key: `reviewed#${place}`, at, from });
    }
  }
  if (!card) return notices;
  if (wish.state === 'ready' && card.ready && isLive(card)) {
    const at = Math.max(arrivedAt, card.issuedAt);
    notices.push({ kind: 'ready', key: `ready#${card._id}#${wish.fundings}`, at, from: at });
  }
  const redemption = effectiveRedemption(card);
  if (redemption) {
    const key = `redeemed#${card._id}#${redemption.generation}`;
    const at = redemption.receivedAt;
    notices.push({ kind: 'redeemed', key, at, from: at });
  }
  for (const [place, { at, event }] of card.history.entries()) {
    if (event === 'card.reissue') {
      notices.push({ kind: 'reissued', key: `reissued#${card._id}#${place}`, at, from: at });
    }
  }
  return notices;
};

/** Whether a family still has something to do or to know, now that its wish stands like this. */
export const isStillNews = (
  kind: MessageKind,
  { state, proposal }: { state: WishState; proposal: Wish['proposal'] },
): boolean => {
  if (kind === 'guardian' || kind === 'transfer') return true;
  if (kind === 'returned') return state === 'returned';
  if (kind === 'proposed') return proposal != null;
  if (kind === 'reviewed' || kind === 'settled') return state !== 'withdrawn';
  return state === 'funded' || state === 'ready';
};
