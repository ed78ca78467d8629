import { openHouse, type House } from '../support/house';
import { Phone, phoneUrl } from '../support/phone';
import { openWindow, type Window } from './support';

/** A window of WeChat on a PC, in CSS px. */
const PC = { width: 1280, height: 860 };

let house: House;
let window: Window;
let pc: Phone;

beforeAll(async () => {
  house = await openHouse();
  window = await openWindow(await house.browser.newContext({ viewport: PC }));
  pc = new Phone(window.page, window.page);
  const path = 'packages/staff/wish/pages/queue/queue';
  await window.page.goto(
    phoneUrl(house.url, { phoneId: 'pc', openid: 'demo-community', path, theme: 'light' }),
  );
  await pc.sees('共 5 个，已全部显示');
}, 240_000);

afterAll(() => house.close());

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await window.page.keyboard.press(key);
};

/** The titles of the rows, from above. */
const titles = (): Promise<string[]> => pc.screen.locator('.wish-title').allInnerTexts();

const rows = (names: RegExp) => pc.screen.getByRole('link', { name: names });

test('rows are chosen with the arrows, shift and space, and sent back with R, together', async () => {
  const before = await titles();
  await press('ArrowDown', 'Space', 'ArrowDown', 'Shift+ArrowDown');
  await pc.sees('已选 3 个');
  await press('r');
  await pc.sees('退回 3 个心愿');
  await pc.tap('请补充尺码或型号，方便我们买到合适的。');
  await pc.tap('确定');
  await pc.sees('已退回 3 个');
  await pc.sees('共 2 个，已全部显示');
  expect(await titles()).toEqual(before.slice(3));
});

test('and are as before once that is taken back', async () => {
  await pc.tap('撤销');
  await pc.sees('已撤销 3 个');
  await pc.sees('共 5 个，已全部显示');
});

test('Enter opens the file beside the list, Esc closes it', async () => {
  await press('ArrowDown', 'Enter');
  await pc.sees('为什么打开这份档案？');
  await pc.screen.getByRole('radio', { name: '审核', exact: true }).click();
  await pc.tap('打开档案');
  await pc.sees('想要的原因');
  expect(await rows(/轮到你审核/).count()).toBe(5);
  await press('Escape');
  await pc.text('想要的原因').waitFor({ state: 'hidden' });
});

test('a key that is typed into a field decides nothing', async () => {
  await press('ArrowDown', 'Space');
  await pc.sees('已选 1 个');
  const search = pc.screen.getByRole('textbox', { name: '按编号、代号、礼物或社区查找' });
  await search.pressSequentially('axr');
  expect(await pc.over.getByRole('button').count()).toBe(0);
  await search.fill('');
  await press('Enter');
  await pc.sees('共 5 个，已全部显示');
});

test('file after file: the purpose is asked once, A picks, 下一个 follows, the open row is marked', async () => {
  const open = pc.screen.locator('.line--open .wish-title');
  const before = await titles();
  await press('Escape', 'ArrowDown', 'Enter');
  await pc.sees('用途：审核');
  await pc.sees('想要的原因');
  await expect(open.allInnerTexts()).resolves.toEqual([before[0]]);
  await press('n');
  await pc.screen.locator('.line--open', { hasText: before[1] ?? '' }).waitFor();
  await pc.sees('提交');
  await press('a');
  await pc.screen.getByRole('radio', { name: '通过', exact: true, checked: true }).waitFor();
  await pc.tap('提交');
  await pc.tapOver('确定');
  await pc.sees('初审通过');
  await pc.tap('下一个');
  await pc.screen.locator('.line--open', { hasText: before[2] ?? '' }).waitFor();
  await expect(pc.screen.getByText('为什么打开这份档案？').count()).resolves.toBe(0);
  const row = await pc.screen.locator('.line--open').boundingBox();
  expect(row?.y).toBeGreaterThan(0);
  expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThan(PC.height);
});

test('nothing went wrong on the way', () => {
  expect(window.errors).toEqual([]);
});
