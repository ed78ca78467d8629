import type { ConsentScope, EpochMs } from '../../../typings/contract';
import {
  headOf,
  readerOf,
  titlesOf,
  yesOrNo,
  type SheetCells,
  type TableColumn,
  type TableForm,
  type TableRow,
} from '../common/sheet-table';
import {
  CHILD_COLUMNS,
  FORM_COLUMNS,
  formIdentity,
  readChild,
  readRosterRows,
  scopeColumns,
  YES_NO,
  type PaperKey,
  type PaperRow,
  type ReadRow,
  type RosterCommunity,
} from '../family/paper-row';

/** A row of a roster of packs. */
export interface PackRow extends PaperRow {
  /** 亲子陪伴 in place of the version by age. */
  family: boolean;
  /** '' where none was said. */
  place: string;
}

type Key = PaperKey | 'family' | 'place';

/** What a pack can't be given without. */
const NEEDED: readonly ConsentScope[] = ['gift'];

export const PACK_ROSTER_COLUMNS: readonly TableColumn<Key>[] = [
  ...CHILD_COLUMNS,
  {
    key: 'family',
    title: '亲子陪伴',
    hint: '空着按年龄；要亲子陪伴的填 是',
    width: 12,
    choices: YES_NO,
  },
  { key: 'place', title: '交接地点', hint: '公共场所；不写住址、学校', width: 20 },
  ...FORM_COLUMNS,
  ...scopeColumns(NEEDED),
];

const FORM: TableForm<Key> = {
  columns: PACK_ROSTER_COLUMNS,
  marks: ['nickname', 'formNo'],
  optional: ['family', 'place', 'review', 'publicText', 'photo', 'pairing'],
};

const TITLES = titlesOf(PACK_ROSTER_COLUMNS);

const readRow = (
  given: TableRow<Key>,
  by: { communities: ReadonlyMap<string, RosterCommunity>; from1904: boolean; now: EpochMs },
  places: readonly string[],
): ReadRow<PackRow> => {
  const reader = readerOf(given, TITLES);
  const { cell, problems, words, wrong } = reader;
  const child = readChild(given.row, reader, { ...by, needed: NEEDED });
  const family = yesOrNo(cell('family'));
  if (family === undefined) wrong('family', '应填 是 或 否');
  const place = words('place', 40);
  if (place !== '' && places.length > 0 && !places.includes(place)) {
    wrong('place', `应为：${places.join('、')}`);
  }
  const entry = { ...child, family: family ?? false, place };
  return { problems, identity: formIdentity(child), entry };
};

/** Reads a roster of packs; `places` are the unit's, where it has any. */
export const readPackRoster = (
  sheet: SheetCells,
  communities: readonly RosterCommunity[],
  places: readonly string[],
  now: EpochMs,
) =>
  readRosterRows(sheet, FORM, communities, (given, by) => readRow(given, { ...by, now }, places));

export const headOfPackRoster = ({ cells }: SheetCells) => headOf(cells, FORM);
