import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * SQLite's `secure_delete` overwrites what is deleted, but not the copies that stay in the free
 * space of a page when its rows move to another one. This finds such space, by SQLite's documented
 * file format, in the pages that stand in the write-ahead log.
 */

const WAL_HEADER = 32;
const FRAME_HEADER = 24;
/** The first page begins with the header of the file. */
const FILE_HEADER = 100;

/** Length of the header of a b-tree page by its type: index or table, interior or leaf. */
const HEADER_OF: Record<number, number> = { 0x02: 12, 0x05: 12, 0x0a: 8, 0x0d: 8 };

const NOTHING = Buffer.alloc(65_536);

/** The space between a page's list of cells and its cells. */
const gapOf = (page: Buffer, pageNo: number): Buffer | undefined => {
  const start = pageNo === 1 ? FILE_HEADER : 0;
  const header = HEADER_OF[page.readUInt8(start)];
  if (header === undefined) return undefined;
  const from = start + header + 2 * page.readUInt16BE(start + 3);
  const to = page.readUInt16BE(start + 5) || 65_536;
  return from < to && to <= page.length ? page.subarray(from, to) : undefined;
};

/** Whether something stands where a page holds nothing. */
export const hasLeftovers = (page: Buffer, pageNo: number): boolean => {
  const gap = gapOf(page, pageNo);
  return gap !== undefined && !gap.equals(NOTHING.subarray(0, gap.length));
};

/** A copy of a page with nothing where it holds nothing. */
export const withoutLeftovers = (page: Buffer, pageNo: number): Buffer => {
  const clean = Buffer.from(page);
  gapOf(clean, pageNo)?.fill(0);
  return clean;
};

/** Numbers of the pages in a write-ahead log of which any version has leftovers. */
export const pagesWithLeftovers = (walFile: string): number[] => {
  if (!existsSync(walFile)) return [];
  const found = new Set<number>();
  const file = openSync(walFile, 'r');
  try {
    const header = Buffer.alloc(WAL_HEADER);
    if (readSync(file, header, 0, WAL_HEADER, 0) < WAL_HEADER) return [];
    const pageSize = header.readUInt32BE(8);
    const frame = Buffer.alloc(FRAME_HEADER + pageSize);
    const end = fstatSync(file).size - frame.length;
    for (let at = WAL_HEADER; at <= end; at += frame.length) {
      readSync(file, frame, 0, frame.length, at);
      const pageNo = frame.readUInt32BE(0);
      if (hasLeftovers(frame.subarray(FRAME_HEADER), pageNo)) found.add(pageNo);
    }
  } finally {
    closeSync(file);
  }
  return [...found];
};
