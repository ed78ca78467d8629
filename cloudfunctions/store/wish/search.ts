import type { Wish } from '../../domain/wish/wish';
import { command, find } from '../common/database';

/** What is typed to find something: words, and the wishes whose numbers begin like it. */
export interface Search {
  words: readonly string[];
  wishes: readonly Wish[];
}

/** Of each kind of number so many are found: who typed three digits sees some, not all. */
const FEW = 20;

const NUMBER = /^([wkn])?(\d{3,8})$/i;

const beginning = (text: string) => command.gte(text).and(command.lt(`${text}\uffff`));

const ofWishes = (campaignId: string, number: string): Promise<Wish[]> =>
  find(
    'wishes',
    { campaignId, wishNo: beginning(number) },
    { orderBy: ['wishNo', 'asc'], limit: FEW },
  );

const ofCards = async (campaignId: string, number: string): Promise<Wish[]> => {
  const cards = await find(
    'cards',
    { campaignId, cardNo: beginning(number) },
    { orderBy: ['cardNo', 'asc'], limit: FEW },
  );
  const wishIds = cards.map(({ wishId }) => wishId);
  return wishIds.length === 0 ? [] : find('wishes', { _id: command.in(wishIds) });
};

const ofChildren = async (number: string): Promise<Wish[]> => {
  const children = await find(
    'children',
    { childNo: beginning(number) },
    { orderBy: ['childNo', 'asc'], limit: FEW },
  );
  const childIds = children.map(({ _id }) => _id);
  return childIds.length === 0 ? [] : find('wishes', { childId: command.in(childIds) });
};

/** A form's number is kept as it was written: small letters and capitals are both tried. */
const ofForms = async (typed: string): Promise<Wish[]> => {
  const spellings = [...new Set([typed, typed.toUpperCase(), typed.toLowerCase()])];
  const found = await Promise.all(
    spellings.map((formNo) =>
      find(
        'guardians',
        { 'paper.formNo': beginning(formNo) },
        { orderBy: ['paper.formNo', 'asc'], limit: FEW },
      ),
    ),
  );
  const guardianIds = found.flat().map(({ _id }) => _id);
  return guardianIds.length === 0 ? [] : find('wishes', { guardianIds: command.in(guardianIds) });
};

const numbered = async (campaignId: string, typed: string): Promise<Wish[]> => {
  const [, letter = '', digits = ''] = NUMBER.exec(typed) ?? [];
  const kind = letter.toUpperCase();
  const found = await Promise.all([
    ...(digits !== '' && 'W'.startsWith(kind) ? [ofWishes(campaignId, `W${digits}`)] : []),
    ...(digits !== '' && 'K'.startsWith(kind) ? [ofCards(campaignId, `K${digits}`)] : []),
    ...(digits !== '' && 'N'.startsWith(kind) ? [ofChildren(`N${digits}`)] : []),
    ...(/\d/.test(typed) ? [ofForms(typed)] : []),
  ]);
  const wishes = new Map(found.flat().map((wish) => [wish._id, wish]));
  return [...wishes.values()].filter((wish) => wish.campaignId === campaignId);
};

/**
 * Reads what is typed: the number of a wish, a card, a child or a form on paper, from its beginning,
 * with its letter or without; or else words.
 */
export const readSearch = async (
  campaignId: string,
  search: string | undefined,
): Promise<Search> => {
  const typed = search?.normalize('NFKC').trim() ?? '';
  if (typed === '') return { words: [], wishes: [] };
  return {
    words: typed.toLowerCase().split(/\s+/),
    wishes: await numbered(campaignId, typed),
  };
};

/** Whether all of some words stand in what is told of a thing. */
export const hasWords = (
  { words }: Pick<Search, 'words'>,
  told: readonly (string | undefined)[],
): boolean => {
  const text = told.filter(Boolean).join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
};
