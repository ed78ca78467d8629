import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';

/** What no file system takes in a name, and what makes a link awkward. */
const AWKWARD = /[\\/:*?"<>|#%&\s\p{Cc}]+/gu;

const PART = 24;

/** A name that a person would give a file: what it is, of what, on which day (Asia/Shanghai). */
export const fileName = (parts: readonly string[], at: EpochMs, type: string): string => {
  const words = parts
    .map((part) => Array.from(part.replace(AWKWARD, '')).slice(0, PART).join(''))
    .filter((part) => part !== '');
  return `${[...words, dayAt(at)].join('-')}.${type}`;
};
