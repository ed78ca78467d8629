import * as vocabulary from '@micro-wish/vocabulary';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/build';

/** Dictionaries of the vocabulary: a name, and its `key: word` pairs. */
const dictionaries = Object.entries(vocabulary).flatMap(([name, value]) =>
  typeof value === 'object' && name.endsWith('_WORDS')
    ? [{ name, pairs: Object.entries(value).map(([key, word]) => `${key}|${String(word)}`) }]
    : [],
);

const sources = ['cloudfunctions', 'miniprogram'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('miniprogram_npm'))
    // A migration is of its release: what it imports would change under it.
    .filter((file) => !file.startsWith('migrations'))
    .map((file) => ({
      file: join(folder, file),
      text: readFileSync(join(root, folder, file), 'utf8'),
    })),
);

/** Every `key: 'word'` of a source, also behind another property name: `draft: { word: '草稿' …`. */
const pairsIn = (text: string): Set<string> => {
  const plain = [...text.matchAll(/['"]?([\w.]+)['"]?: '([^']*[\u4e00-\u9fff][^']*)'/g)];
  const nested = [...text.matchAll(/['"]?([\w.]+)['"]?: \{ \w+: '([^']*[\u4e00-\u9fff][^']*)'/g)];
  return new Set([...plain, ...nested].map(([, key = '', word = '']) => `${key}|${word}`));
};

describe('a word that both sides say', () => {
  it.each(dictionaries)('$name stands in the vocabulary alone', ({ pairs }) => {
    const copies = sources
      .filter(({ text }) => {
        const there = pairsIn(text);
        return pairs.filter((pair) => there.has(pair)).length >= 2;
      })
      .map(({ file }) => file);
    expect(copies).toEqual([]);
  });
});

describe('a rule that both sides know', () => {
  const outside = (pattern: RegExp): string[] =>
    sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

  it('the offset of Shanghai stands in the calendar alone', () => {
    expect(outside(/OFFSET_MS|\b8 \* 60 \* 60|\b8 \* HOUR|\+08:00/)).toEqual([]);
  });

  it("the alphabet of a card's code stands beside its reading alone", () => {
    expect(outside(/0123456789ABCDEFGHJKMNPQRSTVWXYZ/)).toEqual([]);
  });
});
