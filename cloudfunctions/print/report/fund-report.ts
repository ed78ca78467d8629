import { AGE_BAND_WORDS, CATEGORY_WORDS } from '@micro-wish/vocabulary';
import type { AgeBand, WishCategory } from '../../../typings/contract';
import type { Spent } from '../../domain/report/spending-report';
import { ACCOUNT_NOTES, SMALL_GROUPS, yuanFigure, type Account } from './public-account';
import { MM, PAGE } from '../common/page-layout';
import { pdfOf, type Making } from '../common/pdf';
import type { Pen } from '../common/drawing';

const COLOUR = {
  dusk: '#24365f',
  ink: '#1e2840',
  soft: '#4f5a70',
  line: '#d9dde6',
  glow: '#fef8ea',
  gold: '#d9a03a',
  goldInk: '#7d5200',
};

const LEFT = 20 * MM;
const WIDTH = PAGE.width - 2 * LEFT;
const TOP = 24 * MM;
const BOTTOM = PAGE.height - 24 * MM;
const ROW = 22;

/** A column: its words, its share of the width, and numbers to the right. */
interface Column {
  title: string;
  share: number;
  align?: 'right';
}

/** Writes down the pages: a new one begins where the old one is full. */
class Paper {
  private y = TOP;
  private page = 0;

  constructor(
    private readonly pen: Pen,
    private readonly footer: string,
  ) {
    this.turn();
  }

  private turn(): void {
    this.pen.doc.addPage();
    this.page += 1;
    this.y = TOP;
    const foot = { x: LEFT, y: PAGE.height - 12 * MM, width: WIDTH, size: 8, colour: COLOUR.soft };
    this.pen.text(this.footer, foot);
    this.pen.text(`第 ${this.page} 页`, { ...foot, align: 'right' });
  }

  private need(height: number): void {
    if (this.y + height > BOTTOM) this.turn();
  }

  /** The head of the first page: a lamp, the title, and what it is about. */
  head(title: string, about: string): void {
    const { doc } = this.pen;
    const x = LEFT + 9;
    doc.moveTo(x, this.y - 20).lineTo(x, this.y - 13);
    doc.lineWidth(1).stroke(COLOUR.dusk);
    doc.roundedRect(x - 9, this.y - 13, 18, 20, 8).fillAndStroke(COLOUR.glow, COLOUR.gold);
    doc.rect(x - 5, this.y - 14.5, 10, 2.4).rect(x - 5, this.y + 6, 10, 2.4);
    doc.fill(COLOUR.dusk);
    const words = { x: LEFT + 30, width: WIDTH - 30 };
    this.pen.text(title, { ...words, y: this.y, size: [20, 14], colour: COLOUR.dusk });
    this.pen.text(about, { ...words, y: this.y + 18, size: [9.5, 7], colour: COLOUR.soft });
    this.y += 40;
  }

  /** Four sums side by side. */
  figures(figures: readonly { name: string; amount: string }[]): void {
    const width = WIDTH / figures.length;
    const { doc } = this.pen;
    doc.roundedRect(LEFT, this.y, WIDTH, 58, 6).fill(COLOUR.glow);
    for (const [place, { name, amount }] of figures.entries()) {
      const at = { x: LEFT + place * width + 10, width: width - 20 };
      this.pen.text(name, { ...at, y: this.y + 21, size: 9, colour: COLOUR.goldInk });
      this.pen.text(amount, { ...at, y: this.y + 42, size: [14, 8], colour: COLOUR.ink });
    }
    this.y += 58 + 14;
  }

  private line(columns: readonly Column[], cells: readonly string[], colour: string): void {
    let x = LEFT;
    for (const [place, { share, align = 'left' as const }] of columns.entries()) {
      const width = WIDTH * share;
      const at = { x: x + 4, y: this.y + 15, width: width - 8, align, colour };
      this.pen.text(cells[place] ?? '', { ...at, size: [10, 7] });
      x += width;
    }
    this.y += ROW;
    const { doc } = this.pen;
    doc.moveTo(LEFT, this.y).lineTo(LEFT + WIDTH, this.y);
    doc.lineWidth(0.5).stroke(COLOUR.line);
  }

  /** A heading and a table below it, whose columns are named again on a new page. */
  table(title: string, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    if (rows.length === 0) return;
    const names = columns.map((column) => column.title);
    this.need(26 + 3 * ROW);
    this.pen.text(title, { x: LEFT, y: this.y + 17, width: WIDTH, size: 12, colour: COLOUR.dusk });
    this.y += 26;
    this.line(columns, names, COLOUR.soft);
    for (const row of rows) {
      if (this.y + ROW > BOTTOM) {
        this.turn();
        this.line(columns, names, COLOUR.soft);
      }
      this.line(columns, row, COLOUR.ink);
    }
    this.y += 12;
  }

  notes(notes: readonly string[]): void {
    for (const note of notes) {
      this.need(30);
      const at = { x: LEFT, y: this.y + 12, width: WIDTH, size: 8.5, maxLines: 3 };
      this.y = this.pen.text(note, { ...at, colour: COLOUR.soft }).last + 4;
    }
  }
}

const SPENT_COLUMNS: readonly Column[] = [
  { title: '', share: 0.4 },
  { title: '礼物（份）', share: 0.25, align: 'right' },
  { title: '支出（元）', share: 0.35, align: 'right' },
];

const spentTable = <Key extends WishCategory | AgeBand>(
  paper: Paper,
  title: string,
  rows: readonly Spent<Key>[],
  names: Record<Key, string>,
): void => {
  paper.table(
    title,
    SPENT_COLUMNS,
    rows.map(({ key, gifts, spentFen }) => [
      key === null ? SMALL_GROUPS : names[key],
      String(gifts),
      yuanFigure(spentFen),
    ]),
  );
};

/** 公示: the fund's sums, its donors, and the gifts by category and by age, as an A4 PDF. */
export const drawReport = (account: Account, making: Omit<Making, 'title'>): Promise<Buffer> => {
  const title = `爱心款使用公示 · ${account.campaign}`;
  return pdfOf({ title, ...making }, (pen) => {
    const paper = new Paper(pen, `${account.campaign} · 截至 ${account.asOf}`);
    const { figures } = account;
    paper.head('爱心款使用公示', `${account.campaign} · ${account.period} · 截至 ${account.asOf}`);
    paper.figures([
      { name: '到账（元）', amount: yuanFigure(figures.donatedFen) },
      { name: '支出（元）', amount: yuanFigure(figures.spentFen) },
      { name: '预留（元）', amount: yuanFigure(figures.reservedFen) },
      { name: '可用余额（元）', amount: yuanFigure(figures.availableFen) },
    ]);
    paper.table(
      '捐方',
      [
        { title: '名称', share: 0.55 },
        { title: '笔数', share: 0.15, align: 'right' },
        { title: '金额（元）', share: 0.3, align: 'right' },
      ],
      account.donors.map(({ donor, donations, donatedFen }) => [
        donor,
        String(donations),
        yuanFigure(donatedFen),
      ]),
    );
    paper.table(
      '心愿',
      [
        { title: '征集到的心愿', share: 0.5 },
        { title: '已送到孩子手中', share: 0.5 },
      ],
      [[`${account.wishes} 个`, `${account.fulfilled} 个`]],
    );
    spentTable(paper, '礼物类别', account.byCategory, CATEGORY_WORDS);
    spentTable(paper, '孩子年龄段', account.byAgeBand, AGE_BAND_WORDS);
    paper.notes(ACCOUNT_NOTES);
  });
};
