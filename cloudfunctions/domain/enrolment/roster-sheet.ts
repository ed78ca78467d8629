import type { Audience, EpochMs } from '../../../typings/contract';
import {
  headOf,
  readerOf,
  textOf,
  titlesOf,
  yesOrNo,
  type RowReader,
  type SheetCells,
  type TableColumn,
  type TableForm,
} from '../common/sheet-table';
import { sameWriting } from '../family/paper-form';
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

/** Whom a row of a roster enrols: a child by its form on paper or by its alias, or an adult. */
export type Enrolled =
  | { by: 'form'; paper: PaperRow }
  | { by: 'alias'; alias: string; communityId: string }
  | { by: 'name'; name: string };

export interface EnrolmentRosterRow {
  row: number;
  whom: Enrolled;
}

type Key = PaperKey | 'alias' | 'name' | 'agrees';

const AGREES: TableColumn<Key> = {
  key: 'agrees',
  title: '同意参加',
  hint: '必须为 是',
  width: 12,
  choices: YES_NO,
};

const FOR_CHILDREN: readonly TableColumn<Key>[] = [
  ...CHILD_COLUMNS,
  { key: 'alias', title: '代号', hint: '登记过的孩子，只填社区、代号和同意参加', width: 16 },
  AGREES,
  ...FORM_COLUMNS,
  ...scopeColumns([]),
];

const FOR_ADULTS: readonly TableColumn<Key>[] = [
  { key: 'name', title: '姓名或称呼', hint: '说明：必填，最多 20 字；同名的请加以区别', width: 24 },
  AGREES,
];

export const enrolmentColumns = (audience: Audience): readonly TableColumn<Key>[] =>
  audience === 'child' ? FOR_CHILDREN : FOR_ADULTS;

const formFor = (audience: Audience): TableForm<Key> => ({
  columns: enrolmentColumns(audience),
  marks: audience === 'child' ? ['nickname', 'agrees'] : ['name', 'agrees'],
  optional: ['alias', 'review', 'gift', 'publicText', 'photo', 'pairing'],
});

interface By {
  communities: ReadonlyMap<string, RosterCommunity>;
  from1904: boolean;
  now: EpochMs;
}

/** A child that was registered before: its community and its alias are enough. */
const readKnown = ({ cell, words, wrong }: RowReader<Key>, { communities }: By): Enrolled => {
  const alias = words('alias', 20);
  const community = communities.get(sameWriting(textOf(cell('community'))));
  if (!community) wrong('community', '没有这个社区，请从模板的列表里选');
  else if (!community.isMine) wrong('community', `「${community.name}」不在你负责的区域`);
  return { by: 'alias', alias, communityId: community?.communityId ?? '' };
};

const readPaper = (row: number, reader: RowReader<Key>, by: By): Enrolled => {
  const paper = readChild(row, reader, { ...by, needed: [] });
  const { scopes } = paper.consent;
  if (!scopes.includes('review') && !scopes.includes('gift')) {
    reader.wrong('review', '「同意心愿审核」和「同意礼物发放」至少有一项为 是');
  }
  return { by: 'form', paper };
};

const whomIn = (row: number, reader: RowReader<Key>, audience: Audience, by: By): Enrolled => {
  if (audience === 'adult') return { by: 'name', name: reader.words('name', 20, { needed: true }) };
  return textOf(reader.cell('alias')) === '' ? readPaper(row, reader, by) : readKnown(reader, by);
};

const identityOf = (whom: Enrolled): string => {
  if (whom.by === 'form') return formIdentity(whom.paper);
  return whom.by === 'name'
    ? sameWriting(whom.name)
    : [whom.communityId, sameWriting(whom.alias)].join('\n');
};

/** Reads a roster of enrolments. */
export const readEnrolmentRoster = (
  sheet: SheetCells,
  communities: readonly RosterCommunity[],
  audience: Audience,
  now: EpochMs,
) => {
  const form = formFor(audience);
  const titles = titlesOf(form.columns);
  return readRosterRows(sheet, form, communities, (given, by): ReadRow<EnrolmentRosterRow> => {
    const reader = readerOf(given, titles);
    const whom = whomIn(given.row, reader, audience, { ...by, now });
    if (yesOrNo(reader.cell('agrees')) !== true) {
      reader.wrong('agrees', '没有同意参加，不能报名');
    }
    return {
      entry: { row: given.row, whom },
      identity: identityOf(whom),
      problems: reader.problems,
    };
  });
};

export const headOfEnrolmentRoster = ({ cells }: SheetCells, audience: Audience) =>
  headOf(cells, formFor(audience));
