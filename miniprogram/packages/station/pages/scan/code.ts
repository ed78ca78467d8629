import { groupedCode, MAX_CODE_TEXT } from '@micro-wish/vocabulary';

const isLink = (text: string): boolean => /[/:?#=]/.test(text) || /^https?$/i.test(text.trim());

/**
 * What stands in the field while a person or a hardware scanner types: a code in groups, a link
 * as it comes.
 */
export const shownWhileTyping = (typed: string): string =>
  isLink(typed.normalize('NFKC')) ? typed.slice(0, MAX_CODE_TEXT) : groupedCode(typed);
