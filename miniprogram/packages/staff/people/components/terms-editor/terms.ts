import type { ConsentTerm } from '../../../../../../typings/contract';

/** Longest title and text of a point, and the most points, as the functions take them. */
export const TITLE_MAX = 12;
export const TEXT_MAX = 200;
export const MOST_TERMS = 12;

/** The text as it will be published, or what is missing. */
export const publishable = (
  version: string,
  terms: readonly ConsentTerm[],
  current: string,
):
  | { text: { version: string; terms: ConsentTerm[] }; problem: '' }
  | { text: undefined; problem: string } => {
  const kept = terms
    .map(({ title, text }) => ({ title: title.trim(), text: text.trim() }))
    .filter(({ title, text }) => title !== '' || text !== '');
  const wrong = (problem: string) => ({ text: undefined, problem });
  if (kept.length === 0) return wrong('请至少写一条');
  if (kept.some(({ title, text }) => title === '' || text === '')) {
    return wrong('每一条都要有标题和内容');
  }
  if (version.trim() === '') return wrong('请填写新的版本号');
  if (version.trim() === current) return wrong('改了文字就要换一个版本号，家长会重新确认');
  return { text: { version: version.trim(), terms: kept }, problem: '' };
};
