import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { subjectsOf, type Subject } from './subjects';

const SCREEN = { width: 375, height: 760 };
const DESK = { width: 1720, height: 1000 };

/** The six pictures that tell the story in the README, taken from the demo. */
export const readmePictures = async (house: House, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const subjects = await subjectsOf(house.url);
  const named = (name: string): Subject => {
    const found = subjects.find((subject) => subject.name === name);
    if (!found) throw new Error(`no page is named ${name}`);
    return found;
  };

  const open = async (subject: Subject): Promise<Phone> => {
    const context = await house.browser.newContext({ viewport: SCREEN, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const { openid, path } = subject;
    await page.goto(phoneUrl(house.url, { phoneId: subject.name, openid, path }));
    const phone = new Phone(page, page);
    await phone.screen.waitFor();
    await page.waitForLoadState('networkidle');
    for (const tap of subject.taps ?? []) await phone.tap(tap);
    return phone;
  };
  const take = async (phone: Phone, name: string): Promise<void> => {
    await phone.page.waitForTimeout(800);
    await phone.page.screenshot({ path: join(folder, `${name}.png`) });
    await phone.page.context().close();
  };

  await take(await open(named('home')), 'home');
  await take(await open(named('wish-form')), 'wish-form');
  await take(await open(named('wish-open')), 'review');

  const card = await open(named('card'));
  const shown = await card.screen.getByLabel(/^兑换码/).getAttribute('aria-label');
  const desk = /(\d) ?号/.exec(await card.screen.innerText())?.[1] ?? '1';
  await take(card, 'card');

  const scan = await open({ ...named('scan'), taps: [`${desk} 号兑换台`] });
  await scan.write('卡上的 16 位码', (shown ?? '').replace('兑换码', '').trim());
  await scan.tap('查看');
  await scan.tap(/孩子本人领取|孩子领取|孩子/);
  await scan.screen.getByText('下一张').waitFor();
  await take(scan, 'verdict');

  const context = await house.browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(house.url);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(6000);
  await page.screenshot({ path: join(folder, 'desk.jpg'), type: 'jpeg', quality: 82 });
  await context.close();
};
