import * as v from 'valibot';
import type {
  Action,
  ConsentScope,
  RosterView,
  SheetProblem,
  WishState,
} from '../../typings/contract';
import { birthMonth, id, line, paperForm, requestId, scopes, type nothing } from './fields';
import { sheetCursor, sheetFileId } from './sheet-fields';
import { wishWords } from './wish-fields';

/** The words of a wish that staff write down for a family. */
export const wish = v.strictObject(wishWords);

export const save = v.strictObject({
  requestId,
  campaignId: id,
  child: v.strictObject({ nickname: line(20), birthMonth, communityId: id }),
  wish,
  consent: v.strictObject({ ...paperForm, scopes }),
});

export const again = v.strictObject({ requestId, wishId: id, wish });

export const withdraw = v.pipe(
  v.strictObject({
    requestId,
    wishId: v.exactOptional(id),
    cardId: v.exactOptional(id),
    scopes: v.exactOptional(scopes),
  }),
  v.check(
    ({ wishId, cardId }) => (wishId === undefined) !== (cardId === undefined),
    '需要一个心愿，或一张暖心包卡',
  ),
);

const rosterOf = {
  campaignId: id,
  /** It enters packs of this batch, where there is one. */
  batchId: v.exactOptional(id),
  /** It enters enrolments in this programme, where there is one. */
  programmeId: v.exactOptional(id),
};

const uploaded = { ...rosterOf, fileId: sheetFileId };

/** What a roster enters: wishes for a campaign, where no batch and no programme is named. */
export const roster = v.strictObject(rosterOf);

/** A roster that was filled in. */
export const rosterFile = v.strictObject(uploaded);

/** `all`: nothing while any row is wrong; `good`: the rows that are right. */
export const rosterMode = v.picklist(['all', 'good'], '请选择导入的方式');

export const rosterImport = v.strictObject({
  requestId,
  ...uploaded,
  mode: rosterMode,
  cursor: sheetCursor,
  /** What the file is called. */
  fileName: v.exactOptional(line(80)),
});

export const rosterUndo = v.strictObject({ requestId, rosterId: id });

export interface StaffEntryActions {
  /**
   * 代填: enters the wish of a family without a phone, with the consent that it signed on paper.
   * A form that was entered already is a `CONFLICT`.
   */
  'entry.save': Action<
    'staff',
    typeof save,
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
  'entry.again': Action<'staff', typeof again, { wishId: string; state: WishState }>;
  /**
   * A consent that was signed on paper is taken back on paper, found by a wish or a pack of the
   * child; answers the scopes that are left.
   */
  'entry.withdraw': Action<'staff', typeof withdraw, { left: ConsentScope[] }>;
  /** An empty roster to fill in, with the communities of the caller's areas. */
  'roster.template': Action<'staff', typeof roster, { fileId: string; url: string }>;
  /** Where to upload a roster: what comes there is deleted in a day, checked or not. */
  'roster.place': Action<'staff', typeof nothing, { path: string }>;
  /** A dry run: what a roster would do, row by row. Enters nothing. */
  'roster.check': Action<
    'staff',
    typeof rosterFile,
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
  'roster.marked': Action<'staff', typeof rosterFile, { fileId: string; url: string }>;
  /**
   * Enters the next rows of a roster; what was entered before is passed over, so the same file
   * again enters nothing. Goes on from `next` until there is none.
   */
  'roster.import': Action<
    'staff',
    typeof rosterImport,
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
  'roster.list': Action<'staff', typeof roster, { items: RosterView[] }>;
  /**
   * Takes an import back, as long as nothing happened to its wishes, none of its packs is with a
   * child, and nobody enrolled by it has come; call until nothing is left.
   */
  'roster.undo': Action<'staff', typeof rosterUndo, { undone: number; left: boolean }>;
}
