import {
  AUDIT_ACTION_WORDS,
  BLANKED_WORDS,
  REVIEW_DECISION_WORDS,
  ROLE_WORDS,
  yuanText,
} from '@micro-wish/vocabulary';
import { shortPerson } from '../../../common/people';
import type { Fen, GrantRole, ReviewDecision } from '../../../../../../typings/contract';

/** What can be filtered by; '' is everything. */
export const ACTION_CHOICES: { action: string; word: string }[] = [
  { action: '', word: '全部操作' },
  ...Object.entries(AUDIT_ACTION_WORDS).map(([action, word]) => ({ action, word })),
];

/** What a public text was warned of, and the reviewer answered for. */
const keptWords = (rest: readonly string[]): string => {
  const kept = rest.find((part) => part.startsWith('kept:'))?.slice('kept:'.length) ?? '';
  const kinds = kept
    .split('+')
    .flatMap((kind) => (BLANKED_WORDS as Partial<Record<string, string>>)[kind] ?? []);
  return kinds.length === 0 ? '' : `（公开文字核对过：${kinds.join('、')}）`;
};

/** What else an entry holds, in words where it has any. */
export const noteWords = (action: string, note: string): string => {
  if (note.startsWith('p_')) return `对 ${shortPerson(note)}`;
  const [amount = '', ...rest] = note.split(' ');
  switch (action) {
    case 'wish.review':
      return (
        REVIEW_DECISION_WORDS[amount as ReviewDecision] +
        (rest.includes('own-entry') ? '（自己代填）' : '') +
        keptWords(rest)
      );
    case 'invite.make':
      return ROLE_WORDS[note as GrantRole];
    case 'wish.fund':
    case 'fund.donate':
    case 'gift.arrive':
      return [yuanText(Number(amount) as Fen), ...rest].join(' ');
    default:
      return note;
  }
};
