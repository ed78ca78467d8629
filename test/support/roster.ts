import { setTimeout } from 'node:timers/promises';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { ROSTER_COLUMNS } from '../../cloudfunctions/domain/family/roster-sheet';
import type { TestCloud } from './cloud';

export type RosterCell = string | number | Date | null;

/** A good row of a roster by the titles of its columns. */
export const rosterRow = (
  place: number,
  more: Record<string, RosterCell> = {},
): Record<string, RosterCell> => ({
  孩子小名: `小苗${place}`,
  出生年月: '2016-05',
  社区: '海岸社区',
  类别: '学习',
  想要的礼物: '一盏台灯',
  颜色: '鹅黄',
  想要的原因: '晚上看书',
  同意书编号: `HA-${String(place).padStart(4, '0')}`,
  签署日期: '2025-05-20',
  存放处: '二号柜',
  同意心愿审核: '是',
  同意礼物发放: '是',
  同意公开心愿: '是',
  ...more,
});

const cellOf = (value: RosterCell | undefined) => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
};

/** A roster as a clerk would save it: a real .xlsx with the template's header. */
export const rosterFile = async (
  rows: readonly Record<string, RosterCell>[],
  columns: readonly { title: string }[] = ROSTER_COLUMNS,
): Promise<Buffer> => {
  const titles = columns.map(({ title }) => title);
  const data: SheetData = [
    titles.map((title) => ({ value: title, type: String })),
    ...rows.map((row) => titles.map((title) => cellOf(row[title]))),
  ];
  const content = await writeXlsxFile(data, { sheet: '名单' }).toBuffer();
  // A long one holds everything up: connections that ran out meanwhile are noticed before the next.
  await setTimeout(50);
  return content;
};

/** Uploads a file as the app does; answers its id. */
export const uploadRoster = async (
  cloud: TestCloud,
  openid: string,
  content: Buffer,
): Promise<string> => {
  const { path } = await cloud.as(openid).call('staff', 'roster.place', {});
  const response = await fetch(`${cloud.url}/client/upload?path=${encodeURIComponent(path)}`, {
    method: 'POST',
    headers: { 'x-openid': openid },
    body: new Uint8Array(content),
  });
  const { fileID } = (await response.json()) as { fileID: string };
  return fileID;
};
