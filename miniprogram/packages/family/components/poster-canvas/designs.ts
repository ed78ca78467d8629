import type { PosterSource } from '../../../../../typings/contract';
import type { Brightness } from '../../../../components/wish-light/brightness';
import { roundRect, write, writeParagraph, type Brush } from './brush';
import { drawLamp } from './lamp';

/** Size of a poster in points. */
export const POSTER = { width: 360, height: 540 } as const;

/** What a poster says: the campaign and its figures, nobody and no wish of anybody's. */
export interface PosterContent {
  title: string;
  motto: string;
  where: string;
  host: string;
  /** The story in two short paragraphs. */
  story: readonly string[];
  /** `43 个心愿已经实现`; '' while none has. */
  figure: string;
  /** How many of the lamps shine, are warm, glow, are unlit. */
  lamps: Exclude<Brightness, 'out'>[];
}

/** A picture as a canvas node loads it. */
export type Picture = WechatMiniprogram.Image;

const DUSK = { high: '#16203c', mid: '#2a3766', low: '#5b5486', edge: '#b9777c' };
const INK = '#1e2840';
const INK_SOFT = '#4f5a70';
const GOLD_INK = '#7d5200';
const CAPTION = '长按识别，去看心愿墙';

const CODE = 104;

/** The code on its own white ground: it is read whatever is around it. */
const drawCode = (brush: Brush, code: Picture, x: number, y: number): void => {
  brush.fillStyle = '#ffffff';
  roundRect(brush, x - 8, y - 8, CODE + 16, CODE + 16, 12);
  brush.fill();
  brush.drawImage(code, x, y, CODE, CODE);
};

const duskOver = (brush: Brush, height: number): void => {
  const sky = brush.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, DUSK.high);
  sky.addColorStop(0.42, DUSK.mid);
  sky.addColorStop(0.8, DUSK.low);
  sky.addColorStop(1, DUSK.edge);
  brush.fillStyle = sky;
  brush.fillRect(0, 0, POSTER.width, height);
};

const COLUMNS = 6;
const ROWS = 5;
/** How many lamps the sky has room for. */
export const SKY_LAMPS = COLUMNS * ROWS;

/** 夜空: the wall itself, over a foot with the code. */
const sky = (brush: Brush, content: PosterContent, code: Picture): void => {
  duskOver(brush, POSTER.height);
  const dawn = brush.createRadialGradient(180, 430, 0, 180, 430, 300);
  dawn.addColorStop(0, 'rgba(255,196,120,0.55)');
  dawn.addColorStop(1, 'rgba(240,140,110,0)');
  brush.fillStyle = dawn;
  brush.fillRect(0, 130, POSTER.width, 300);

  write(brush, { text: content.title, x: 28, y: 30, size: 30, weight: 600, colour: '#f7f3ea' });
  write(brush, { text: content.motto, x: 28, y: 74, size: 15, colour: '#f7f3ea' });
  write(brush, { text: content.where, x: 28, y: 98, size: 12, colour: '#c9cde0' });
  content.lamps.slice(0, SKY_LAMPS).forEach((brightness, place) => {
    const column = place % COLUMNS;
    const row = Math.floor(place / COLUMNS);
    drawLamp(brush, {
      x: 45 + column * 54 + ((place * 7919) % 13) - 6,
      y: 148 + row * 51 + ((place * 6271) % 13) - 6,
      size: 34 + ((place * 29) % 9),
      brightness,
    });
  });

  brush.fillStyle = '#ffffff';
  brush.beginPath();
  brush.ellipse(180, 498, 300, 100, 0, 0, 2 * Math.PI);
  brush.fill();
  brush.fillRect(0, 440, POSTER.width, 100);
  drawCode(brush, code, 230, 418);
  write(brush, { text: content.figure, x: 28, y: 442, size: 17, weight: 600, colour: INK });
  write(brush, { text: CAPTION, x: 28, y: 472, size: 13, colour: INK_SOFT });
  write(brush, { text: content.host, x: 28, y: 494, size: 12, colour: INK_SOFT });
};

/** 一盏灯: one great lantern on warm paper. */
const lantern = (brush: Brush, content: PosterContent, code: Picture): void => {
  brush.fillStyle = '#fbf3e1';
  brush.fillRect(0, 0, POSTER.width, POSTER.height);
  const glow = brush.createRadialGradient(180, 190, 0, 180, 190, 260);
  glow.addColorStop(0, 'rgba(255,205,110,0.65)');
  glow.addColorStop(1, 'rgba(255,205,110,0)');
  brush.fillStyle = glow;
  brush.fillRect(0, 0, POSTER.width, 450);

  brush.strokeStyle = '#d9a24a';
  brush.lineWidth = 2;
  brush.beginPath();
  brush.moveTo(180, 0);
  brush.lineTo(180, 78);
  brush.stroke();
  brush.fillStyle = '#b9770f';
  roundRect(brush, 150, 74, 60, 14, 5);
  brush.fill();
  roundRect(brush, 158, 292, 44, 12, 5);
  brush.fill();
  const glass = brush.createLinearGradient(0, 88, 0, 292);
  glass.addColorStop(0, '#fff3cf');
  glass.addColorStop(1, '#f3b545');
  brush.beginPath();
  brush.ellipse(180, 190, 116, 102, 0, 0, 2 * Math.PI);
  brush.fillStyle = glass;
  brush.fill();
  brush.strokeStyle = '#d9952f';
  brush.lineWidth = 2;
  brush.stroke();
  brush.globalAlpha = 0.35;
  for (const reach of [42, 82]) {
    brush.beginPath();
    brush.ellipse(180, 190, reach, 102, 0, 0, 2 * Math.PI);
    brush.stroke();
  }
  brush.globalAlpha = 1;
  for (const x of [168, 180, 192]) {
    brush.beginPath();
    brush.moveTo(x, 304);
    brush.lineTo(x, 330);
    brush.stroke();
  }
  const centred = { x: 180, align: 'center' as const };
  write(brush, {
    ...centred,
    text: content.title,
    y: 162,
    size: 30,
    weight: 600,
    colour: '#4a2d00',
  });
  write(brush, { ...centred, text: content.figure, y: 204, size: 14, colour: '#4a2d00' });
  write(brush, { ...centred, text: content.motto, y: 350, size: 17, weight: 600, colour: INK });
  write(brush, { ...centred, text: content.where, y: 378, size: 12, colour: INK_SOFT });
  drawCode(brush, code, 28, 416);
  write(brush, { text: CAPTION, x: 156, y: 446, size: 14, weight: 600, colour: GOLD_INK });
  write(brush, { text: content.host, x: 156, y: 472, size: 12, colour: INK_SOFT });
};

/** Where the first and the last line of the letter begin. */
const FIRST_LINE = 133;
const LAST_LINE = 343;

/** 一封信: the story on ruled paper, signed with a lamp. */
const letter = (brush: Brush, content: PosterContent, code: Picture): void => {
  duskOver(brush, POSTER.height);
  brush.fillStyle = '#fffdf7';
  roundRect(brush, 20, 24, 320, 492, 14);
  brush.fill();
  brush.fillStyle = DUSK.high;
  roundRect(brush, 258, 42, 62, 62, 31);
  brush.fill();
  drawLamp(brush, { x: 289, y: 73, size: 40, brightness: 'shining' });
  write(brush, { text: content.title, x: 44, y: 50, size: 26, weight: 600, colour: INK });
  write(brush, { text: content.where, x: 44, y: 86, size: 12, colour: INK_SOFT });

  brush.strokeStyle = '#eadfc8';
  brush.lineWidth = 1;
  for (let y = 156; y <= 366; y += 30) {
    brush.beginPath();
    brush.moveTo(44, y);
    brush.lineTo(316, y);
    brush.stroke();
  }
  const ruled = { x: 44, size: 15, width: 272, leading: 30, colour: INK };
  const end = content.story.reduce(
    (y, text) => writeParagraph(brush, { ...ruled, text, y }),
    FIRST_LINE,
  );
  if (end <= LAST_LINE) {
    write(brush, { ...ruled, text: content.motto, y: end, weight: 600, colour: GOLD_INK });
  }

  drawCode(brush, code, 204, 388);
  write(brush, { text: content.figure, x: 44, y: 404, size: 15, weight: 600, colour: INK });
  write(brush, { text: '长按识别', x: 44, y: 436, size: 13, colour: INK_SOFT });
  write(brush, { text: '去看心愿墙', x: 44, y: 456, size: 13, colour: INK_SOFT });
  write(brush, { text: content.host, x: 44, y: 482, size: 11, colour: INK_SOFT });
};

/** The designs, each with a name to choose it by. */
export const DESIGNS: Record<
  PosterSource,
  { name: string; draw(brush: Brush, content: PosterContent, code: Picture): void }
> = {
  'poster-sky': { name: '夜空', draw: sky },
  'poster-lantern': { name: '一盏灯', draw: lantern },
  'poster-letter': { name: '一封信', draw: letter },
};
