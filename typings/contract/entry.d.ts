/** Wishes that staff enter for families on paper, one by one or from an .xlsx. */

import type { InferOutput } from 'valibot';
import type * as input from '../../cloudfunctions/input/entry';
import type { nothing } from '../../cloudfunctions/input/fields';
import type { Action, ConsentScope, EpochMs, WishState } from './common';

/** 纸质同意书: the signed form that stands for a family's consent. */
export interface PaperForm {
  formNo: string;
  /** `YYYY-MM-DD`. */
  signedOn: string;
  keptAt: string;
}

/** What is wrong with a row of a sheet, or worth a look: the row as Excel numbers it. */
export interface SheetProblem {
  row: number;
  column: string;
  message: string;
}

/** 名单导入: how far the import of a roster has come. */
export interface RosterView {
  rosterId: string;
  /** Of a roster of packs. */
  batchId?: string;
  /** Of a roster of enrolments. */
  programmeId?: string;
  state: 'importing' | 'done' | 'undone';
  at: EpochMs;
  rows: number;
  entered: number;
  /** The file, while it is needed to go on; '' once it is deleted. */
  fileId: string;
  mode: RosterMode;
  /** Where the import goes on. */
  cursor: number;
  /** What the file was called; '' where that was not said. */
  fileName?: string;
  /** All rows of the file, those that were entered before, and those that were refused. */
  sheetRows?: number;
  known?: number;
  refused?: number;
}

/** `all`: nothing while any row is wrong; `good`: the rows that are right. */
export type RosterMode = InferOutput<typeof input.rosterMode>;

/** The words of a wish that staff write down for a family. */
export type EntryWords = InferOutput<typeof input.wish>;

export interface StaffEntryActions {
  /**
   * 代填: enters the wish of a family without a phone, with the consent that it signed on paper.
   * A form that was entered already is a `CONFLICT`.
   */
  'entry.save': Action<
    'staff',
    typeof input.save,
    {
      childId: string;
      childNo: string;
      alias: string;
      wishId: string;
      wishNo: string;
      state: WishState;
    }
  >;
  /** Hands in the returned wish of a family without a phone again. */
  'entry.again': Action<'staff', typeof input.again, { wishId: string; state: WishState }>;
  /**
   * A consent that was signed on paper is taken back on paper, found by a wish or a pack of the
   * child; answers the scopes that are left.
   */
  'entry.withdraw': Action<'staff', typeof input.withdraw, { left: ConsentScope[] }>;
  /** An empty roster to fill in, with the communities of the caller's areas. */
  'roster.template': Action<'staff', typeof input.roster, { fileId: string; url: string }>;
  /** Where to upload a roster: what comes there is deleted in a day, checked or not. */
  'roster.place': Action<'staff', typeof nothing, { path: string }>;
  /** A dry run: what a roster would do, row by row. Enters nothing. */
  'roster.check': Action<
    'staff',
    typeof input.rosterFile,
    {
      rows: number;
      /** Rows that would be entered. */
      ready: number;
      /** Rows whose form was entered before. */
      known: number;
      problemCount: number;
      problems: SheetProblem[];
      warningCount: number;
      warnings: SheetProblem[];
      /** Rows that are hidden or filtered out in Excel: they are read like the others. */
      hidden: number;
    }
  >;
  /** The file as it was sent, with what is wrong marked in its cells, to be mended and sent again. */
  'roster.marked': Action<'staff', typeof input.rosterFile, { fileId: string; url: string }>;
  /**
   * Enters the next rows of a roster; what was entered before is passed over, so the same file
   * again enters nothing. Goes on from `next` until there is none.
   */
  'roster.import': Action<
    'staff',
    typeof input.rosterImport,
    {
      rosterId: string;
      rows: number;
      entered: number;
      known: number;
      /** Rows that moderation refused, and people who get no pack or no place. */
      rejected: SheetProblem[];
      next?: number;
    }
  >;
  /** The caller's rosters, the newest first. */
  'roster.list': Action<'staff', typeof input.roster, { items: RosterView[] }>;
  /**
   * Takes an import back, as long as nothing happened to its wishes, none of its packs is with a
   * child, and nobody enrolled by it has come; call until nothing is left.
   */
  'roster.undo': Action<'staff', typeof input.rosterUndo, { undone: number; left: boolean }>;
}
