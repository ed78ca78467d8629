import { deflateRawSync } from 'node:zlib';

export interface Packed {
  name: string;
  content: Buffer;
  /** What the list of files says of its size. */
  claims?: number;
}

const FULL = 0xffffffff;

/** A zip made by hand, so that it can lie, or be a zip64. */
export const zip = (files: readonly Packed[], { is64 = false } = {}): Buffer => {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = content.length } of files) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    parts.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    const extra = Buffer.alloc(is64 ? 28 : 0);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(is64 ? FULL : packed.length, 20);
    entry.writeUInt32LE(is64 ? FULL : claims, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(is64 ? FULL : at, 42);
    if (is64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(claims), 4);
      extra.writeBigUInt64LE(BigInt(packed.length), 12);
      extra.writeBigUInt64LE(BigInt(at), 20);
    }
    list.push(entry, Buffer.from(name), extra);
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const names = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(is64 ? 0xffff : files.length, 10);
  end.writeUInt32LE(is64 ? FULL : at, 16);
  if (!is64) return Buffer.concat([...parts, names, end]);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(files.length), 32);
  end64.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + names.length), 8);
  return Buffer.concat([...parts, names, end64, locator, end]);
};

const part = (name: string, content: string): Packed => ({ name, content: Buffer.from(content) });

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook with the rows of its sheet as XML, and whatever else it is to have. */
export const workbook = (
  rows: string,
  {
    properties = '',
    strings = '',
    formats = [],
    sheets = '<sheet name="名单" sheetId="1" r:id="rId1"/>',
    more = [],
    is64 = false,
  }: {
    /** Attributes of `workbookPr`. */
    properties?: string;
    strings?: string;
    /** Format codes, of styles 1, 2, 3 … */
    formats?: readonly string[];
    sheets?: string;
    more?: readonly Packed[];
    is64?: boolean;
  } = {},
): Buffer =>
  zip(
    [
      part(
        '_rels/.rels',
        `<R><Relationship Id="a" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></R>`,
      ),
      part(
        'xl/workbook.xml',
        `<?xml version="1.0"?><workbook><workbookPr ${properties}/><sheets>${sheets}</sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<R><Relationship Id="rId1" Type="${TYPES}/worksheet" Target="worksheets/sheet1.xml"/>` +
          `<Relationship Id="rId2" Type="${TYPES}/worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
          `<Relationship Id="rId3" Type="${TYPES}/sharedStrings" Target="sharedStrings.xml"/>` +
          `<Relationship Id="rId4" Type="${TYPES}/styles" Target="styles.xml"/></R>`,
      ),
      part('xl/sharedStrings.xml', `<sst>${strings}</sst>`),
      part(
        'xl/styles.xml',
        `<styleSheet><numFmts>${formats
          .map((code, place) => `<numFmt numFmtId="${place + 164}" formatCode="${code}"/>`)
          .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
          `<cellXfs><xf numFmtId="0"/>${formats
            .map((_, place) => `<xf numFmtId="${place + 164}"/>`)
            .join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`,
      ),
      part('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      part(
        'xl/worksheets/sheet2.xml',
        '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>',
      ),
      ...more,
    ],
    { is64 },
  );
