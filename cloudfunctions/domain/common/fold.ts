import { SIMPLIFIED, TRADITIONAL } from './simplified';

/** Format characters, variation selectors, tags: they change a text and not how it looks. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The blank of Braille is drawn as a space, and is none to a computer. */
const BLANK = /\u2800/gu;

/** Plain characters alone, as nearly every text has: nothing to take out of them. */
const ORDINARY = /^[\x20-\x7e\u3001\u3002\u4e00-\u9fff]*$/u;

/** Text as it is seen: without format characters, NFC. What was written stays otherwise. */
export const visible = (text: string): string =>
  ORDINARY.test(text) ? text : text.replace(INVISIBLE, '').replace(BLANK, ' ').normalize('NFC');

/** Text of a field of one line: as it is seen, each run of white space one space. */
export const oneLine = (text: string): string => visible(text).replace(/\s+/gu, ' ').trim();

const simplified = new Map(
  Array.from(TRADITIONAL, (character, place) => [character, SIMPLIFIED.charAt(place)]),
);

/** Signs that are read as a digit, by the digit. */
const NUMERALS = [
  '零〇○◯',
  '一壹弌幺',
  '二贰弍两',
  '三叁弎参',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
];

/** Digits without a decomposition, from 1 on: circled in several ways, Suzhou, counting rods. */
const FROM_ONE = [0x24f5, 0x2776, 0x2780, 0x278a, 0x3021, 0x1369, 0x1d360];
const ZEROS = [0x24ff, 0x1f10b, 0x1f10c];
/** Circled numbers of two digits, from the first one. */
const TWO_DIGITS = [
  [0x24eb, 11, 10],
  [0x24fe, 10, 1],
  [0x277f, 10, 1],
  [0x2789, 10, 1],
  [0x2793, 10, 1],
] as const;

const numerals = new Map<string, string>([
  ...NUMERALS.flatMap((signs, digit) =>
    Array.from(signs, (sign): [string, string] => [sign, String(digit)]),
  ),
  ...FROM_ONE.flatMap((first) =>
    Array.from({ length: 9 }, (_, place): [string, string] => [
      String.fromCodePoint(first + place),
      String(place + 1),
    ]),
  ),
  ...ZEROS.map((point): [string, string] => [String.fromCodePoint(point), '0']),
  ...TWO_DIGITS.flatMap(([first, value, count]) =>
    Array.from({ length: count }, (_, place): [string, string] => [
      String.fromCodePoint(first + place),
      String(value + place),
    ]),
  ),
]);

/** Every script has its ten digits in one run: the value is the distance from its zero. */
const valueOfDigit = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
};

/** One character in its plain form: NFKC, lower case, simplified; digits of any script are ours. */
const plainOf = (character: string): string =>
  Array.from(character.replace(INVISIBLE, '').normalize('NFKD').toLowerCase(), (part) =>
    /\p{Nd}/u.test(part) ? valueOfDigit(part) : (simplified.get(part) ?? part),
  ).join('');

/** Remembers what becomes of a character: texts are made of few, and a roster of many texts. */
const remembering = (form: (character: string) => string): ((character: string) => string) => {
  const known = new Map<string, string>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const next = form(character);
    if (known.size < MOST_KNOWN) known.set(character, next);
    return next;
  };
};

const MOST_KNOWN = 10_000;

/** One character as it is compared: no mark, sign or space; Chinese numerals are digits as well. */
const foldedOf = remembering(
  (character) =>
    numerals.get(character) ??
    Array.from(plainOf(character), (part) => numerals.get(part) ?? part)
      .join('')
      .replace(/ς/gu, 'σ')
      .replace(/[^\p{L}\p{N}]/gu, ''),
);

/** A text in another form, and where in the original each of its units comes from. */
export interface Traced {
  text: string;
  places: number[];
}

const traced = (text: string, form: (character: string) => string): Traced => {
  const places: number[] = [];
  let out = '';
  let at = 0;
  for (const character of text) {
    const next = form(character);
    for (let unit = 0; unit < next.length; unit += 1) places.push(at);
    out += next;
    at += character.length;
  }
  return { text: out, places };
};

/** Where a stretch of the other form ends in the original, with the marks that belong to it. */
export const endInOriginal = (original: string, { places }: Traced, to: number): number => {
  const last = places[to - 1] ?? 0;
  let end = last + String.fromCodePoint(original.codePointAt(last) ?? 0).length;
  while (/^[\p{M}\p{Cf}]/u.test(original.slice(end))) end += 1;
  return end;
};

export const foldTraced = (text: string): Traced => traced(text, foldedOf);

/**
 * Text as it is compared, whatever way it was spelt: plain letters and digits alone, without marks,
 * spaces, signs and format characters; numerals of every script and Chinese ones are digits,
 * traditional characters simplified. For comparing only: what a family wrote stays as written.
 */
export const fold = (text: string): string => {
  let folded = '';
  for (const character of text) folded += foldedOf(character);
  return folded;
};

const HAN = /\p{Script=Han}/u;

/** The plain form with its signs; what only holds Chinese characters apart is left out. */
export const plainTraced = (text: string): Traced => {
  const { text: plain, places } = traced(text, (character) =>
    plainOf(character).replace(/\p{M}/gu, ''),
  );
  const characters = Array.from(plain);
  let at = 0;
  let out = '';
  const kept: number[] = [];
  for (const [place, character] of characters.entries()) {
    const between = /[\s·・•.．]/u.test(character);
    const next = characters.slice(place + 1).find((other) => !/[\s·・•.．]/u.test(other)) ?? '';
    if (!(between && HAN.test(out.slice(-2)) && HAN.test(next))) {
      for (let unit = 0; unit < character.length; unit += 1) kept.push(places[at + unit] ?? 0);
      out += character;
    }
    at += character.length;
  }
  return { text: out, places: kept };
};

/** So many digits in a row are a telephone or another number of a person, not a size. */
export const LONG_NUMBER = /\d{7,}/u;

/** Whether a text holds a long number in any spelling. */
export const hasLongNumber = (text: string): boolean => LONG_NUMBER.test(fold(text));

/**
 * Whether a text holds a name in any spelling. A name of signs alone, or of one or two numerals
 * that any number would hold, is looked for as it is written.
 */
export const holdsName = (text: string, name: string): boolean => {
  const needle = fold(name);
  if (needle !== '' && !/^\d{1,2}$/u.test(needle)) return fold(text).includes(needle);
  const written = visible(name).trim().toLowerCase();
  return written !== '' && visible(text).toLowerCase().includes(written);
};

/** As it is compared, but Chinese numerals stay the words they are in a sentence. */
const lettersOf = (character: string): string => plainOf(character).replace(/[^\p{L}\p{N}]/gu, '');

/** What moderation is asked about: the text, and below it its lines without what breaks up words. */
export const withFolded = (text: string): string => {
  const lines = text.split('\n').map((line) => Array.from(line, lettersOf).join(''));
  const folded = lines.join('\n');
  return folded === text ? text : `${text}\n${folded}`;
};
