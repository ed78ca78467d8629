import type {
  CardState,
  ConsentScope,
  ConsentView,
  FamilyCard,
  FamilyWish,
  TimelineEntry,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import { fullDayText } from '../../utils/time';
import {
  CARD_STATE_WORDS,
  CATEGORY_WORDS,
  CONSENT_WORDS,
  WISH_STATE_TONES,
  WISH_STATE_WORDS,
  type Tone,
} from '../../utils/words';

/** A wish in the family's own list. */
export interface WishRow {
  wishId: string;
  title: string;
  about: string;
  category: WishCategory;
  state: WishState;
  stateWord: string;
  tone: Tone;
  timeline: TimelineEntry[];
  /** Why it was sent back or not accepted; '' where there is nothing to say. */
  reason: string;
  mayChange: boolean;
  mayWithdraw: boolean;
  cardId: string;
  cardWord: string;
}

const WITHDRAWABLE: readonly WishState[] = ['submitted', 'returned', 'approved', 'funded', 'ready'];

const lastReasonOf = ({ state, timeline }: FamilyWish): string =>
  state === 'returned' || state === 'rejected' ? (timeline.at(-1)?.reason ?? '') : '';

const cardWordOf = (state: CardState | undefined): string => {
  if (state === undefined) return '';
  return state === 'issued' || state === 'handed_out'
    ? '打开心愿兑换卡'
    : `心愿兑换卡 · ${CARD_STATE_WORDS[state]}`;
};

const rowOf = (wish: FamilyWish, card: FamilyCard | undefined): WishRow => ({
  wishId: wish.wishId,
  title: wish.title,
  about: [wish.childNickname, CATEGORY_WORDS[wish.category]].filter(Boolean).join(' · '),
  category: wish.category,
  state: wish.state,
  stateWord: WISH_STATE_WORDS[wish.state],
  tone: WISH_STATE_TONES[wish.state],
  timeline: wish.timeline,
  reason: lastReasonOf(wish),
  mayChange: wish.state === 'returned',
  mayWithdraw: WITHDRAWABLE.includes(wish.state),
  cardId: card?.cardId ?? '',
  cardWord: cardWordOf(card?.state),
});

/** The family's wishes, each with its card if it has one; in the order they came. */
export const wishRows = (
  wishes: readonly FamilyWish[],
  cards: readonly FamilyCard[],
): WishRow[] => {
  const byWish = new Map(cards.map((card) => [card.wishId, card]));
  return wishes.map((wish) => rowOf(wish, byWish.get(wish.wishId)));
};

export interface ScopeRow {
  scope: ConsentScope;
  title: string;
  note: string;
  needed: boolean;
  on: boolean;
}

const SCOPE_NOTES: Record<ConsentScope, string> = {
  review: '撤回后，正在办理的心愿会一起撤回',
  gift: '撤回后，正在办理的心愿会一起撤回',
  publicText: '关掉后，心愿墙上不再显示文字',
  photo: '关掉后，活动中不拍孩子',
  pairing: '关掉后，不再为您联系爱心妈妈',
};

const SCOPES: readonly ConsentScope[] = ['review', 'gift', 'publicText', 'photo', 'pairing'];

/** What this guardian has consented to: the needed ones first. */
export const scopeRows = (consent: ConsentView): ScopeRow[] =>
  SCOPES.map((scope) => ({
    scope,
    title: CONSENT_WORDS[scope],
    note: SCOPE_NOTES[scope],
    needed: scope === 'review' || scope === 'gift',
    on: consent.scopes.includes(scope),
  }));

/** 2025年6月1日同意 · 规则版本 2025-06 */
export const consentLine = ({ grantedAt, version }: ConsentView): string =>
  `${fullDayText(grantedAt)}同意 · 规则版本 ${version}`;
