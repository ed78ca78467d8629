/** Wishes that staff enter for families on paper, one by one or from an .xlsx. */

import type { InferOutput } from 'valibot';
import type * as calls from '../../cloudfunctions/calls/entry';
import type { nothing } from '../../cloudfunctions/calls/fields';
import type { EpochMs } from './common';

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
export type RosterMode = InferOutput<typeof calls.rosterMode>;

/** The words of a wish that staff write down for a family. */
export type EntryWords = InferOutput<typeof calls.wish>;
