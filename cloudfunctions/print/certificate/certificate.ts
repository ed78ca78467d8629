import { CERTIFICATE_KIND_WORDS } from '@micro-wish/vocabulary';
import type { Pen } from '../common/drawing';
import { MM, PAGE } from '../common/page-layout';
import { pdfOf } from '../common/pdf';

/** What a certificate says: the frozen facts, as anybody verifies them. */
export interface PrintedCertificate {
  number: string;
  kind: 'training' | 'hours';
  title: string;
  name: string;
  /** A child's paper carries the alias, and a line for the name. */
  isChild: boolean;
  hours: number;
  issuer: string;
  /** As people read it: 2025年6月1日. */
  issuedOn: string;
  expiresOn?: string;
  /** Of hours: from when to when, as people read it. */
  period?: string;
  /** What its QR says. */
  qr: string;
}

const COLOUR = {
  dusk: '#24365f',
  ink: '#1e2840',
  soft: '#4f5a70',
  gold: '#c8912f',
  goldInk: '#7d5200',
  line: '#e3c98d',
  paper: '#fffbf2',
  glow: '#fdf2da',
  seal: '#b3392b',
};

/** A4 on its side, as frames are sold. */
const SHEET = { width: PAGE.height, height: PAGE.width };
const CENTRE = SHEET.width / 2;
const OUTER = 11 * MM;
const INNER = 13.5 * MM;
const TEXT = { x: 42 * MM, width: SHEET.width - 84 * MM };

/** A corner of the frame: three bows, as the ribs of a lantern. */
const corner = ({ doc }: Pen, x: number, y: number, right: number, down: number): void => {
  for (const size of [26, 19, 12]) {
    doc
      .moveTo(x, y + down * size)
      .bezierCurveTo(
        x + right * size * 0.56,
        y + down * size,
        x + right * size,
        y + down * size * 0.56,
        x + right * size,
        y,
      );
  }
  doc.lineWidth(0.7).stroke(COLOUR.gold);
};

const frame = (pen: Pen): void => {
  const { doc } = pen;
  doc.rect(0, 0, SHEET.width, SHEET.height).fill(COLOUR.paper);
  const glow = doc.radialGradient(CENTRE, 112, 0, CENTRE, 112, 330);
  glow.stop(0, COLOUR.glow, 1).stop(1, COLOUR.paper, 1);
  doc.rect(0, 0, SHEET.width, SHEET.height).fill(glow);
  doc
    .rect(OUTER, OUTER, SHEET.width - 2 * OUTER, SHEET.height - 2 * OUTER)
    .lineWidth(1.6)
    .stroke(COLOUR.gold);
  doc
    .rect(INNER, INNER, SHEET.width - 2 * INNER, SHEET.height - 2 * INNER)
    .lineWidth(0.5)
    .stroke(COLOUR.line);
  corner(pen, INNER, INNER, 1, 1);
  corner(pen, SHEET.width - INNER, INNER, -1, 1);
  corner(pen, INNER, SHEET.height - INNER, 1, -1);
  corner(pen, SHEET.width - INNER, SHEET.height - INNER, -1, -1);
};

/** The lamp above the title. */
const lamp = ({ doc }: Pen): void => {
  const y = 34 * MM;
  doc.moveTo(CENTRE, OUTER).lineTo(CENTRE, y - 15);
  doc.lineWidth(0.9).stroke(COLOUR.gold);
  doc
    .moveTo(CENTRE - 9, y - 14)
    .bezierCurveTo(CENTRE - 23, y - 9, CENTRE - 23, y + 9, CENTRE - 9, y + 14)
    .lineTo(CENTRE + 9, y + 14)
    .bezierCurveTo(CENTRE + 23, y + 9, CENTRE + 23, y - 9, CENTRE + 9, y - 14)
    .closePath()
    .fill('#f2b347');
  for (const bow of [-10, -3.5, 3.5, 10]) {
    doc.moveTo(CENTRE + bow * 0.6, y - 14);
    doc.bezierCurveTo(CENTRE + bow, y - 7, CENTRE + bow, y + 7, CENTRE + bow * 0.6, y + 14);
  }
  doc.lineWidth(0.5).stroke(COLOUR.glow);
  doc.roundedRect(CENTRE - 11, y - 16.5, 22, 3, 1.5).roundedRect(CENTRE - 11, y + 13.5, 22, 3, 1.5);
  doc.fill(COLOUR.dusk);
};

/** The project's own seal, two columns from the right as seals are read. */
const seal = (pen: Pen, x: number, y: number): void => {
  const { doc } = pen;
  const side = 46;
  doc.save();
  doc.opacity(0.88);
  doc.roundedRect(x, y, side, side, 5).lineWidth(1.8).stroke(COLOUR.seal);
  doc
    .roundedRect(x + 3, y + 3, side - 6, side - 6, 3)
    .lineWidth(0.6)
    .stroke(COLOUR.seal);
  const columns: [number, string, number, number][] = [
    [x + 24, '点亮', 17, y + 19.5],
    [x + 6, '微心愿', 11.6, y + 15.6],
  ];
  for (const [left, word, size, top] of columns) {
    for (const [index, character] of Array.from(word).entries()) {
      pen.text(character, {
        x: left,
        y: top + index * (size + (word.length === 2 ? 2.6 : 0.9)),
        width: 17,
        size,
        colour: COLOUR.seal,
        align: 'center',
      });
    }
  }
  doc.restore();
};

/** A title in brackets, where it brings none of its own. */
const quoted = (title: string): string => (title.includes('「') ? title : `「${title}」`);

/** What was done, in one sentence. */
const sentenceOf = ({ kind, title, hours, period }: PrintedCertificate): string =>
  kind === 'training'
    ? `参加${quoted(title)}的全部场次，共 ${hours.toFixed(1)} 学时，并通过项目考核。特发此证。`
    : `${period ?? ''}参加${quoted(title)}，经督导确认的服务时长共 ${hours.toFixed(1)} 小时。特此证明。`;

const RULES = {
  training: '本证书由主办单位颁发，记录参加项目培训与项目考核的情况，不是国家职业资格或学历证书。',
  hours: '本证明由主办单位出具，服务与培训分别记录，往返路程不计入；不作其他用途。',
};

const words = (pen: Pen, certificate: PrintedCertificate): void => {
  const centred = { ...TEXT, align: 'center' as const };
  pen.text(CERTIFICATE_KIND_WORDS[certificate.kind], {
    ...centred,
    y: 62 * MM,
    size: 38,
    colour: COLOUR.dusk,
    spacing: 9,
  });
  pen.text(certificate.name, {
    ...centred,
    y: 86 * MM,
    size: [27, 14],
    colour: COLOUR.ink,
    spacing: certificate.name.length < 5 ? 4 : 0,
  });
  pen.lines([{ x1: CENTRE - 48 * MM, y1: 90 * MM, x2: CENTRE + 48 * MM, y2: 90 * MM }], {
    width: 0.7,
    colour: COLOUR.line,
  });
  if (certificate.isChild) {
    pen.text('（以代称记载）', { ...centred, y: 95.5 * MM, size: 8.5, colour: COLOUR.soft });
  }
  pen.text(sentenceOf(certificate), {
    ...centred,
    y: 109 * MM,
    anchor: 'middle',
    size: [15.5, 10],
    mostInLines: 15.5,
    maxLines: 3,
    leading: 1.75,
    colour: COLOUR.ink,
  });
};

/** The line that is left for the pen. */
const penLine = (pen: Pen, { isChild }: PrintedCertificate): void => {
  const y = 137 * MM;
  const label = isChild ? '姓名（由监护人填写）' : '持证人签名';
  const width = isChild ? 38 * MM : 24 * MM;
  const left = CENTRE - (width + 58 * MM) / 2;
  pen.text(label, { x: left, y, width, size: 10, colour: COLOUR.soft });
  pen.lines([{ x1: left + width, y1: y + 3, x2: left + width + 58 * MM, y2: y + 3 }], {
    width: 0.7,
    colour: COLOUR.soft,
  });
};

const foot = (pen: Pen, certificate: PrintedCertificate): void => {
  const side = 25 * MM;
  const left = 27 * MM;
  const top = SHEET.height - 27 * MM - side;
  pen.doc.rect(left - 4, top - 4, side + 8, side + 8).fill('#ffffff');
  pen.qr(certificate.qr, left, top, side);
  const beside = { x: left + side + 5 * MM, width: 76 * MM };
  pen.text('编号', { ...beside, y: top + 9, size: 8.5, colour: COLOUR.soft });
  pen.text(certificate.number, {
    ...beside,
    y: top + 25,
    size: 12.5,
    colour: COLOUR.ink,
    spacing: 0.5,
  });
  pen.text('扫码，或在「点亮微心愿 · 证书查验」中输入编号核对。', {
    ...beside,
    y: top + 41,
    size: [8.5, 6],
    colour: COLOUR.soft,
  });
  if (certificate.expiresOn !== undefined) {
    pen.text(`有效期至 ${certificate.expiresOn}`, {
      ...beside,
      y: top + 57,
      size: 8.5,
      colour: COLOUR.soft,
    });
  }
  const right = { x: SHEET.width / 2 + 18 * MM, width: SHEET.width / 2 - 48 * MM };
  const issuer = pen.text(certificate.issuer, {
    ...right,
    y: top + 34,
    anchor: 'last',
    align: 'right',
    size: [15, 9],
    mostInLines: 11,
    maxLines: 2,
    colour: COLOUR.ink,
  });
  pen.text(certificate.issuedOn, {
    ...right,
    y: issuer.last + 22,
    align: 'right',
    size: 11.5,
    colour: COLOUR.ink,
  });
  seal(pen, SHEET.width - 82 * MM, top - 4);
  pen.text(RULES[certificate.kind], {
    x: INNER + 10,
    y: SHEET.height - 18 * MM,
    width: SHEET.width - 2 * INNER - 20,
    align: 'center',
    size: [7.5, 6],
    colour: COLOUR.soft,
  });
};

/** 项目培训证书 or 志愿服务记录证明: one page to be framed. */
export const drawCertificate = (
  certificate: PrintedCertificate,
  { font, now }: { font: Buffer; now: number },
): Promise<Buffer> =>
  pdfOf(
    { title: `${CERTIFICATE_KIND_WORDS[certificate.kind]} ${certificate.number}`, font, now },
    (pen) => {
      pen.doc.addPage({ size: [SHEET.width, SHEET.height], margin: 0 });
      frame(pen);
      lamp(pen);
      words(pen, certificate);
      penLine(pen, certificate);
      foot(pen, certificate);
    },
  );
