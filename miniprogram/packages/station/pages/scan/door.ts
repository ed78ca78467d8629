import type { CollectorType, Direction } from '../../../../../typings/contract';
import { DEED_WORDS } from './pass-verdict';
import { COLLECTOR_CHOICES, type Desk, type GiftView } from './view';

/** What the desk says and asks: of gifts, or at the door of a session. */
export interface DoorView {
  /** A session whose passes are scanned here. */
  isSession: boolean;
  /** Children are fetched: people come and go. */
  hasWayOut: boolean;
  direction: Direction;
  /** Above the number of today. */
  today: string;
  scanHint: string;
  typeTitle: string;
}

const GIFTS: Omit<DoorView, 'direction'> = {
  isSession: false,
  hasWayOut: false,
  today: '今天已发',
  scanHint: '对准卡上的二维码',
  typeTitle: '扫不出来？输入卡上的 16 位码',
};

export const doorView = (desk: Desk | null, direction: Direction): DoorView =>
  desk?.session
    ? {
        isSession: true,
        hasWayOut: desk.session.inOut,
        direction,
        today: '今天扫了',
        scanHint: '对准手机上的入场码',
        typeTitle: '扫不出来？输入入场码的 16 位',
      }
    : { ...GIFTS, direction };

/** Who is asked for before a scan counts. */
export interface Asked {
  ask: string;
  deed: string;
  collectors: { type: CollectorType | ''; label: string }[];
}

/** Nobody brings themselves. */
const COMPANIONS = COLLECTOR_CHOICES.filter(({ type }) => type !== 'child').sort(
  (a, b) => Number(b.type === 'guardian') - Number(a.type === 'guardian'),
);

export const askedAt = ({ isSession, direction }: DoorView, gift: GiftView): Asked => {
  if (!isSession) {
    return { ask: '谁来领取？点一下就发放', deed: '领取，发放', collectors: COLLECTOR_CHOICES };
  }
  const deed = DEED_WORDS[direction];
  // An adult comes alone.
  if (gift.ageBand === '') {
    return { ask: '核对一下，点一下就签到', deed: '', collectors: [{ type: '', label: deed }] };
  }
  return {
    ask: direction === 'in' ? '谁送来的？点一下就签到' : '谁来接的？点一下就签离',
    deed: `，${deed}`,
    collectors: COMPANIONS,
  };
};
