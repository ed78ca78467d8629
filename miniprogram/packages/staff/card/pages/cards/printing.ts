import type { Output, StaffCardRow } from '../../../../../../typings/contract';
import { chunksOf } from '../../../common/chunks';

export type SheetFormat = 'pdf' | 'csv';

/** Cards of one file: ten pages of ten. */
const SHEET_SIZE = 100;

/** One file that was made, and what it holds. */
export interface SheetFile {
  fileId: string;
  url: string;
  label: string;
  format: SheetFormat;
  /** Lines with a character that can't be printed. */
  unprintable: string[];
}

type Sheet = Output<'staff', 'card.sheet'>;

/** Cards that still stand can be printed: a redeemed or void one cannot. */
export const printable = (cards: readonly StaffCardRow[]): string[] =>
  cards
    .filter(({ state }) => state !== 'redeemed' && state !== 'void' && state !== 'expired')
    .map(({ cardId }) => cardId);

const labelOf = (place: number, parts: number, cards: number): string =>
  parts === 1 ? `${cards} 张卡` : `第 ${place} 份 · ${cards} 张卡`;

/**
 * Makes the files part by part; `told` hears how many cards are done, and each file as it is made,
 * so that a failure in the middle loses nothing.
 */
export const makeSheets = async (
  cardIds: readonly string[],
  format: SheetFormat,
  make: (cardIds: string[]) => Promise<Sheet>,
  told: (done: number, file: SheetFile) => void,
): Promise<void> => {
  const parts = chunksOf(cardIds, SHEET_SIZE);
  let done = 0;
  for (const [index, part] of parts.entries()) {
    const { fileId, url, unprintable } = await make(part);
    done += part.length;
    told(done, {
      fileId,
      url,
      unprintable,
      format,
      label: labelOf(index + 1, parts.length, part.length),
    });
  }
};
