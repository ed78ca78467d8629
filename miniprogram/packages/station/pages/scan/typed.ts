import { codeInScan, missingCharacters, readCode } from '@micro-wish/vocabulary';
import { shownWhileTyping } from './code';

/** The field of the typed code and what is said below it. */
export interface Typed {
  text: string;
  /** It may be looked up. */
  ready: boolean;
  /** How many characters are missing, or that one is wrong; '' where nothing is. */
  problem: string;
  /** It is whole, and wrong. */
  isWrong: boolean;
}

export const NOTHING_TYPED: Typed = { text: '', ready: false, problem: '', isWrong: false };

/** Judges a code while it is typed; its check character finds a wrong or a swapped one. */
export const typedSoFar = (input: string): Typed => {
  const text = shownWhileTyping(input);
  if (readCode(codeInScan(text)) !== undefined)
    return { text, ready: true, problem: '', isWrong: false };
  const missing = missingCharacters(text);
  if (text === '' || missing < 0) return { text, ready: false, problem: '', isWrong: false };
  if (missing > 0) return { text, ready: false, problem: `还差 ${missing} 位`, isWrong: false };
  return { text, ready: false, problem: '有一位不对，请再对照一遍', isWrong: true };
};
