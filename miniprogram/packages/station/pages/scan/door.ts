import type { CollectorType, Direction } from '../../../../../typings/contract';
import { DEED_WORDS, whatIsScanned } from './scanned-words';
import { COLLECTOR_CHOICES, type Desk, type GiftView } from './view';

/** What the desk says and asks: of gifts, or at the door of a session. */
export interface DoorView {
  /** A session whose passes are scanned here. */
  isSession: boolean;
  /** Children are fetched: people come and go. */
  hasWayOut: boolean;
  direction: Direction;
  /** Care packs are brought from here. */
  isPack: boolean;
  /** Above the number of today, and above the last one. */
  today: string;
  latest: string;
  scanHint: string;
  /** What is typed where it cannot be scanned. */
  codeName: string;
  /** On to the next. */
  next: string;
  /** What a red verdict is read aloud as. */
  stop: string;
}

type Words = Pick<DoorView, 'today' | 'latest' | 'scanHint' | 'codeName' | 'next' | 'stop'>;

const GIFTS: Words = {
  today: '今天已发',
  latest: '刚发',
  scanHint: '对准卡上的二维码',
  codeName: '卡上的 16 位码',
  next: '下一张',
  stop: '不要发放',
};

const PACKS: Words = {
  today: '今天已送',
  latest: '刚送到',
  scanHint: '对准领取码',
  codeName: '领取码的 16 位',
  next: '下一份',
  stop: '不要给',
};

const PASSES: Words = {
  today: '今天扫了',
  latest: '刚扫',
  scanHint: '对准手机上的入场码',
  codeName: '入场码的 16 位',
  next: '下一位',
  stop: '不能通过',
};

export const doorView = (desk: Desk | null, direction: Direction): DoorView => {
  const { session } = desk ?? {};
  const isPack = desk !== null && whatIsScanned(desk.stations, desk) === 'pack';
  return {
    isSession: session !== undefined,
    isPack,
    hasWayOut: session?.inOut ?? false,
    direction,
    ...(session ? PASSES : isPack ? PACKS : GIFTS),
  };
};

/** Who is asked for before a scan counts. */
export interface Asked {
  ask: string;
  deed: string;
  /** Goes back, and nothing is done. */
  leave: string;
  collectors: { type: CollectorType | ''; label: string }[];
}

/** Nobody brings themselves. */
const COMPANIONS = COLLECTOR_CHOICES.filter(({ type }) => type !== 'child').sort(
  (a, b) => Number(b.type === 'guardian') - Number(a.type === 'guardian'),
);

export const askedAt = ({ isSession, isPack, direction }: DoorView, gift: GiftView): Asked => {
  if (!isSession) {
    const words = isPack
      ? { ask: '谁来收包？点一下就算送到', deed: '收下，送到', leave: '先不给，返回' }
      : { ask: '谁来领取？点一下就发放', deed: '领取，发放', leave: '不发放，返回' };
    return { ...words, collectors: COLLECTOR_CHOICES };
  }
  const deed = DEED_WORDS[direction];
  const leave = '返回';
  // An adult comes alone.
  if (gift.ageBand === '') {
    return {
      ask: '核对一下，点一下就签到',
      deed: '',
      leave,
      collectors: [{ type: '', label: deed }],
    };
  }
  return {
    ask: direction === 'in' ? '谁送来的？点一下就签到' : '谁来接的？点一下就签离',
    deed: `，${deed}`,
    leave,
    collectors: COMPANIONS,
  };
};
