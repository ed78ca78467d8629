import { readFileSync } from 'node:fs';
import { join } from 'node:path';
/** A warehouse fills in the 到货表: by taps from the page of arrivals and back to it. */
import { PRICE, arrivalSheet, chooseSheet, savedSheet } from '../support/arrivals';
import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { openWindow, story, type Window } from './support';

const CAMPAIGN = 'nanshan-2025';
const STAFF = 'demo-community';

let house: House;
let window: Window;
let phone: Phone;

beforeAll(async () => {
  house = await openHouse();
  window = await openWindow(await house.browser.newContext());
  phone = new Phone(window.page, window.page);
  const path = 'packages/staff/gift/pages/gifts/gifts';
  await window.page.goto(
    phoneUrl(house.url, { phoneId: STAFF, openid: STAFF, path, theme: 'light' }),
  );
}, 240_000);

afterAll(() => house.close());

const tell = story(() => window.page);

const onTheirWay = async (): Promise<number> =>
  (await arrivalSheet(house.as(STAFF), CAMPAIGN)).rows.length;

tell('the sheet is taken along, and comes back with what is in the parcels', async () => {
  const waiting = await onTheirWay();
  await phone.sees(`还有 ${waiting} 份在路上`);
  await phone.tap('用 Excel 登记');
  const taken = window.page.waitForEvent('download');
  await phone.tap('下载到货表');
  // A workbook is a zip.
  const file = join(house.dataDir, 'taken.xlsx');
  await (await taken).saveAs(file);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');

  const { titles, rows } = await arrivalSheet(house.as(STAFF), CAMPAIGN);
  const filled = rows.map((row, at) =>
    at > 3 ? row : { ...row, [PRICE]: at === 3 ? 99_999 : 20, 领取点: '1 号兑换台' },
  );
  await chooseSheet(phone, '到货表.xlsx', await savedSheet(titles, filled));
  await phone.sees('3 份到货，共 60 元；1 行要改');
  await phone.sees(/要先追加善款/);
  expect(await onTheirWay()).toBe(waiting);

  await phone.tap('只登记没有问题的 3 份');
  await phone.sees('登记了 3 份到货，支出 60 元。还有 1 行没有登记，改好后再选一次文件。');
  expect(await onTheirWay()).toBe(waiting - 3);
});

tell('the page of arrivals has three fewer when it is gone back to', async () => {
  const waiting = await onTheirWay();
  await window.page.getByRole('button', { name: '返回' }).first().click();
  await phone.sees(`还有 ${waiting} 份在路上`);
  expect(window.errors).toEqual([]);
});
