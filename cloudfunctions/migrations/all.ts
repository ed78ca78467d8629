import type { Migration } from './migration';

const HOUR_MS = 60 * 60 * 1000;

const has = (document: object, field: string): boolean => Object.hasOwn(document, field);

/** Every migration, in the order in which they are applied; new ones come at the end. */
export const MIGRATIONS: readonly Migration[] = [
  {
    no: 1,
    name: 'a wish says whether staff wrote it down',
    collection: 'wishes',
    next: (wish) => (has(wish, 'paper') ? null : { ...wish, paper: null }),
  },
  {
    no: 2,
    name: 'a guardian says whether the consent is on paper',
    collection: 'guardians',
    next: (guardian) => (has(guardian, 'paper') ? null : { ...guardian, paper: null }),
  },
  {
    no: 3,
    name: 'a kept file says when it goes',
    collection: 'sheets',
    next: (sheet) => {
      if (has(sheet, 'until')) return null;
      const { at, ...rest } = sheet;
      return { ...rest, ofMany: false, until: Number(at) + HOUR_MS };
    },
  },
  {
    no: 4,
    name: 'a card remembers how it stood, and which events its conflicts belong to',
    collection: 'cards',
    next: (card) => {
      if (has(card, 'past')) return null;
      const { conflicted, ...rest } = card;
      const conflictEventIds = conflicted === true ? [card['eventId']] : [];
      return { ...rest, giftId: null, held: [], conflictEventIds, past: [] };
    },
  },
  {
    no: 5,
    name: 'a text without a consent is no text',
    collection: 'wishes',
    next: (wish) =>
      wish['publicText'] !== '' && wish['publicTextAllowed'] !== true
        ? { ...wish, publicText: '' }
        : null,
  },
  {
    no: 6,
    name: 'a wish has a public place that tells no more than its day',
    collection: 'wishes',
    next: (wish) => {
      if (has(wish, 'wallPlace')) return null;
      const [at = '', tail = ''] = String(wish['wallKey']).split(/-(.*)/s);
      // Days of Shanghai, as the calendar counts them; a migration imports nothing.
      const day = Math.floor((Number(at) + 28_800_000) / (24 * HOUR_MS));
      const wallPlace = `${String(day).padStart(6, '0')}-${tail.padEnd(12, '0').slice(0, 12)}`;
      return { ...wish, wallPlace };
    },
  },
  {
    no: 7,
    name: 'a public page says of what it is a part, by which it is marked',
    collection: 'publicPages',
    next: (page) =>
      has(page, 'of') ? null : { ...page, of: page._id, part: 0, answer: null, until: 0 },
  },
];
