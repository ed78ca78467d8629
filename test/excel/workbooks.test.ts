import { deflateRawSync } from 'node:zlib';
import { readCells } from '../../cloudfunctions/excel/read';
import { writeForm, writeList } from '../../cloudfunctions/excel/write';
import { unpack } from '../../cloudfunctions/excel/unpack';

interface Packed {
  name: string;
  content: Buffer;
  /** What the list of files says of its size. */
  claims?: number;
}

/** A zip made by hand, so that it can lie. */
const zip = (files: readonly Packed[]): Buffer => {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = content.length } of files) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    parts.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    list.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...list, end]);
};

const sheet = (content: string): Packed => ({
  name: 'xl/worksheets/sheet1.xml',
  content: Buffer.from(content),
});

describe('a workbook from outside', () => {
  it.each<[string, Buffer, RegExp]>([
    ['is no zip', Buffer.from('小苗'), /不是 \.xlsx/],
    ['carries macros', zip([{ name: 'xl/vbaProject.bin', content: Buffer.from('x') }]), /有宏/],
    [
      'would unpack to more than can be held',
      zip([sheet(' '.repeat(25 * 1024 * 1024))]),
      /内容太多/,
    ],
    [
      'unpacks to more than it says',
      zip([{ ...sheet(' '.repeat(25 * 1024 * 1024)), claims: 10 }]),
      /已损坏/,
    ],
    ['says more than it unpacks to', zip([{ ...sheet('<a/>'), claims: 10_000_000 }]), /已损坏/],
    ['has a cell at the far end', zip([sheet('<row r="9"><c r="XFD9"/></row>')]), /多余的列/],
    ['has a row at the far end', zip([sheet('<row r="1048576"></row>')]), /超过 100 行/],
    ['has nothing that is a sheet', zip([sheet('<a/>')]), /读不出/],
  ])('that %s is refused in words', async (_, file, message) => {
    const found = await readCells(file, 100);
    expect('unreadable' in found ? found.unreadable : '').toMatch(message);
  });

  it('comes back as it was written: text as text, money as a number, times of Shanghai', async () => {
    const at = Date.UTC(2025, 5, 1, 2, 30);
    const columns = ['甲', '乙', '丙', '丁'].map((title) => ({ title, width: 10 }));
    const file = await writeList('表', columns, [['=1+1', { fen: 1205 }, { at }, null]]);
    const found = await readCells(file, 100);
    expect('cells' in found ? found.cells : []).toEqual([
      ['甲', '乙', '丙', '丁'],
      ['=1+1', 12.05, new Date(Date.UTC(2025, 5, 1, 10, 30)), null],
    ]);
    expect(unpack(file).get('xl/worksheets/sheet1.xml')).toMatch(/ySplit="1"[^>]*state="frozen"/);
  });

  it('to fill in offers lists to choose from', async () => {
    const file = await writeForm('名单', [
      { title: '小名', hint: '必填', width: 10 },
      { title: '类别', hint: '必填', width: 10, choices: ['学习', '衣物'] },
    ]);
    const parts = unpack(file);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<formula1>选项!$B$2:$B$3</formula1>');
    await expect(readCells(file, 100)).resolves.toEqual({
      cells: [
        ['小名', '类别'],
        ['必填', '必填'],
      ],
    });
  });
});
