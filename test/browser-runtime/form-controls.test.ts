import { resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';

let runtime: BrowserRuntime;
let browser: Browser;
let phone: Page;

beforeAll(async () => {
  runtime = await startBrowserRuntime({
    projectDir: resolve('test/fixtures/mini-app'),
    cloudUrl: 'http://127.0.0.1:9',
    port: 0,
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await runtime.close();
});

afterEach(() => phone.close());

const open = async (path: string): Promise<void> => {
  phone = await browser.newPage({ viewport: { width: 390, height: 1200 } });
  const query = new URLSearchParams({ phone: 'one', openid: 'one', path });
  await phone.goto(`${runtime.url}/phone.html?${query.toString()}`);
};

const at = (selector: string): Locator => phone.locator(selector);

/** What the page's listeners heard: `id type`, and the detail. */
const heard = async (): Promise<[string, Record<string, unknown>][]> =>
  JSON.parse((await at('#log').textContent()) ?? '[]');

/** Details of one event, as soon as there are as many as expected. */
const details = async (event: string, count = 1): Promise<Record<string, unknown>[]> => {
  for (let tries = 0; tries < 40; tries++) {
    const found = (await heard()).filter(([name]) => name === event);
    if (found.length >= count) return found.map(([, detail]) => detail);
    await phone.waitForTimeout(50);
  }
  throw new Error(`${event} is not heard; heard: ${JSON.stringify(await heard())}`);
};

/** Turns a wheel of the sheet and waits until it rests. */
const turn = async (wheel: number, row: number): Promise<void> => {
  const line = at('.host-wheel').nth(wheel).locator(`[data-index="${row}"]`);
  await line.evaluate((element) => {
    element.parentElement!.scrollTop = element.clientHeight * Number(element.dataset['index']);
  });
  await phone.waitForTimeout(200);
};

describe('text', () => {
  beforeEach(() => open('pages/forms/forms'));

  test('what is typed is told with its caret and its key, up to the greatest length', async () => {
    await at('#name').click();
    await phone.keyboard.type('abcdefg');
    expect((await details('name input', 5)).at(-1)).toEqual({
      value: 'abcde',
      cursor: 5,
      keyCode: 69,
    });
    expect(await details('name focus')).toEqual([{ value: '', height: 0 }]);
  });

  test('the key of the keyboard that ends typing', async () => {
    await at('#name').click();
    await phone.keyboard.type('a');
    await phone.keyboard.press('Enter');
    expect(await details('name confirm')).toEqual([{ value: 'a' }]);
    expect(await details('name blur')).toEqual([{ value: 'a', cursor: 1 }]);
  });

  test('a finger beside the text ends typing, and its tap is still one', async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 1200 },
      hasTouch: true,
    });
    const address = phone.url();
    await phone.close();
    phone = await context.newPage();
    await phone.goto(address);
    await at('#name').tap();
    await phone.keyboard.type('a');
    await at('#agree-label').tap();
    expect(await details('name blur')).toEqual([{ value: 'a', cursor: 1 }]);
    expect(await details('agree change')).toEqual([{ value: true }]);
  });

  test('a placeholder has its own class and goes when something is typed', async () => {
    const placeholder = at('#name .wx-placeholder');
    await placeholder.waitFor();
    expect(await placeholder.evaluate((element) => getComputedStyle(element).color)).toBe(
      'rgb(0, 0, 255)',
    );
    await at('#name').click();
    await phone.keyboard.type('a');
    await placeholder.waitFor({ state: 'hidden' });
  });

  test('what a listener answers stands in the place of what was typed', async () => {
    await at('#upper').click();
    await phone.keyboard.type('abc');
    expect(await at('#upper input').inputValue()).toBe('ABC');
  });

  test('a keyboard of numbers writes nothing else', async () => {
    await at('#digits').click();
    await phone.keyboard.press('End');
    await phone.keyboard.type('a1-2');
    expect(await at('#digits input').inputValue()).toBe('712');
  });

  test('a label for screen readers is one of what takes the focus', async () => {
    await phone.getByLabel('号码').fill('42');
    expect(await at('#digits input').inputValue()).toBe('42');
  });

  test('a textarea that grows tells its lines', async () => {
    await at('#story').click();
    const before = (await at('#story').boundingBox())!.height;
    await phone.keyboard.type('a\nb\nc');
    const lines = await details('story linechange', 3);
    expect(lines.map(({ lineCount }) => lineCount)).toEqual([1, 2, 3]);
    expect((await at('#story').boundingBox())!.height).toBeGreaterThan(before * 2.8);
  });
});

describe('choices', () => {
  beforeEach(() => open('pages/forms/forms'));

  test('a label ticks the box in it; the group tells all that are ticked', async () => {
    await at('.like')
      .nth(2)
      .click({ position: { x: 40, y: 10 } });
    await at('.like wx-checkbox').nth(0).click();
    expect(await details('likes change', 2)).toEqual([
      { value: ['苹果', '桃'] },
      { value: ['桃'] },
    ]);
  });

  test('of a group of radios one is chosen; to choose it again is nothing new', async () => {
    await at('.size').nth(1).click();
    await at('.size').nth(1).click();
    expect(await details('size change')).toEqual([{ value: 'L' }]);
    expect(await at('wx-radio.wx-checked').count()).toBe(1);
  });

  test('a label switches the control it names', async () => {
    await at('#agree-label').click();
    await at('#agree').click();
    expect(await details('agree change', 2)).toEqual([{ value: true }, { value: false }]);
  });

  test('a slider goes by its steps, and tells where it stayed', async () => {
    const { x, y, width, height } = (await at('.wx-slider-line').boundingBox())!;
    const middle = y + height / 2;
    await phone.mouse.move(x + width * 0.4, middle);
    await phone.mouse.down();
    await phone.mouse.move(x + width * 0.58, middle);
    await phone.mouse.move(x + width * 0.83, middle);
    await phone.mouse.up();
    expect(await details('slider changing', 2)).toEqual([{ value: 6 }, { value: 8 }]);
    expect(await details('slider change')).toEqual([{ value: 8 }]);
  });

  test('a wheel in the page tells the row in its middle', async () => {
    await at('#wheels wx-picker-view-column').hover();
    await phone.mouse.wheel(0, 40);
    expect(await details('wheels change')).toEqual([{ value: [2] }]);
  });
});

describe('pickers', () => {
  beforeEach(() => open('pages/forms/forms'));

  const confirm = () => at('.host-picker-confirm').click();

  test('an index is told as text, as WeChat does; a sheet that is left is told too', async () => {
    await at('#fruit').click();
    await turn(0, 2);
    await confirm();
    expect(await details('fruit change')).toEqual([{ value: '2' }]);
    await at('.host-picker').waitFor({ state: 'hidden' });
    await at('#fruit').click();
    await at('.host-picker-cancel').click();
    expect(await details('fruit cancel')).toHaveLength(1);
  });

  test('a column that turned changes the others, if the page says so', async () => {
    await at('#place').click();
    await turn(0, 1);
    expect(await details('place columnchange')).toEqual([{ column: 0, value: 1 }]);
    expect(await at('.host-wheel').nth(1).innerText()).toBe('乙一\n乙二\n乙三');
    await turn(1, 2);
    await confirm();
    expect(await details('place change')).toEqual([{ value: [1, 2] }]);
  });

  test('a day and a time', async () => {
    await at('#day').click();
    await confirm();
    expect(await details('day change')).toEqual([{ value: '2025-03-01' }]);
    await at('.host-picker').waitFor({ state: 'hidden' });
    await at('#clock').click();
    await confirm();
    expect(await details('clock change')).toEqual([{ value: '08:30' }]);
  });
});

describe('a form', () => {
  beforeEach(() => open('pages/forms/forms'));

  test('collects its controls by name, and components that behave as fields', async () => {
    await at('#name').click();
    await phone.keyboard.type('小明');
    await at('#send').click();
    const [detail] = await details('form submit');
    expect(detail?.['value']).toEqual({
      name: '小明',
      upper: '',
      digits: '7',
      story: '',
      likes: ['苹果'],
      size: 'S',
      agree: false,
      amount: 4,
      fruit: 0,
      place: [0, 0],
      day: '2025-03-01',
      clock: '08:30',
      leaf: '叶',
    });
  });

  test('empties them', async () => {
    await at('#reset').click();
    expect(await details('form reset')).toHaveLength(1);
    await at('#send').click();
    const [detail] = await details('form submit');
    expect(detail?.['value']).toMatchObject({
      digits: '',
      likes: [],
      size: '',
      amount: 0,
      leaf: '',
    });
  });
});

describe('drawing', () => {
  beforeEach(() => open('pages/forms/forms'));

  test('a canvas is a node to draw on, and its picture a file', async () => {
    await at('#picture').filter({ hasText: 'blob:' }).waitFor();
    const pixel = await at('#canvas canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return [canvas.width, ...(canvas.getContext('2d')?.getImageData(1, 1, 1, 1).data ?? [])];
    });
    expect(pixel).toEqual([60, 255, 0, 0, 255]);
  });

  test('rich text keeps the tags that are trusted alone', async () => {
    expect(await at('#rich .wx-rich').innerHTML()).toBe('<p style="color: red;">富<b>文</b>本</p>');
  });
});

describe('Vant', () => {
  beforeEach(() => open('pages/vant/vant'));

  test('a field is typed in and is part of the form', async () => {
    await at('#name input').click();
    await phone.keyboard.type('一二三四五六七');
    await at('#typed')
      .filter({ hasText: /^一二三四五六$/ })
      .waitFor();
    await at('#send').click();
    await at('#sent').filter({ hasText: '{"nickname":"一二三四五六"}' }).waitFor();
  });

  test('a popup opens over the page and closes by its overlay', async () => {
    await at('#open').click();
    await at('#in-popup').waitFor();
    await phone.waitForTimeout(400);
    await phone.mouse.click(195, 300);
    await at('#in-popup').waitFor({ state: 'hidden' });
  });

  test('tabs change and a collapse opens', async () => {
    await at('#tabs').getByText('乙').click();
    await at('#tab-1').waitFor();
    await at('#collapse').getByText('说明').click();
    await phone.waitForTimeout(500);
    expect((await at('#collapsed').boundingBox())!.height).toBeGreaterThan(10);
  });
});
