import { inflateRawSync } from 'node:zlib';

/** User-facing reason why a workbook was rejected. */
export class UnreadableSheet extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const STORED = 0;
const DEFLATED = 8;
/** Where zip64 is used, a field of 32 bits is full and the true value stands behind the names. */
const FULL = 0xffffffff;
const EXTRA_64 = 1;

const MAX_FILES = 500;
/** Text of the parts of a workbook that are read: 5,000 rows of a roster take less than half. */
const MAX_TEXT_BYTES = 24 * 1024 * 1024;

const fail = (message: string): never => {
  throw new UnreadableSheet(message);
};

const broken = (): never => fail('文件已损坏，请重新保存后再上传。');

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

const longAt = (file: Buffer, at: number): number => {
  const value = at + 8 <= file.length ? Number(file.readBigUInt64LE(at)) : broken();
  return Number.isSafeInteger(value) ? value : broken();
};

/** Where the list of files begins, and how many there are: in an old zip or a zip64. */
const listOf = (file: Buffer): { count: number; from: number } => {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) {
    return fail('这不是 .xlsx 文件。请在 Excel 里另存为「Excel 工作簿 (.xlsx)」，不要加密。');
  }
  const locator = end - 20;
  if (locator >= 0 && file.readUInt32LE(locator) === LOCATOR_64) {
    const end64 = longAt(file, locator + 8);
    if (end64 + 56 > file.length || file.readUInt32LE(end64) !== END_64) return broken();
    return { count: longAt(file, end64 + 32), from: longAt(file, end64 + 48) };
  }
  return { count: file.readUInt16LE(end + 10), from: file.readUInt32LE(end + 16) };
};

/** Sizes and offset of a file that zip64 keeps in an extra field, in this order, where they are full. */
const in64 = (extra: Buffer, entry: Entry): Entry => {
  const { size, packed, offset } = entry;
  if (size !== FULL && packed !== FULL && offset !== FULL) return entry;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== EXTRA_64) continue;
    let next = at + 4;
    const read = (value: number): number => {
      if (value !== FULL) return value;
      next += 8;
      return longAt(extra, next - 8);
    };
    return { ...entry, size: read(size), packed: read(packed), offset: read(offset) };
  }
  return broken();
};

/** The list of files at the end of a zip. */
const entriesOf = (file: Buffer): Entry[] => {
  const { count, from } = listOf(file);
  if (count > MAX_FILES)
    return fail('这个文件的内部结构太复杂，请把内容复制到下载的表格里再上传。');
  const entries: Entry[] = [];
  let at = from;
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return broken();
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const extraEnd = nameEnd + file.readUInt16LE(at + 30);
    const entry = {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
      name: file.toString('utf8', at + 46, nameEnd),
    };
    entries.push(in64(file.subarray(nameEnd, extraEnd), entry));
    at = extraEnd + file.readUInt16LE(at + 32);
  }
  return entries;
};

/** The content of one file of a zip, no longer than it says it is. */
const contentOf = (file: Buffer, { method, packed, size, offset }: Entry): Buffer => {
  if (offset + 30 > file.length) return broken();
  const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const bytes = file.subarray(from, from + packed);
  try {
    // zlib stops at the limit; fflate was tried and reads a bomb to its end, five seconds of it.
    const content =
      method === DEFLATED ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) }) : bytes;
    if ((method === DEFLATED || method === STORED) && content.length === size) return content;
  } catch {
    // What unpacks to more than it says, or not at all, ends below.
  }
  return broken();
};

/** A zip of which nothing is unpacked but what is asked for. */
export interface Parts {
  names: string[];
  /** The text of one part; '' where there is none. @throws UnreadableSheet */
  text(name: string): string;
}

/**
 * Opens a workbook: its parts are read one by one, bounded in number and in all their text together,
 * whatever its headers claim. Pictures and whatever else is not asked for is never unpacked.
 * @throws UnreadableSheet for what is no .xlsx, is packed to blow up, or carries macros
 */
export const unpack = (file: Buffer): Parts => {
  const entries = entriesOf(file);
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) {
    fail('文件里有宏。请另存为不含宏的「Excel 工作簿 (.xlsx)」再上传。');
  }
  const byName = new Map(entries.map((entry) => [entry.name.replace(/\\/g, '/'), entry]));
  let total = 0;
  return {
    names: [...byName.keys()],
    text: (name) => {
      const entry = byName.get(name);
      if (!entry) return '';
      total += entry.size;
      if (total > MAX_TEXT_BYTES) {
        fail('表格内容太多。请只留要上传的这一张表，最多 5000 行。');
      }
      return contentOf(file, entry)
        .toString('utf8')
        .replace(/^\ufeff/, '');
    },
  };
};
