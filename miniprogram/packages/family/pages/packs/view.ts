import {
  PACK_ANSWER_WORDS,
  PACK_VERSION_WORDS,
  periodText,
  timeText,
} from '@micro-wish/vocabulary';
import type { FamilyPack, PackAnswer } from '../../../../../typings/contract';

/** A pack as the family sees it. */
export interface PackRow {
  cardId: string;
  alias: string;
  version: string;
  contents: string;
  state: string;
  tone: string;
  /** Where it is handed over; '' where that is not settled, or once it came. */
  place: string;
  /** Who brings it and when; or when it came. */
  when: string;
  /** Its code may be shown. */
  canShow: boolean;
  canAnswer: boolean;
  answer: string;
  words: string;
  /** Staff have not written back yet. */
  waits: boolean;
}

export const ANSWERS: { answer: PackAnswer; name: string }[] = [
  { answer: 'received', name: PACK_ANSWER_WORDS.received },
  { answer: 'not_received', name: PACK_ANSWER_WORDS.not_received },
  { answer: 'wrong', name: PACK_ANSWER_WORDS.wrong },
];

const standing = ({ state, ready }: FamilyPack): [string, string] => {
  if (state === 'redeemed') return ['已送到', 'good'];
  if (state === 'frozen') return ['已冻结', 'alert'];
  return ready ? ['可以领取', 'warm'] : ['准备中', 'wait'];
};

const whenOf = ({ deliveredAt, unitName, from, until }: FamilyPack): string =>
  deliveredAt === undefined
    ? `${unitName}送来，${periodText(from, until)}`
    : `${timeText(deliveredAt)} 由${unitName}送到`;

/** What was swapped for another or has ended is not shown. */
export const packRows = (packs: readonly FamilyPack[]): PackRow[] =>
  packs
    .filter(({ state }) => state !== 'void' && state !== 'expired')
    .map((pack) => {
      const [state, tone] = standing(pack);
      const isDelivered = pack.state === 'redeemed';
      return {
        cardId: pack.cardId,
        alias: pack.alias,
        version: PACK_VERSION_WORDS[pack.version],
        contents: pack.contents.join('、'),
        state,
        tone,
        place: isDelivered ? '' : pack.place,
        when: whenOf(pack),
        canShow: pack.state === 'issued' || pack.state === 'handed_out',
        canAnswer: isDelivered && pack.answer === undefined,
        answer: pack.answer === undefined ? '' : PACK_ANSWER_WORDS[pack.answer],
        words: pack.words ?? '',
        waits: pack.answer !== undefined && pack.answer !== 'received' && !pack.words,
      };
    });
