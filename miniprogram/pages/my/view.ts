import {
  CARD_STATE_WORDS,
  CATEGORY_WORDS,
  WISH_STATE_WORDS,
  timeText,
} from '@micro-wish/vocabulary';
import { WISH_STATE_TONES, type Tone } from '../../utils/tones';
import type {
  CardState,
  ConsentView,
  EpochMs,
  FamilyCard,
  FamilyWish,
  TimelineEntry,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import type { Waiting } from '../../wish/outbox';
import { lastOf } from '../../utils/last';

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
  /** Staff ask whether another thing would do. */
  offer: { no: number; title: string; reason: string } | null;
  /** The gift can be reported as defective now. */
  mayReport: boolean;
  /** What became of a report; '' where there is none. */
  defect: string;
  mayChange: boolean;
  mayWithdraw: boolean;
  cardId: string;
  cardWord: string;
}

const WITHDRAWABLE: readonly WishState[] = ['submitted', 'returned', 'approved', 'funded', 'ready'];

const lastReasonOf = ({ state, timeline }: FamilyWish): string =>
  state === 'returned' || state === 'rejected' ? (lastOf(timeline)?.reason ?? '') : '';

const cardWordOf = (state: CardState | undefined): string => {
  if (state === undefined) return '';
  return state === 'issued' || state === 'handed_out'
    ? '打开心愿兑换卡'
    : `心愿兑换卡 · ${CARD_STATE_WORDS[state]}`;
};

const REPORT_MS = 30 * 24 * 60 * 60 * 1000;

const mayReport = ({ state, timeline, defect }: FamilyWish, now: EpochMs): boolean => {
  const redeemed = lastOf(timeline.filter(({ event }) => event === 'redeemed'));
  const isFresh = redeemed !== undefined && now - redeemed.at <= REPORT_MS;
  return state === 'fulfilled' && isFresh && (!defect || defect.outcome !== undefined);
};

const defectText = ({ defect }: FamilyWish): string => {
  if (!defect) return '';
  return defect.outcome === undefined
    ? '您报的问题已收到，工作人员会尽快答复。'
    : (defect.words ?? '');
};

const offerOf = ({ substitution }: FamilyWish): WishRow['offer'] => {
  if (!substitution) return null;
  const { no, title, details, reason } = substitution;
  const more = typeof details === 'object' ? Object.values(details).join(' ') : (details ?? '');
  return { no, title: [title, more].filter(Boolean).join(' · '), reason };
};

/** The wish as its family reads it: a review that may still be taken back is not told yet. */
const asTold = (wish: FamilyWish): FamilyWish =>
  wish.told === undefined
    ? wish
    : { ...wish, state: wish.told, timeline: wish.timeline.slice(0, -1) };

const rowOf = (
  wish: FamilyWish,
  card: FamilyCard | undefined,
  campaign: string,
  now: EpochMs,
): WishRow => ({
  wishId: wish.wishId,
  title: wish.title,
  about: [wish.childNickname, CATEGORY_WORDS[wish.category], campaign].filter(Boolean).join(' · '),
  category: wish.category,
  state: wish.state,
  stateWord: WISH_STATE_WORDS[wish.state],
  tone: WISH_STATE_TONES[wish.state],
  timeline: wish.timeline,
  reason: lastReasonOf(wish),
  offer: offerOf(wish),
  mayReport: mayReport(wish, now),
  defect: defectText(wish),
  mayChange: wish.state === 'returned',
  mayWithdraw: WITHDRAWABLE.includes(wish.state),
  cardId: card?.cardId ?? '',
  cardWord: cardWordOf(card?.state),
});

/**
 * The family's wishes, each with its card if it has one; in the order they came. Which campaign it
 * is of is said where there are several.
 */
export const wishRows = (
  wishes: readonly FamilyWish[],
  cards: readonly FamilyCard[],
  now: EpochMs,
): WishRow[] => {
  const byWish = new Map(cards.map((card) => [card.wishId, card]));
  const isOne = new Set(wishes.map(({ campaignId }) => campaignId)).size <= 1;
  return wishes.map((wish) =>
    rowOf(asTold(wish), byWish.get(wish.wishId), isOne ? '' : wish.campaignTitle, now),
  );
};

/**
 * The campaign of whose rules this family is told: the one whose rules changed while a wish of
 * theirs is under way, else that of the newest wish; undefined where there is no wish.
 */
export const rulesFor = (
  wishes: readonly FamilyWish[],
  consent: ConsentView | undefined,
): { campaignId: string; changed: boolean } | undefined => {
  const stands = consent?.versions ?? [];
  const outdated = wishes.find(
    ({ state, consentVersion }) => WITHDRAWABLE.includes(state) && !stands.includes(consentVersion),
  );
  const about = outdated ?? wishes[0];
  return about && { campaignId: about.campaignId, changed: consent !== undefined && !!outdated };
};

/** A wish that has not reached the server. */
export interface WaitingRow {
  id: string;
  title: string;
  category: WishCategory;
  since: string;
  /** Why it was not taken; '' while it only waits for a network. */
  problem: string;
}

/** What waits on this phone, as the family reads it. */
export const waitingRows = (waiting: readonly Waiting[]): WaitingRow[] =>
  waiting.map(({ id, draft: { form }, waitingSince, problem }) => ({
    id,
    title: form.title.trim(),
    category: form.category === '' ? 'other' : form.category,
    since: timeText(waitingSince),
    problem: problem ?? '',
  }));

/** A door at the foot of the page. */
export interface MyLink {
  url: string;
  title: string;
  sign: string;
}

/** The doors this person has: the workroom for who works here, the rights for families. */
export const linksFor = (
  who: {
    hasWork: boolean;
    isFamily: boolean;
    isHolder: boolean;
    isSpecialist: boolean;
    hasReferrals: boolean;
  },
  consentUrl: string,
): MyLink[] => [
  ...(who.hasWork
    ? [{ url: '/packages/work/pages/work/work', title: '工作台', sign: 'queue' }]
    : []),
  ...(who.isFamily
    ? [
        { url: '/packages/family/pages/pair/pair', title: '爱心妈妈', sign: 'lamp' },
        ...(who.hasReferrals
          ? [
              {
                url: '/packages/family/pages/referral/referral',
                title: '请专家帮忙',
                sign: 'other',
              },
            ]
          : []),
        { url: '/packages/family/pages/packs/packs', title: '孩子的暖心包', sign: 'gift' },
        { url: '/packages/family/pages/data/data', title: '我的数据', sign: 'card' },
        { url: consentUrl, title: '我的同意', sign: 'check' },
        { url: '/packages/family/pages/complaint/complaint', title: '意见与投诉', sign: 'pen' },
      ]
    : []),
  ...(who.isSpecialist
    ? [{ url: '/packages/helper/pages/referrals/referrals', title: '转介给我的', sign: 'queue' }]
    : []),
  ...(who.isHolder
    ? [{ url: '/packages/safe/pages/concerns/concerns', title: '保护报告', sign: 'lamp' }]
    : []),
  ...(who.hasWork || who.isFamily || who.isSpecialist
    ? [
        {
          url: `/packages/safe/pages/concern/concern?from=${who.isFamily ? 'family' : 'helper'}`,
          title: '为孩子报告',
          sign: 'lamp',
        },
      ]
    : []),
  { url: '/packages/family/pages/programmes/programmes', title: '项目与培训', sign: 'queue' },
  { url: '/packages/family/pages/join/join', title: '填写邀请码', sign: 'pen' },
  { url: '/packages/helper/pages/home/home', title: '我要陪伴', sign: 'other' },
  { url: '/packages/family/pages/privacy/privacy', title: '儿童个人信息保护', sign: 'shield' },
];
