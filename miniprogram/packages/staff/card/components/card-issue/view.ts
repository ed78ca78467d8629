import { AGE_BAND_WORDS, WISH_STATE_WORDS } from '@micro-wish/vocabulary';
import type { EventView, StaffCardRow, StaffWishRow } from '../../../../../../typings/contract';

/** A wish that can get a card. */
export interface IssueRow {
  wishId: string;
  title: string;
  about: string;
  stateWord: string;
  chosen: boolean;
  /** Its gift lies at a desk that this event does not have. */
  elsewhere: boolean;
}

const isDeskOf = (
  event: EventView | undefined,
  { stationId, deskEventId }: StaffWishRow,
): boolean =>
  event !== undefined &&
  (deskEventId === undefined || deskEventId === event.eventId) &&
  event.stations.some((station) => station.stationId === stationId);

/** Wishes without a live card; all are chosen to begin with. */
export const issueRows = (
  wishes: readonly StaffWishRow[],
  cards: readonly StaffCardRow[],
  event: EventView | undefined,
): IssueRow[] => {
  const ended = new Set(cards.filter(({ state }) => state === 'void').map(({ cardId }) => cardId));
  return wishes
    .filter(({ cardId }) => cardId === undefined || ended.has(cardId))
    .map((wish) => ({
      wishId: wish.wishId,
      title: wish.title,
      about: [wish.wishNo, wish.alias, AGE_BAND_WORDS[wish.ageBand], wish.communityName].join(
        ' · ',
      ),
      stateWord: WISH_STATE_WORDS[wish.state],
      chosen: true,
      elsewhere: wish.state === 'ready' && !isDeskOf(event, wish),
    }));
};

export const toggled = (rows: readonly IssueRow[], wishId: string): IssueRow[] =>
  rows.map((row) => (row.wishId === wishId ? { ...row, chosen: !row.chosen } : row));

export const withAllChosen = (rows: readonly IssueRow[], chosen: boolean): IssueRow[] =>
  rows.map((row) => ({ ...row, chosen }));

/** The rows as they are read again: whoever was left out stays so. */
export const withoutLeft = (rows: readonly IssueRow[], before: readonly IssueRow[]): IssueRow[] => {
  const left = new Set(before.flatMap(({ wishId, chosen }) => (chosen ? [] : wishId)));
  return rows.map((row) => (left.has(row.wishId) ? { ...row, chosen: false } : row));
};

export const chosenOf = (rows: readonly IssueRow[]): string[] =>
  rows.filter(({ chosen }) => chosen).map(({ wishId }) => wishId);
