import { AGE_BAND_WORDS, CATEGORY_WORDS } from '@micro-wish/vocabulary';
import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node';
import { ACCOUNT_NOTES, SMALL_GROUPS, type Account } from './public-account';

const head = (...titles: string[]): Row =>
  titles.map((value) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#fdf2da' }));

/** Yuan as a number, so that the sheet can add it up. */
const money = (amountFen: number) => ({
  value: amountFen / 100,
  type: Number,
  format: '#,##0.00',
});

const SUMMARY_COLUMNS = [{ width: 22 }, { width: 60 }];
const TABLE_COLUMNS = [{ width: 36 }, { width: 14 }, { width: 18 }];

const spentRows = <Key extends string>(
  rows: readonly { key: Key | null; gifts: number; spentFen: number }[],
  names: Record<Key, string>,
): Row[] =>
  rows.map(({ key, gifts, spentFen }) => [
    key === null ? SMALL_GROUPS : names[key],
    gifts,
    money(spentFen),
  ]);

/** 公示 as an .xlsx of four sheets, with amounts that can be added up. */
export const reportWorkbook = (account: Account): Promise<Buffer> => {
  const { figures } = account;
  const summary: SheetData = [
    head('爱心款使用公示', account.campaign),
    ['活动时间', account.period],
    ['截至', account.asOf],
    ['到账（元）', money(figures.donatedFen)],
    ['支出（元）', money(figures.spentFen)],
    ['预留（元）', money(figures.reservedFen)],
    ['可用余额（元）', money(figures.availableFen)],
    ['征集到的心愿（个）', account.wishes],
    ['已送到孩子手中（个）', account.fulfilled],
    ...ACCOUNT_NOTES.map((note) => ['说明', { value: note, wrap: true }]),
  ];
  const donors: SheetData = [
    head('捐方', '笔数', '金额（元）'),
    ...account.donors.map(({ donor, donations, donatedFen }) => [
      donor,
      donations,
      money(donatedFen),
    ]),
  ];
  const spent = head('', '礼物（份）', '支出（元）');
  return writeXlsxFile([
    { sheet: '总账', data: summary, columns: SUMMARY_COLUMNS },
    { sheet: '捐方', data: donors, columns: TABLE_COLUMNS },
    {
      sheet: '礼物类别',
      data: [spent, ...spentRows(account.byCategory, CATEGORY_WORDS)],
      columns: TABLE_COLUMNS,
    },
    {
      sheet: '年龄段',
      data: [spent, ...spentRows(account.byAgeBand, AGE_BAND_WORDS)],
      columns: TABLE_COLUMNS,
    },
  ]).toBuffer();
};
