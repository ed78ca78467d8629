import { inflateRawSync } from 'node:zlib';

/** Why a file is not read, for whoever sent it. */
export class UnreadableSheet extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

const MAX_FILES = 500;
/** Text of all parts of a workbook together: 5,000 rows of a roster take less than half of it. */
const MAX_TEXT_BYTES = 24 * 1024 * 1024;

const fail = (message: string): never => {
  throw new UnreadableSheet(message);
};

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

/** The list of files at the end of a zip. */
const entriesOf = (file: Buffer): Entry[] => {
  const from = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (from < 0 || from + 22 > file.length || file.readUInt32LE(from) !== END) {
    return fail('这不是 .xlsx 文件。请在 Excel 里另存为「Excel 工作簿 (.xlsx)」，不要加密。');
  }
  const count = file.readUInt16LE(from + 10);
  if (count > MAX_FILES)
    return fail('这个文件的内部结构太复杂，请把内容复制到下载的表格里再上传。');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(from + 16);
  for (let place = 0; place < count; place += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY)
      return fail('文件已损坏，请重新保存后再上传。');
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
};

/** The content of one file of a zip, no longer than it says it is. */
const contentOf = (file: Buffer, { method, packed, size, offset }: Entry): Buffer => {
  if (offset + 30 > file.length) return fail('文件已损坏，请重新保存后再上传。');
  const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const bytes = file.subarray(from, from + packed);
  try {
    const content =
      method === DEFLATED ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) }) : bytes;
    if ((method === DEFLATED || method === STORED) && content.length === size) return content;
  } catch {
    // What unpacks to more than it says, or not at all, ends below.
  }
  return fail('文件已损坏，请重新保存后再上传。');
};

/**
 * Looks through a workbook before a parser does: its text parts by name, bounded in number and size
 * whatever its headers claim.
 * @throws UnreadableSheet for what is no .xlsx, is packed to blow up, or carries macros
 */
export const unpack = (file: Buffer): Map<string, string> => {
  const entries = entriesOf(file);
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) {
    fail('文件里有宏。请另存为不含宏的「Excel 工作簿 (.xlsx)」再上传。');
  }
  const texts = entries.filter(({ name }) => /\.xml(\.rels)?$/.test(name));
  if (texts.reduce((sum, { size }) => sum + size, 0) > MAX_TEXT_BYTES) {
    fail('表格内容太多。请只留要上传的这一张表，最多 5000 行。');
  }
  return new Map(texts.map((entry) => [entry.name, contentOf(file, entry).toString('utf8')]));
};
