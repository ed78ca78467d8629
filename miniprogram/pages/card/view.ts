import { clockText, dayText, periodText } from '@micro-wish/vocabulary';
import type {
  CardState,
  FamilyCard,
  MapPoint,
  WishCategory,
  WishState,
} from '../../../typings/contract';

/** What the middle of the ticket shows. */
export type Face = 'code' | 'redeemed' | 'frozen' | 'ended';

export interface CardView {
  face: Face;
  wishId: string;
  gift: string;
  category: WishCategory;
  /** How the card's lantern burns. */
  light: WishState;
  cardNo: string;
  alias: string;
  event: string;
  when: string;
  place: string;
  /** For a map; null where nobody said where it is. */
  location: MapPoint | null;
  station: string;
  /** One sentence on what to do now. */
  advice: string;
  endedTitle: string;
  /** On the stamp. */
  redeemedDay: string;
  redeemedClock: string;
  redeemedAt: string;
}

const FACES: Record<CardState, Face> = {
  issued: 'code',
  handed_out: 'code',
  redeemed: 'redeemed',
  frozen: 'frozen',
  expired: 'ended',
  void: 'ended',
};

const LIGHTS: Record<Face, WishState> = {
  code: 'ready',
  redeemed: 'fulfilled',
  frozen: 'submitted',
  ended: 'expired',
};

const adviceFor = (card: FamilyCard, face: Face): string => {
  if (face === 'redeemed') return '礼物已经领取，愿它陪孩子好好长大。';
  if (face === 'frozen')
    return '冻结期间谁也不能兑换。找到卡后可以随时解冻；找不到了，就申请补发。';
  if (card.state === 'expired') return '领取时间已过，请联系社区工作人员补领。';
  if (face === 'ended') return '这张卡不能再使用，如有疑问请联系社区工作人员。';
  return card.ready ? '到领取点出示给志愿者，只能兑换一次。' : '礼物还在路上，到了领取点再来兑换。';
};

/** A code as people read it out: `XXXX-XXXX-XXXX-XXXX`. */
export const spokenCode = (code: string): string => code.match(/[^-]{1,4}/g)?.join('-') ?? '';

/** Everything the ticket shows; the code is not part of it. */
export const cardView = (card: FamilyCard): CardView => {
  const face = FACES[card.state];
  return {
    face,
    wishId: card.wishId,
    gift: card.gift,
    category: card.category,
    light: face === 'code' && !card.ready ? 'approved' : LIGHTS[face],
    cardNo: card.cardNo,
    alias: card.alias,
    event: card.event.title,
    when: periodText(card.event.from, card.event.until),
    place: card.event.place,
    location: card.event.location ?? null,
    station: card.stationLabel ?? '',
    advice: adviceFor(card, face),
    endedTitle: card.state === 'expired' ? '已过期' : '已作废',
    redeemedDay: card.redeemed ? dayText(card.redeemed.at) : '',
    redeemedClock: card.redeemed ? clockText(card.redeemed.at) : '',
    redeemedAt: card.redeemed?.stationLabel ?? '',
  };
};
