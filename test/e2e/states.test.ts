import type { BrowserContext, Page } from 'playwright-core';
import { silence, unsilence } from '../support/answers';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import type { Place } from '../support/place';
import { openPlaces } from '../support/places';
import { openWindow } from './support';

let house: House;
let places: Place[];
let context: BrowserContext;
let page: Page;
let errors: string[];
let phone: Phone;

beforeAll(async () => {
  house = await openHouse();
  places = (await openPlaces(house)).filter(({ asks }) => asks);
}, 240_000);

afterAll(() => house.close());

beforeEach(async () => {
  context = await house.browser.newContext({ viewport: { width: 375, height: 780 } });
  ({ page, errors } = await openWindow(context));
  phone = new Phone(page, page);
});

afterEach(() => context.close());

const open = async ({ name, path, openid }: Place, network: 'wifi' | 'none' = 'wifi') => {
  await page.goto(phoneUrl(house.url, { phoneId: `states-${name}`, openid, path, network }));
};

/** Opens each place that asks the cloud; answers those where `seen` failed, and why. */
const failing = async (
  chosen: readonly Place[],
  seen: (place: Place) => Promise<void>,
): Promise<string[]> => {
  const faults: string[] = [];
  for (const place of chosen) {
    try {
      await seen(place);
    } catch (error) {
      faults.push(`${place.name}: ${error instanceof Error ? error.message.split('\n')[0] : ''}`);
    }
  }
  return faults;
};

/** On the home page and its like what the package brings is there at once, whatever the cloud does. */
const WITHOUT_WAIT = ['home', 'poster', 'partners'];

test('a page says that it is loading while the cloud is slow', async () => {
  await silence(page, 'silent');
  const waiting = places.filter(({ name }) => !WITHOUT_WAIT.includes(name));
  expect(
    await failing(waiting, async (place) => {
      await open(place);
      await phone.screen.getByLabel('正在加载').first().waitFor();
    }),
  ).toEqual([]);
}, 400_000);

test('a page whose call fails says so, and 重试 brings it', async () => {
  expect(
    await failing(places, async (place) => {
      await silence(page, 'refusing');
      await open(place);
      await place.reach?.(phone);
      const again = phone.control('重试');
      await again.waitFor();
      await unsilence(page);
      await again.click();
      await phone.sees(place.shows);
    }),
  ).toEqual([]);
}, 400_000);

test('a page without a network says so, and does not blame itself', async () => {
  expect(
    await failing(places, async (place) => {
      await open(place, 'none');
      await phone.sees(/网络|离线/);
    }),
  ).toEqual([]);
}, 400_000);

test('a page for staff tells others that it is not for them', async () => {
  const forStaff = places.filter(({ path }) => /^packages\/(staff|office)/.test(path));
  expect(
    await failing(forStaff, async (place) => {
      await open({ ...place, openid: 'demo-new-family' });
      await phone.sees('这里不对您开放');
    }),
  ).toEqual([]);
}, 400_000);

test('somebody who has no wish yet is led to make one', async () => {
  const my = places.find(({ name }) => name === 'my') as Place;
  await open({ ...my, openid: 'demo-new-family' });
  await phone.sees('还没有心愿');
  await phone.tap('许一个心愿');
  await phone.sees('先请您了解');
}, 120_000);

test('somebody with no desk to work at is told whom to ask', async () => {
  const scan = places.find(({ name }) => name === 'scan') as Place;
  await open({ ...scan, openid: 'demo-new-family' });
  await phone.sees(/授权|工作人员/);
}, 120_000);

test('a mistyped code is told at once, and a button that is off does nothing', async () => {
  const scan = places.find(({ name }) => name === 'scan') as Place;
  await open(scan);
  await phone.tap('1 号兑换台');
  await phone.write('卡上的 16 位码', '0A2M-0TCT-5S4J-JGT8');
  await phone.sees(/有一位不对/);
  await phone.control('查看').click({ force: true });
  await phone.sees('扫一扫');
  expect(errors).toEqual([]);
}, 120_000);
