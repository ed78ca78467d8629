import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import type { House } from '../support/house';
import { Phone } from '../support/phone';
import { innerPlaces } from '../support/inner-places';
import type { Place } from '../support/place';
import { openPlaces } from '../support/places';
import { AT_HOME, PLAIN } from './look';
import { settle, visit } from './shots';

/** Most bytes of a picture in the README. */
const MOST_BYTES = 250_000;

/** Widths of a phone's picture, in pixels: the first whose file is small enough is taken. */
const PHONE_WIDTHS = [750, 640, 560, 480] as const;

/** A picture's width where it shows the whole desk, in pixels. */
const DESK_WIDTH = 1600;

const drawn = async (png: Buffer, width: number): Promise<Canvas> => {
  const image = await loadImage(png);
  const canvas = createCanvas(width, Math.round((image.height * width) / image.width));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const write = (file: string, bytes: Buffer): void => {
  if (bytes.length > MOST_BYTES) throw new Error(`${file}: ${bytes.length} bytes are too many`);
  writeFileSync(file, bytes);
  console.log(`${file} ${Math.round(bytes.length / 1024)} KB`);
};

/** Soft light is small as a JPEG only. */
const writeSoft = async (file: string, png: Buffer): Promise<void> =>
  write(file, await (await drawn(png, PHONE_WIDTHS[0])).encode('jpeg', 88));

/** A phone's picture: sharp edges of letters and codes keep as PNG. */
const writePhone = async (file: string, png: Buffer): Promise<void> => {
  for (const width of PHONE_WIDTHS) {
    const bytes = await (await drawn(png, width)).encode('png');
    if (bytes.length <= MOST_BYTES) return write(file, bytes);
  }
  throw new Error(`${file} cannot be made small enough`);
};

/** The desk's four phones in the middle of a hand-over, as one wide picture. */
const deskPicture = async (house: House): Promise<Buffer> => {
  const context = await house.browser.newContext({
    ...AT_HOME,
    viewport: { width: 1680, height: 1000 },
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(house.url);
  const phone = (id: string): Phone =>
    new Phone(page, page.frameLocator(`[data-phone=${id}] iframe`));
  const turnTo = (step: string): Promise<void> =>
    page.getByRole('navigation', { name: '故事' }).getByRole('button', { name: step }).click();
  await turnTo('出示卡片');
  await phone('family').tap('打开心愿兑换卡');
  await phone('family').sees('卡号');
  await phone('staff').sees('轮到你审核');
  await phone('admin').sees('账目');
  await turnTo('扫码交付');
  await phone('volunteer').tap('1 号兑换台');
  await phone('volunteer').tap('扫一扫');
  await phone('volunteer').tapOver('扫家长的屏幕');
  await phone('volunteer').sees('谁来领取？点一下就发放');
  await page.waitForTimeout(2500);
  const picture = await page.screenshot();
  await context.close();
  return picture;
};

/** The pictures of the README: five phones and the desk. */
export const readmePictures = async (house: House, outDir: string): Promise<void> => {
  const places = [...(await openPlaces(house)), ...(await innerPlaces(house))];
  const find = (name: string): Place => {
    const found = places.find((place) => place.name === name);
    if (!found) throw new Error(`there is no place ${name}`);
    return found;
  };
  const gift = find('scan-gift');
  const verdict: Place = {
    ...gift,
    shows: '可以发放',
    reach: async (phone) => {
      await gift.reach?.(phone);
      await phone.tap(/^孩子本人/);
    },
  };
  const review = find('staff-wish-review');
  const decision: Place = {
    ...review,
    reach: async (phone) => {
      await review.reach?.(phone);
      await phone.tap(/^用「/);
      await phone.control('提交').scrollIntoViewIfNeeded();
    },
  };
  const desk = await drawn(await deskPicture(house), DESK_WIDTH);
  write(join(outDir, 'desk.jpg'), await desk.encode('jpeg', 86));
  const shots: [string, Place][] = [
    ['home', find('home')],
    ['wish-form', find('wish-form-wish')],
    ['review', decision],
    ['card', find('card')],
    ['verdict', verdict],
  ];
  for (const [name, place] of shots) {
    const phone = await visit(house, place, PLAIN);
    await settle(phone, place);
    const png = await phone.page.screenshot();
    await (name === 'home'
      ? writeSoft(join(outDir, 'home.jpg'), png)
      : writePhone(join(outDir, `${name}.png`), png));
    await phone.page.context().close();
  }
};
