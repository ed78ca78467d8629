import { readSheet } from 'read-excel-file/node';
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Person } from './cloud';
import type { Phone } from './phone';
import type { RosterCell } from './roster';
import { campaignId as ofWorld } from './world';

/** A row of a 到货表 by the titles of its columns. */
export type SheetRow = Record<string, RosterCell>;

export const PRICE = '实际价格（元）';

/** The 到货表 of a person, as it is downloaded: its head and the rows below its hints. */
export const arrivalSheet = async (
  person: Person,
  campaignId = ofWorld,
  of: { eventId?: string } = {},
): Promise<{ titles: string[]; rows: SheetRow[]; more: boolean; file: Buffer }> => {
  const { url, more } = await person.call('staff', 'arrival.sheet', { campaignId, ...of });
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  const [head = [], , ...cells] = await readSheet(file);
  const titles = head.map(String);
  const rows = cells.map((row) =>
    Object.fromEntries(titles.map((title, at) => [title, (row[at] ?? null) as RosterCell])),
  );
  return { titles, rows, more, file };
};

const cellOf = (value: RosterCell | undefined): Cell => {
  if (value === null || value === undefined) return null;
  return typeof value === 'number'
    ? { value, type: Number }
    : { value: String(value), type: String };
};

/** A sheet as somebody saves it: these columns in this order, and these rows. */
export const savedSheet = (
  titles: readonly string[],
  rows: readonly SheetRow[],
  /** The formula behind a value, such as `{ 168.5: '337/2' }`. */
  formulas: Record<string, string> = {},
): Promise<Buffer> => {
  const data: SheetData = [
    titles.map((value) => ({ value, type: String })),
    ...rows.map((row) => titles.map((title) => cellOf(row[title]))),
  ];
  const withFormulas = (xml: string): string =>
    Object.entries(formulas).reduce(
      (text, [value, formula]) =>
        text.replace(`<v>${value}</v>`, `<f>${formula}</f><v>${value}</v>`),
      xml,
    );
  const files = {
    transform: { 'xl/worksheets/sheet{id}.xml': { transform: withFormulas } },
  };
  return writeXlsxFile(data, { sheet: '到货表' }, { features: [{ files }] as never }).toBuffer();
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses a workbook on a page that takes one in. */
export const chooseSheet = async (phone: Phone, name: string, buffer: Buffer): Promise<void> => {
  const chosen = phone.page.waitForEvent('filechooser');
  await phone.tap('选择 Excel 文件');
  await phone.tap('同意并继续');
  await (await chosen).setFiles({ name, mimeType: XLSX, buffer });
};
