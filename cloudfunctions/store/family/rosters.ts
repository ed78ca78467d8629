import type { EpochMs, RosterMode, RosterView, SheetProblem } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { command, find, findFields, transact } from '../common/database';
import type { Work } from '../common/requests';
import { keepOrRemove } from './paper-families';

/** 名单导入: numbers, and nothing of a family. `_id` follows from the file. */
export interface RosterRecord {
  _id: string;
  campaignId: string;
  /** Of a roster of packs: the batch that its children are given packs of. */
  batchId?: string;
  /** Of a roster of enrolments. */
  programmeId?: string;
  by: string;
  fileId: string;
  mode: RosterMode;
  state: RosterView['state'];
  rows: number;
  entered: number;
  cursor: number;
  at: EpochMs;
  fileName?: string;
  sheetRows?: number;
  known?: number;
  /** Rows that were not entered, by number and column: of moderation, which says no more of them. */
  rejected?: SheetProblem[];
  refused?: number;
}

const NEWEST = 20;

/** The newest rosters of one person: of wishes, of one batch, or of one programme. */
export const rostersOf = async (
  by: string,
  {
    campaignId,
    batchId,
    programmeId,
  }: Pick<RosterRecord, 'campaignId' | 'batchId' | 'programmeId'>,
): Promise<RosterRecord[]> => {
  const rosters = await find(
    'rosters',
    { campaignId, by },
    { orderBy: ['at', 'desc'], limit: NEWEST },
  );
  return rosters.filter(
    (roster) => roster.batchId === batchId && roster.programmeId === programmeId,
  );
};

export const viewOfRoster = ({
  _id,
  campaignId: _,
  by: _by,
  rejected: _rejected,
  ...roster
}: RosterRecord): RosterView => ({ rosterId: _id, ...roster });

/** @throws Refusal NOT_FOUND for somebody else's as for none; FAILED_PRECONDITION once taken back */
const requireGoingOn = (roster: RosterRecord, by: string): void => {
  if (roster.by !== by) refuse('NOT_FOUND', '没有找到这份名单，请重新上传。');
  if (roster.state === 'undone') refuse('FAILED_PRECONDITION', '这次导入已经撤销，请重新上传。');
};

/** Writes down that an import begins, before its first row: one that is cut off can be seen. */
export const beginRoster = (roster: RosterRecord): Promise<void> =>
  transact(async (transaction) => {
    const before = await transaction.get('rosters', roster._id);
    if (before) requireGoingOn(before, roster.by);
    else await transaction.put('rosters', roster);
  });

/** What became of one part of an import, which began at `from`. */
export interface RosterPart {
  entered: number;
  known: number;
  rejected: readonly SheetProblem[];
  from: number;
  cursor: number;
  isDone: boolean;
  /** Nothing is left in the file that must be mended. */
  isClean: boolean;
}

/** Writes down how far an import has come. */
export const advanceRoster = async (
  work: Work,
  rosterId: string,
  by: string,
  { entered, known, rejected, from, cursor, isDone, isClean }: RosterPart,
): Promise<void> => {
  const roster = await work.get('rosters', rosterId);
  if (!roster) return refuse('NOT_FOUND', '没有找到这份名单，请重新上传。');
  requireGoingOn(roster, by);
  await work.put('rosters', {
    ...roster,
    entered: roster.entered + entered,
    cursor: Math.max(roster.cursor, cursor),
    // A part that is gone through again is known, and told, already.
    ...(from < roster.cursor
      ? {}
      : {
          known: (roster.known ?? 0) + known,
          rejected: [...(roster.rejected ?? []), ...rejected],
          refused: (roster.refused ?? 0) + rejected.length,
        }),
    ...(isDone ? { state: 'done' as const } : {}),
    ...(isDone && isClean && (roster.rejected ?? []).length + rejected.length === 0
      ? { fileId: '' }
      : {}),
  });
};

const STEP = 1000;

/** How many wishes of a roster have been acted upon since they were entered. */
export const touchedWishesOf = async (rosterId: string): Promise<number> => {
  let touched = 0;
  let cursor = '';
  for (;;) {
    const page = await findFields(
      'wishes',
      { 'paper.rosterId': rosterId, _id: command.gt(cursor) },
      ['_id', 'timeline'],
      { orderBy: ['_id', 'asc'], limit: STEP },
    );
    touched += page.filter(({ timeline }) => timeline?.length !== 1).length;
    if (page.length < STEP) return touched;
    cursor = page.at(-1)?._id ?? cursor;
  }
};

/** Wishes of a roster that are still there. */
export const wishIdsOfRoster = async (
  rosterId: string,
  limit: number,
): Promise<{ wishId: string; childId: string }[]> => {
  const wishes = await find(
    'wishes',
    { 'paper.rosterId': rosterId },
    { orderBy: ['_id', 'asc'], limit },
  );
  return wishes.map(({ _id, childId }) => ({ wishId: _id, childId }));
};

/**
 * Takes the wish of one family out again that a roster entered, as if it had never been.
 * @throws Refusal FAILED_PRECONDITION where anything happened to it since
 */
export const removeEntered = async (work: Work, wishId: string): Promise<void> => {
  const wish = await work.get('wishes', wishId);
  if (!wish) return;
  const child = await work.get('children', wish.childId);
  const isUntouched = wish.timeline.length === 1 && child?.guardianIds.length === 1;
  if (!isUntouched) {
    return refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 已经有人办理，不能撤销。`);
  }
  const { campaignId } = wish;
  const { [campaignId]: _taken, ...wishIds } = child.wishIds;
  await work.remove('wishes', wishId);
  await keepOrRemove(work, { ...child, wishIds }, campaignId);
};
