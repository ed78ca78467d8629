/** How a cell shows its number, as far as its meaning depends on it. */
export type NumberShown = 'date' | 'scientific' | 'plain' | { zeros: number };

/** Built-in formats of dates and times, those of Chinese Excel with them. */
const isDateId = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

const SCIENTIFIC_IDS = [11, 48];

/** A format without what it only writes beside the number: words, colours, spaces, fillings. */
const bare = (code: string): string =>
  code
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/giu, '')
    .toLowerCase();

/** What a format code means; `id` is that of a built-in one. */
export const shownBy = (id: number, code: string | undefined): NumberShown => {
  if (code === undefined) {
    if (isDateId(id)) return 'date';
    return SCIENTIFIC_IDS.includes(id) ? 'scientific' : 'plain';
  }
  const [positive = ''] = bare(code).split(';');
  if (/^0{2,}$/u.test(positive)) return { zeros: positive.length };
  if (/e[+-]/u.test(positive)) return 'scientific';
  return /[ymdhs]/u.test(positive.replace(/general/gu, '')) ? 'date' : 'plain';
};
