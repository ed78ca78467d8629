import type { ReviewDecision } from '../../../../../../typings/contract';

/** Where the reader is in a list, and what is selected: places in the list. */
export interface Selection {
  /** The row that keys act on; −1 before the first key. */
  at: number;
  /** Where a stretch of rows began that shift makes longer. */
  anchor: number;
  chosen: readonly number[];
}

export const NOTHING_CHOSEN: Selection = { at: -1, anchor: -1, chosen: [] };

/** What a key asks for. */
export type KeyAct =
  | { type: 'move'; by: 1 | -1; extend: boolean }
  | { type: 'choose' }
  | { type: 'open' }
  | { type: 'decide'; decision: ReviewDecision }
  | { type: 'next' }
  | { type: 'close' };

const DECISIONS: Record<string, ReviewDecision> = { a: 'approve', r: 'return', x: 'reject' };

/** The act of a key; nothing for keys that mean nothing here. `shiftKey` may come as a word. */
export const actOfKey = ({
  key,
  shiftKey,
}: {
  key: string;
  shiftKey: boolean | string;
}): KeyAct | undefined => {
  const extend = String(shiftKey) === 'true';
  if (key === 'ArrowDown') return { type: 'move', by: 1, extend };
  if (key === 'ArrowUp') return { type: 'move', by: -1, extend };
  if (key === ' ') return { type: 'choose' };
  if (key === 'Enter') return { type: 'open' };
  if (key === 'Escape') return { type: 'close' };
  if (key.toLowerCase() === 'n') return { type: 'next' };
  const decision = DECISIONS[key.toLowerCase()];
  return decision && { type: 'decide', decision };
};

const between = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => Math.min(from, to) + step);

const union = (some: readonly number[], more: readonly number[]): number[] =>
  [...new Set([...some, ...more])].sort((a, b) => a - b);

/** Moves one row up or down within `rows` rows; with `extend` the rows on the way are chosen. */
export const moved = (
  selection: Selection,
  { by, extend }: { by: 1 | -1; extend: boolean },
  rows: number,
): Selection => {
  const at = Math.max(0, Math.min(rows - 1, selection.at + by));
  if (!extend) return { ...selection, at, anchor: at };
  const anchor = selection.anchor < 0 ? at : selection.anchor;
  return { at, anchor, chosen: union(selection.chosen, between(anchor, at)) };
};

/** Chooses a row, or no longer; with `extend` all rows from the last one to it. */
export const chosenAt = (selection: Selection, place: number, extend: boolean): Selection => {
  if (extend && selection.anchor >= 0) {
    return {
      ...selection,
      at: place,
      chosen: union(selection.chosen, between(selection.anchor, place)),
    };
  }
  const chosen = selection.chosen.includes(place)
    ? selection.chosen.filter((other) => other !== place)
    : union(selection.chosen, [place]);
  return { at: place, anchor: place, chosen };
};
