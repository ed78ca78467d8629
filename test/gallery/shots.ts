import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silence } from '../support/answers';
import type { House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import type { Place } from '../support/place';
import type { Picture } from './leaf';
import { AT_HOME, PIXELS, type Look } from './look';
import { printOf, type Box } from './prints';

/** Longest wait for a page to show what it should, in ms. */
const PATIENCE = 30_000;

/** Time in ms that what moves is given to come to rest. */
const REST = 600;

/** Opens a place on a phone of its own, and goes on to where it leads. */
export const visit = async (house: House, place: Place, look: Look): Promise<Phone> => {
  const context = await house.browser.newContext({
    ...AT_HOME,
    viewport: look.screen,
    deviceScaleFactor: PIXELS,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const phone = new Phone(page, page);
  const { name, path, openid, without } = place;
  const { theme, fontScale } = look;
  const network = without === 'network' ? 'none' : 'wifi';
  if (without !== undefined && without !== 'network') await silence(page, without);
  const phoneId = `gallery-${name}`;
  await page.goto(phoneUrl(house.url, { phoneId, openid, path, theme, fontScale, network }));
  return phone;
};

/** Waits until a place shows what it should, fully drawn. */
export const settle = async (phone: Phone, { reach, shows, without }: Place): Promise<void> => {
  await reach?.(phone);
  if (without === 'silent') await phone.screen.waitFor();
  else await phone.sees(shows);
  await phone.page.evaluate(() => document.fonts.ready);
  await phone.page.waitForTimeout(REST);
};

/** What differs in every run: the clock, codes, and how the lights hang. */
const EVER_NEW = '.host-time, canvas, .wall';

const boxesOf = (phone: Phone): Promise<Box[]> =>
  phone.page.locator(EVER_NEW).evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );

/** Takes a picture of a place; one that cannot be reached is pictured as it was, with the reason. */
export const shoot = async (
  house: House,
  place: Place,
  look: Look,
  outDir: string,
): Promise<Picture> => {
  const file = `${place.name}-${look.name}.png`;
  const phone = await visit(house, place, look);
  const problem = await settle(phone, place).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const png = await phone.page.screenshot();
  const print = await printOf(png, await boxesOf(phone));
  await phone.page.context().close();
  writeFileSync(join(outDir, file), png);
  const picture = { place: place.name, look: look.name, file, print };
  return problem === undefined ? picture : { ...picture, problem };
};
