import { withCheck } from '@micro-wish/vocabulary';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { PrintedCard } from '../../../cloudfunctions/print/card/card';
import { cardSheet } from '../../../cloudfunctions/print/card/card-sheet';
import { functionsDir } from '../../support/build';
import { readSheet, unlikeLetters, type CardOnPaper } from '../../support/pdf';

const font = readFileSync(join(functionsDir, 'staff', 'card-font.ttf'));

const occasion = {
  campaign: '春天的心愿',
  place: '区青少年活动中心三楼多功能厅（大道与桂庙路交叉口向北）',
  time: '6月1日 10:30–17:00',
};

const card = (number: number, words: Partial<PrintedCard>): PrintedCard => {
  const code = withCheck(`7QK2M4XW9T3HR${String(number).padStart(2, '0')}`);
  const cardNo = `K${48_210_377 + number}`;
  return { cardNo, code, qr: code, gift: '书包', alias: '小海豚', practice: false, ...words };
};

const CARDS = [
  card(0, { gift: '一双球鞋', desk: '1 号兑换台' }),
  card(1, { gift: '会发光的轮滑鞋（32码）', alias: '勇敢的萤火虫' }),
  card(2, { gift: '城市系列消防局拼装积木大号套装一二三四' }),
  card(3, { gift: 'Switch 健身环', alias: '远方的纸飞机' }),
  card(4, { gift: '《小王子》立体书', alias: '𠮷祥的龘龘' }),
  card(5, { gift: '水彩笔48色🎨', alias: '安静的👨‍👩‍👧麦穗' }),
  card(6, { qr: `https://wish.example.org/c/${card(6, {}).code}` }),
  card(7, { practice: true }),
];

describe('a sheet of cards, printed to pixels', () => {
  let paper: CardOnPaper[];
  const on = (index: number): CardOnPaper => {
    const found = paper[index];
    if (!found) throw new Error(`no card ${index} on paper`);
    return found;
  };

  beforeAll(async () => {
    const pdf = await cardSheet(CARDS, occasion, { font, now: 0 });
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
    expect(on(4).lines).toContain('送给 〓祥的〓〓');
    expect(on(5).lines).toContain('水彩笔48色〓');
    expect(on(5).lines).toContain('送给 安静的〓麦穗');
  });

  it('a card of a rehearsal says so', () => {
    expect(on(7).lines.join('')).toContain('不能领取礼物');
    expect(on(0).lines.join('')).not.toContain('演练');
  });
});

test('a character that the font of a PDF does not have is noticed when it is read back', async () => {
  const doc = new PDFDocument({ size: 'A4', margin: 0, font: font as unknown as string });
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
