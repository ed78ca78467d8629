import { withCheck } from '@micro-wish/vocabulary';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { PrintedCard } from '../../../cloudfunctions/print/card/card';
import { cardSheet } from '../../../cloudfunctions/print/card/card-sheet';
import { cutFont } from '../../../tools/build/font';
import { functionsDir } from '../../support/build';
import { readPages, readSheet, unlikeLetters, type CardOnPaper } from '../../support/pdf';

const font = readFileSync(join(functionsDir, 'staff', 'card-font.ttf'));

const occasion = {
  campaign: '春天的心愿',
  place: '区青少年活动中心三楼多功能厅（大道与桂庙路交叉口向北）',
  time: '6月1日 10:30–17:00',
};

const card = (number: number, words: Partial<PrintedCard>): PrintedCard => {
  const code = withCheck(`7QK2M4XW9T3HR${String(number).padStart(2, '0')}`);
  const cardNo = `K${48_210_377 + number}`;
  const plain = { gift: '书包', alias: '小海豚', community: '', practice: false };
  return { cardNo, code, qr: code, ...plain, ...words };
};

const CARDS = [
  card(0, { gift: '一双球鞋', desk: '1 号兑换台' }),
  card(1, { gift: '会发光的轮滑鞋（32码）', alias: '勇敢的萤火虫' }),
  card(2, { gift: '城市系列消防局拼装积木大号套装一二三四' }),
  card(3, { gift: 'Switch 健身环', alias: '远方的纸飞机' }),
  card(4, { gift: '《小王子》立体书', alias: '𠮷祥的𪚥喆' }),
  card(5, { gift: '水彩笔48色🎨', alias: '安静的👨‍👩‍👧麦穗' }),
  card(6, { qr: `https://wish.example.org/c/${card(6, {}).code}` }),
  card(7, { practice: true }),
];

describe('a sheet of cards, printed to pixels', () => {
  let paper: CardOnPaper[];
  const unprintable = new Set<string>();
  const on = (index: number): CardOnPaper => {
    const found = paper[index];
    if (!found) throw new Error(`no card ${index} on paper`);
    return found;
  };

  beforeAll(async () => {
    const pdf = await cardSheet(CARDS, occasion, { font, now: 0, unprintable });
    ({ cards: paper } = await readSheet(pdf, CARDS.length));
  });

  it.each(CARDS.map(({ cardNo, qr }, index) => [cardNo, qr, index] as const))(
    '%s has one code, which says %s',
    (_, qr, index) => {
      expect(on(index).codes).toEqual([qr]);
    },
  );

  it('draws every character as the whole font does, and leaves none out', () => {
    const letters = paper.flatMap((each) => each.letters);
    expect(letters.length).toBeGreaterThan(CARDS.length * 60);
    expect(unlikeLetters(paper)).toEqual([]);
  });

  it('says number, gift, alias, code, place, time and desk', () => {
    expect(on(0).lines).toEqual(
      expect.arrayContaining([
        '点亮微心愿',
        '春天的心愿',
        '一双球鞋',
        '送给 小海豚',
        '6月1日 10:30–17:00',
        '请到 1 号兑换台 领取',
        'No. K48210377',
        CARDS[0]?.code.replace(/(.{4})(?=.)/g, '$1-'),
      ]),
    );
    expect(on(1).lines.join('')).toContain('会发光的轮滑鞋（32码）');
    expect(on(2).lines.join('')).toContain('城市系列消防局拼装积木大号套装一二三四');
    expect(on(0).lines.join('')).toContain(occasion.place);
  });

  it('shows 〓 for each character that the font does not have', () => {
    expect(on(4).lines).toContain('送给 〓祥的〓喆');
    expect(on(5).lines).toContain('水彩笔48色〓');
    expect(on(5).lines).toContain('送给 安静的〓麦穗');
  });

  it('tells which lines these are', () => {
    expect([...unprintable].sort()).toEqual(
      ['送给 𠮷祥的𪚥喆', '水彩笔48色🎨', '送给 安静的👨‍👩‍👧麦穗'].sort(),
    );
  });

  it('a card of a rehearsal says so', () => {
    expect(on(7).lines.join('')).toContain('不能领取礼物');
    expect(on(0).lines.join('')).not.toContain('演练');
  });
});

describe('slips for the communities', () => {
  const taken = (number: number, words: Partial<PrintedCard>): PrintedCard =>
    card(number, { community: '海岸社区', ...words });
  const shore = [
    taken(0, { formNo: 'A-001', desk: '一号台', gift: '一双球鞋' }),
    taken(1, { formNo: 'A-002', desk: '一号台', alias: '会唱歌的小小萤火虫' }),
    taken(2, { gift: '城市系列消防局拼装积木大号套装一二三四' }),
  ];
  const hill = Array.from({ length: 24 }, (_, n) =>
    card(10 + n, { community: '山脚社区', desk: '二号台', alias: `星星${n + 1}` }),
  );

  it('stand before the cards of each, with how many for which desk and a line each to sign', async () => {
    const unprintable = new Set<string>();
    const making = { font, now: 0, unprintable, covers: true };
    const pages = await readPages(await cardSheet([...shore, ...hill], occasion, making));
    const words = pages.map(({ lines }) => lines.join(' '));
    expect(words.map((page) => /^(\S+) · 兑换卡签收表/.exec(page)?.[1] ?? '')).toEqual([
      '海岸社区',
      '',
      '山脚社区',
      '山脚社区',
      '',
      '',
      '',
    ]);
    expect(words[0]).toContain('共 3 张：一号台 2 张 礼物在路上 1 张');
    expect(words[0]).toContain('6月1日 10:30–17:00');
    expect(words[0]).toContain('签收');
    const { code = '' } = shore[0] ?? {};
    for (const part of ['A-001', '一双球鞋', 'K48210377', 'A-002', '会唱歌的小小萤火虫']) {
      expect(words[0]).toContain(part);
    }
    expect(words[0]).not.toContain(code.slice(0, 4));
    expect(words[2]).toContain('共 24 张：二号台 24 张');
    expect(
      words
        .slice(2, 4)
        .join(' ')
        .match(/星星\d+/g),
    ).toHaveLength(24);
    expect(unlikeLetters(pages.slice(0, 1))).toEqual([]);
  });

  it('are left out unless they are asked for', async () => {
    const pages = await readPages(await cardSheet([...shore, ...hill], occasion, { font, now: 0 }));
    expect(pages).toHaveLength(3);
  });
});

/** Rare characters of names: all of GBK, and of 通用规范汉字表 those that GBK does not have. */
const rare = (): string => {
  const gbk = new TextDecoder('gbk');
  let all =
    '㑇㑊㕮㘎㙍㛃㛚㛹㟃㠇㤘㥄㧐㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㺄㻬㽏㿠䁖䂮䃅䅟䌹䎃䏝䏡䐃䓖䓛䓨䗖䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴕䴖䴗䴙䶮';
  all +=
    '𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣸣𤧛𤩽𥔲𥻗𦈡𦒍𦙶𦝼𦰡𧿹𨐈𨟠𨱇𩽾𪟝𪣻𪨶𪾢𫄧𫄷𫇭𫌀𫍣𫍽𫐄𫓧𫔍𫖮𫗧𫘜𫚕𫛭𫞩𫟅𫠆𫢸𫭟𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬇕𬉼𬊈𬌗𬍛𬒈𬕂𬘓𬙂𬜬𬞟𬟁𬣙𬤇𬨂𬨎𬩽𬬩𬬭𬬮𬬱𬭁𬭚𬭤𬭩𬭯𬭳𬭶𬭸𬭼𬮱𬯀𬯎𬱖𬱟𬳵𬳽𬴂𬶋𬶏𬶟𬶨𬶭𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓';
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = gbk.decode(Uint8Array.of(lead, trail));
      if (/^\p{Script=Han}$/u.test(character)) all += character;
    }
  }
  return all;
};

test('the font has the characters of names', () => {
  const doc = new PDFDocument({ font: font as unknown as string });
  const { font: used } = (
    doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } }
  )._font;
  const missing = Array.from(rare()).filter(
    (character) => !used.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
  expect(missing).toEqual([]);
});

test('a character that the font of a PDF does not have is noticed when it is read back', async () => {
  const poor = await cutFont(font, '小豚', 'truetype');
  const doc = new PDFDocument({ size: 'A4', margin: 0, font: poor as unknown as string });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = once(doc, 'end');
  doc.fontSize(16).text('小龘豚', 100, 100, { lineBreak: false });
  doc.end();
  await ended;
  const { cards } = await readSheet(Buffer.concat(parts), 1);
  expect(cards.flatMap(({ letters }) => letters)).toHaveLength(3);
  expect(unlikeLetters(cards)).toHaveLength(1);
});
