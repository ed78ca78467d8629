import { readCells, type CellValue } from '../../cloudfunctions/excel/read';
import { unpack } from '../../cloudfunctions/excel/unpack';
import { writeForm, writeList } from '../../cloudfunctions/excel/write';
import { workbook, zip, type Packed } from './hand-made';

const sheet = (content: string): Packed => ({
  name: 'xl/worksheets/sheet1.xml',
  content: Buffer.from(content),
});

const cellsOf = (file: Buffer): CellValue[][] => {
  const found = readCells(file, 100);
  return 'cells' in found ? found.cells : [];
};

const cell = (xml: string) => workbook(`<row r="1">${xml}</row>`);

describe('a workbook from outside', () => {
  it.each<[string, Buffer, RegExp]>([
    ['is no zip', Buffer.from('小苗'), /不是 \.xlsx/],
    ['carries macros', zip([{ name: 'xl/vbaProject.bin', content: Buffer.from('x') }]), /有宏/],
    ['would unpack to more than can be held', workbook(' '.repeat(25 * 1024 * 1024)), /内容太多/],
    [
      'unpacks to more than it says',
      zip([{ name: '_rels/.rels', content: Buffer.alloc(25 * 1024 * 1024), claims: 10 }]),
      /已损坏/,
    ],
    [
      'says more than it unpacks to',
      zip([{ name: '_rels/.rels', content: Buffer.from('<a/>'), claims: 10_000_000 }]),
      /已损坏/,
    ],
    [
      'has a cell at the far end',
      workbook('<row r="9"><c r="XFD9"><v>1</v></c></row>'),
      /多余的列/,
    ],
    ['has a row at the far end', workbook('<row r="1048576"><c><v>1</v></c></row>'), /超过 100 行/],
    ['has nothing that is a sheet', zip([sheet('<a/>')]), /读不出/],
  ])('that %s is refused in words', (_, file, message) => {
    const found = readCells(file, 100);
    expect('unreadable' in found ? found.unreadable : '').toMatch(message);
  });

  it('comes back as it was written: text as text, money as a number, times of Shanghai', async () => {
    const at = Date.UTC(2025, 5, 1, 2, 30);
    const columns = ['甲', '乙', '丙', '丁'].map((title) => ({ title, width: 10 }));
    const file = await writeList('表', columns, [['=1+1', { fen: 1205 }, { at }, null]]);
    expect(cellsOf(file)).toEqual([
      ['甲', '乙', '丙', '丁'],
      ['=1+1', 12.05, new Date(Date.UTC(2025, 5, 1, 10, 30)), null],
    ]);
    expect(unpack(file).text('xl/worksheets/sheet1.xml')).toMatch(/ySplit="1"[^>]*state="frozen"/);
  });

  it('to fill in offers lists to choose from', async () => {
    const file = await writeForm('名单', [
      { title: '小名', hint: '必填', width: 10 },
      { title: '类别', hint: '必填', width: 10, choices: ['学习', '衣物'] },
    ]);
    const parts = unpack(file);
    expect(parts.text('xl/worksheets/sheet1.xml')).toContain('<formula1>选项!$B$2:$B$3</formula1>');
    expect(cellsOf(file)).toEqual([
      ['小名', '类别'],
      ['必填', '必填'],
    ]);
  });
});

describe('a workbook as Excel leaves it', () => {
  it.each<[string, Buffer]>([
    [
      'formatted rows without end',
      workbook('<row r="1"><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'),
    ],
    [
      'a picture of 300 MB',
      workbook('<row r="1"><c><v>1</v></c></row>', {
        more: [{ name: 'xl/media/a.png', content: Buffer.alloc(300 * 1024 * 1024) }],
      }),
    ],
    ['zip64', workbook('<row r="1"><c><v>1</v></c></row>', { is64: true })],
    [
      'a hidden sheet before it',
      workbook('<row/>', {
        sheets: '<sheet name="a" state="hidden" r:id="rId1"/><sheet name="b" r:id="rId2"/>',
      }),
    ],
    ['a prefix before every name', workbook('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>')],
    ['no addresses', workbook('<row><c><v>1</v></c></row>')],
  ])('with %s is read', (name, file) => {
    expect(cellsOf(file)).toEqual([[name === 'a hidden sheet before it' ? 2 : 1]]);
  });

  it('a picture is never unpacked', () => {
    const more = [{ name: 'xl/media/a.png', content: Buffer.alloc(64 * 1024 * 1024), claims: 5 }];
    expect(cellsOf(workbook('<row><c><v>1</v></c></row>', { more }))).toEqual([[1]]);
  });

  it.each(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?'])('names %s', (fault) => {
    expect(cellsOf(cell(`<c r="A1" t="e"><f>B1</f><v>${fault}</v></c>`))).toEqual([[{ fault }]]);
  });

  it.each(['date1904="1"', 'date1904="true"'])('counts from 1904 with %s', (properties) => {
    const file = workbook('<row><c s="1"><v>41029</v></c><c><v>41029</v></c></row>', {
      properties,
      formats: ['yyyy-mm-dd'],
    });
    const found = readCells(file, 100);
    expect(found).toMatchObject({
      from1904: true,
      cells: [[new Date(Date.UTC(2016, 4, 1)), 41_029]],
    });
  });

  it.each<[string, string, CellValue]>([
    ['yyyy&quot;年&quot;m&quot;月&quot;', '42491', new Date(Date.UTC(2016, 4, 1))],
    ['[$-804]m&quot;月&quot;d&quot;日&quot;', '42491', new Date(Date.UTC(2016, 4, 1))],
    ['[Red]0.00', '42491', 42_491],
    ['G/通用格式', '42491', 42_491],
    ['00000', '123', '00123'],
    ['0.00E+00', '300000', { fault: '3.00E+5' }],
    ['#,##0.00', '12.5', 12.5],
    ['@', '42491', 42_491],
  ])('a number shown by %s: %s', (code, value, expected) => {
    const file = workbook(`<row><c s="1"><v>${value}</v></c></row>`, { formats: [code] });
    expect(cellsOf(file)).toEqual([[expected]]);
  });

  it('reads strings without what shows how they are pronounced, and what XML can’t hold', () => {
    const strings =
      '<si><r><t>小</t></r><r><t xml:space="preserve">苗 </t></r><rPh><t>ㄇ</t></rPh></si><si><t>a_x000D_&amp;&#x4e00;</t></si>';
    const file = workbook(
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c><c t="b"><v>1</v></c></row>',
      { strings },
    );
    expect(cellsOf(file)).toEqual([['小苗 ', 'a\r&一', '<b>', true]]);
  });

  it('says how many rows with something in them are hidden', () => {
    const rows =
      '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>1</v></c></row><row r="3" hidden="true"/>';
    expect(readCells(workbook(rows), 100)).toMatchObject({ hidden: 1 });
  });

  it('means nothing by entities that it declares itself', () => {
    const file = zip([
      { name: '_rels/.rels', content: Buffer.from('<!DOCTYPE a [<!ENTITY b "bb">]><R/>') },
      sheet('<a/>'),
    ]);
    expect(readCells(file, 100)).toHaveProperty('unreadable');
  });
});
