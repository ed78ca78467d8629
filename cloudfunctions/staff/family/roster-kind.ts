import { maySee } from '../../domain/common/access';
import { refuse } from '../../domain/common/refusal';
import { openingsOf } from '../../store/common/access-log';
import type { RosterCommunity, PaperRow } from '../../domain/family/paper-row';
import { sameWriting } from '../../domain/family/paper-form';
import type { TableColumn } from '../../domain/common/sheet-table';
import type { Input, SheetProblem } from '../../../typings/contract';
import type { Context } from '../../shared/serve';
import { communityAreasOf } from '../../store/campaign/campaigns';
import type { RequestKey } from '../../store/common/requests';
import { childrenIn } from '../../store/family/children';
import type { Sheet } from '../upload/uploaded-workbook';
import { childIdOf } from './paper-ids';
import type { AreaRecord } from '../../domain/campaign/records';

export type RosterInput = Input<'staff', 'roster.check'>;

/** A row of any roster. */
export interface SheetRow {
  row: number;
}

/** The communities of a campaign, as a roster names them. */
export interface Places {
  communities: RosterCommunity[];
  areas: ReadonlyMap<string, AreaRecord>;
}

export const placesOf = async ({ rights }: Context, campaignId: string): Promise<Places> => {
  const areas = await communityAreasOf(campaignId);
  return {
    communities: areas.map(({ _id, name, path }) => ({
      communityId: _id,
      name,
      isMine: maySee(rights, path),
    })),
    areas: new Map(areas.map((area) => [area._id, area])),
  };
};

export interface Judged<Row> {
  row: Row;
  flagged: boolean;
}

/** What a dry run says of rows that can be read. */
export interface Compared {
  known: Set<number>;
  warnings: SheetProblem[];
  /** Rows that can't be entered, though nothing is wrong with their words. */
  refused: SheetProblem[];
}

/** What an import enters of some rows. */
export interface Entered {
  entered: number;
  rejected: SheetProblem[];
}

/** A roster as it was uploaded: what differs between those of wishes, packs and enrolments. */
export interface Roster<Row extends SheetRow = SheetRow> {
  sheet: Sheet;
  rows: readonly Row[];
  problems: readonly SheetProblem[];
  warnings: readonly SheetProblem[];
  head: { row: number; titles: readonly string[] };
  /** Rows of one transaction, and of one call. */
  atOnce: number;
  aCall: number;
  compare(): Promise<Compared>;
  /** All that moderation looks at. */
  textOf(row: Row): string;
  /** @throws Refusal where nothing is entered now */
  enter(request: RequestKey, rows: readonly Judged<Row>[], rosterId: string): Promise<Entered>;
}

/** A roster's template. */
export interface RosterForm {
  name: string;
  columns: readonly TableColumn<string>[];
}

export const idOf = (campaignId: string, { consent, ...child }: PaperRow): string =>
  childIdOf(campaignId, { ...child, formNo: consent.formNo });

/** Children of these rows who were entered before, and rows whose child somebody else may have entered. */
export const entered = async (
  campaignId: string,
  rows: readonly PaperRow[],
): Promise<{ known: Set<number>; warnings: SheetProblem[] }> => {
  const known = new Set<number>();
  const warnings: SheetProblem[] = [];
  for (const communityId of new Set(rows.map((row) => row.communityId))) {
    const children = await childrenIn(communityId);
    const alike = new Set(
      [...children.values()].map(({ nickname, birthMonth }) => sameWriting(nickname) + birthMonth),
    );
    for (const row of rows) {
      if (row.communityId !== communityId) continue;
      if (children.has(idOf(campaignId, row))) known.add(row.row);
      else if (alike.has(sameWriting(row.nickname) + row.birthMonth)) {
        warnings.push({
          row: row.row,
          column: '孩子小名',
          message: '这个社区已有同样小名和出生年月的孩子，请核对是不是同一个',
        });
      }
    }
  }
  return { known, warnings: warnings.sort((a, b) => a.row - b.row) };
};

/** @throws Refusal FAILED_PRECONDITION where somebody has opened or printed something of one of these children */
export const requireUnopened = async (childIds: readonly string[]): Promise<void> => {
  if ((await openingsOf(childIds)).length > 0) {
    refuse('FAILED_PRECONDITION', '其中有的档案已经打开或打印过，不能整批撤销。');
  }
};
