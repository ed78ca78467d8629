import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import type { Place } from '../support/places';
import type { Picture } from './leaf';
import { AT_HOME, lookName, PIXELS, SCREEN, type Look } from './look';

/** Longest wait for a page to show what it should, in ms. */
const PATIENCE = 30_000;

/** Time in ms that what moves is given to come to rest. */
const REST = 600;

/** Opens a place on a phone of its own, and goes on to where it leads. */
export const visit = async (house: House, place: Place, look: Look): Promise<Phone> => {
  const context = await house.browser.newContext({
    ...AT_HOME,
    viewport: SCREEN,
    deviceScaleFactor: PIXELS,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const phone = new Phone(page, page);
  const { name, path, openid } = place;
  await page.goto(phoneUrl(house.url, { phoneId: `gallery-${name}`, openid, path, ...look }));
  return phone;
};

/** Waits until a place shows what it should, fully drawn. */
export const settle = async (phone: Phone, { reach, shows }: Place): Promise<void> => {
  await reach?.(phone);
  await phone.sees(shows);
  await phone.page.evaluate(() => document.fonts.ready);
  await phone.page.waitForTimeout(REST);
};

/** Takes a picture of a place; one that cannot be reached is pictured as it was, with the reason. */
export const shoot = async (
  house: House,
  place: Place,
  look: Look,
  outDir: string,
): Promise<Picture> => {
  const name = lookName(look);
  const file = `${place.name}-${name}.png`;
  const phone = await visit(house, place, look);
  const picture = { place: place.name, look: name, file };
  try {
    await settle(phone, place);
    return picture;
  } catch (error) {
    return { ...picture, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    writeFileSync(join(outDir, file), await phone.page.screenshot());
    await phone.page.context().close();
  }
};
