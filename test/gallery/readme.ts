import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { House } from '../support/house';
import { Phone } from '../support/phone';
import { innerPlaces, openPlaces, type Place } from '../support/places';
import { settle, visit } from './shots';

/** Most bytes of a picture in the README. */
const MOST_BYTES = 250_000;

/** A picture's width where it shows the whole desk, in pixels. */
const DESK_WIDTH = 1600;

const LIGHT = { theme: 'light', fontScale: 1 } as const;

/** The picture as a PNG where that is small enough, else as a JPEG in the best quality that is. */
const compressed = async (
  png: Buffer,
  width: number,
): Promise<{ bytes: Buffer; ending: string }> => {
  const image = await loadImage(png);
  const canvas = createCanvas(width, Math.round((image.height * width) / image.width));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const small = await canvas.encode('png');
  if (small.length <= MOST_BYTES) return { bytes: small, ending: 'png' };
  for (let quality = 90; quality > 40; quality -= 10) {
    const bytes = await canvas.encode('jpeg', quality);
    if (bytes.length <= MOST_BYTES) return { bytes, ending: 'jpg' };
  }
  throw new Error(`a picture of ${png.length} bytes cannot be made small enough`);
};

const write = async (outDir: string, name: string, png: Buffer, width: number): Promise<void> => {
  const { bytes, ending } = await compressed(png, width);
  writeFileSync(join(outDir, `${name}.${ending}`), bytes);
  console.log(`${name}.${ending} ${Math.round(bytes.length / 1024)} KB`);
};

/** The wish card's holder, the desk's four phones in the middle of an event, as one wide picture. */
const deskPicture = async (house: House): Promise<Buffer> => {
  const context = await house.browser.newContext({ viewport: { width: 1680, height: 980 } });
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
  await write(outDir, 'desk', await deskPicture(house), DESK_WIDTH);
  const shots: [string, Place][] = [
    ['wall', find('home')],
    ['wish-form', find('wish-form-wish')],
    ['review', find('staff-wish-review')],
    ['card', find('card')],
    ['verdict', verdict],
  ];
  for (const [name, place] of shots) {
    const phone = await visit(house, house.browser, place, LIGHT);
    await settle(phone, place);
    await write(outDir, name, await phone.page.screenshot(), 750);
    await phone.page.context().close();
  }
};
