import { groupedCode, MAX_CODE_TEXT } from '@micro-wish/vocabulary';

/**
 * What stands in the field while a person or a hardware scanner types: a code in groups, a link
 * as it comes.
 */
export const shownWhileTyping = (typed: string): string =>
  /[/:?#=]/.test(typed) || /^https?$/i.test(typed.trim())
    ? typed.slice(0, MAX_CODE_TEXT)
    : groupedCode(typed);
