import PDFDocument from 'pdfkit';
import { PAGE } from './page-layout';
import { Pen } from './drawing';

/** What every PDF needs: a TrueType font, of which the glyphs in use are embedded, and its time. */
export interface Making {
  title: string;
  font: Buffer;
  /** Written into the file. */
  now: number;
  /** Takes the lines in which a character stands as 〓. */
  unprintable?: Set<string>;
}

/** An A4 PDF without margins, drawn page by page: `draw` adds the pages itself. */
export const pdfOf = async (
  { title, font, now, unprintable = new Set() }: Making,
  draw: (pen: Pen) => void,
): Promise<Buffer> => {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // The typings know names alone; with bytes no font of the library's own files is looked for.
    font: font as unknown as string,
    lang: 'zh-CN',
    info: { Title: title, CreationDate: new Date(now) },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  draw(new Pen(doc, unprintable));
  doc.end();
  await finished;
  return Buffer.concat(parts);
};
