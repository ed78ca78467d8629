import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';

let runtime: BrowserRuntime;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [runtime, browser] = await Promise.all([
    startBrowserRuntime({
      projectDir: resolve('test/fixtures/engine-app'),
      cloudUrl: 'http://127.0.0.1:9',
      port: 0,
    }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await runtime.close();
});

afterEach(() => page.close());

/** Opens a page of the app in a phone of 375 × 812. */
const open = async (path: string, { touch = false } = {}): Promise<void> => {
  page = await browser.newPage({ viewport: { width: 375, height: 812 }, hasTouch: touch });
  const query = new URLSearchParams({ phone: 'test', openid: 'someone', path });
  await page.goto(`${runtime.url}/phone.html?${query.toString()}`);
  await page.locator('wx-page').waitFor();
  await page.waitForTimeout(100);
};

const log = (): Promise<unknown[]> =>
  page.evaluate(() => (globalThis as unknown as { log: unknown[] }).log);

const clearLog = (): Promise<unknown[]> =>
  page.evaluate(() => (globalThis as unknown as { log: unknown[] }).log.splice(0));

/** What the log came to since it was last asked, after the phone had time to do it. */
const since = async (): Promise<unknown[]> => {
  await page.waitForTimeout(150);
  return clearLog();
};

const shown = (selector: string) => page.locator(`.page-layer:not([hidden]) ${selector}`);

const drag = async (selector: string, dx: number, dy: number): Promise<void> => {
  const box = await shown(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not drawn`);
  const x = box.x + box.width / 2;
  const y = box.y + Math.min(box.height, 40) / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 3 });
  await page.mouse.move(x + dx, y + dy, { steps: 3 });
  await page.mouse.up();
};

describe('lifecycle', () => {
  test('app, page and component are told in the order of WeChat', async () => {
    await open('pages/first/first?x=1');
    expect(await log()).toEqual([
      'app launch pages/first/first',
      'app show',
      'witness attached',
      'first load {"x":"1"}',
      'first show',
      'witness page show',
      'witness ready',
      'first ready',
      'witness measured 100',
    ]);
  });

  test('a page that is opened hides the one below; going back unloads it', async () => {
    await open('pages/first/first');
    await clearLog();
    await shown('#open').click();
    expect(await since()).toEqual([
      'first hide',
      'witness page hide',
      'deep load {"a":"1","b":"%E4%B8%AD"}',
    ]);
    await page.goBack();
    expect(await since()).toEqual(['deep unload', 'first show', 'witness page show']);
  });

  test('page and opener talk through their channel', async () => {
    await open('pages/first/first');
    await shown('#open').click();
    expect(await shown('#question').textContent()).toBe('在吗');
    await shown('#answer').click();
    await page.waitForTimeout(100);
    expect(await shown('#heard').textContent()).toBe('在');
  });

  test('a tab stays alive while another is shown', async () => {
    await open('pages/first/first');
    await clearLog();
    await page.locator('.tab-bar-item').nth(1).click();
    expect(await since()).toEqual([
      'first hide',
      'witness page hide',
      'second load',
      'second show',
    ]);
    expect(await page.locator('.host-nav-title').textContent()).toBe('第二');
    await page.locator('.tab-bar-item').nth(0).click();
    expect(await since()).toEqual([
      'second hide',
      'first show',
      'witness page show',
      'first tab 0',
    ]);
  });
});

describe('navigation', () => {
  test('what cannot be opened is refused in the words of WeChat', async () => {
    await open('pages/first/first');
    await clearLog();
    await shown('#refuse').click();
    expect(await since()).toEqual([
      'first navigateTo:fail page "pages/none/none" is not found',
      'first navigateTo:fail can not navigateTo a tabbar page',
      'first redirectTo:fail can not redirectTo a tabbar page',
      'first switchTab:fail can not switch to no-tabBar page',
      'first navigateBack:fail cannot navigate back at first page',
    ]);
  });

  test('no more than ten pages lie upon each other', async () => {
    await open('pages/deep/deep');
    for (let depth = 1; depth < 10; depth++) await shown('#deeper').click();
    await clearLog();
    await shown('#deeper').click();
    expect(await since()).toEqual(['deep navigateTo:fail webview count limit exceed']);
    expect(await page.locator('wx-page').count()).toBe(10);
  });

  test('a navigator opens its page', async () => {
    await open('pages/second/second');
    await clearLog();
    await shown('#link').click();
    expect(await since()).toContain('deep load {"by":"link"}');
  });
});

describe('scrolling of a page', () => {
  test('its position and its end are told', async () => {
    await open('pages/first/first');
    await clearLog();
    const scroller = shown('.page-scroller');
    await scroller.evaluate((element) => element.scrollTo(0, 300));
    expect(await since()).toEqual(['first scrolled 300']);
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await since()).toEqual(['first bottom']);
  });

  test('a pull at the top refreshes', async () => {
    await open('pages/first/first');
    await clearLog();
    await drag('.page-scroller', 0, 160);
    expect(await since()).toEqual(['first pull']);
  });
});

describe('touch', () => {
  test('an event tells of plain targets, marks of all around, and where it was', async () => {
    await open('pages/touch/touch');
    await shown('#seen').click();
    const [event] = (await clearLog()).slice(-1) as [Record<string, Record<string, unknown>>];
    expect(event).toMatchObject({
      type: 'tap',
      target: { id: 'seen', dataset: { rowId: '7' } },
      currentTarget: { id: 'around', dataset: { kind: 'around' } },
      mark: { place: 'out', row: 7 },
      touches: [],
    });
    expect(Object.keys(event['target'] ?? {}).sort()).toEqual([
      'dataset',
      'id',
      'offsetLeft',
      'offsetTop',
    ]);
    expect(event['detail']).toEqual({ x: 187, y: 20 });
  });

  test.each([false, true])('a caught tap goes no further (touch screen: %s)', async (touch) => {
    await open('pages/touch/touch', { touch });
    await clearLog();
    const tap = (selector: string): Promise<void> =>
      touch ? shown(selector).tap() : shown(selector).click();
    await tap('#caught');
    expect(await since()).toEqual(['inner']);
    await tap('#bubbled');
    expect(await since()).toEqual(['inner', 'outer']);
  });

  test('a long press is no tap, where somebody listens for it', async () => {
    await open('pages/touch/touch');
    await clearLog();
    await shown('#held').click({ delay: 500 });
    expect(await since()).toEqual(['held']);
    await shown('#only-tap').click({ delay: 500 });
    expect(await since()).toEqual(['tapped']);
  });

  test('a mouse is heard again after a touch, as on a computer that has both', async () => {
    await open('pages/touch/touch', { touch: true });
    await clearLog();
    await shown('#caught').tap();
    expect(await since()).toEqual(['inner']);
    await page.waitForTimeout(700);
    await shown('#caught').click();
    expect(await since()).toEqual(['inner']);
  });

  test('a finger that moves does not tap', async () => {
    await open('pages/touch/touch');
    await clearLog();
    await drag('#moved', 80, 0);
    const lines = await since();
    expect(lines).toContain('moved');
    expect(lines).not.toContain('tapped');
  });

  test('a hover class is worn while the finger rests and a little longer', async () => {
    await open('pages/touch/touch');
    const color = (): Promise<string> =>
      shown('#hovered').evaluate((element) => getComputedStyle(element).color);
    const before = await color();
    await shown('#hovered').hover();
    await page.mouse.down();
    await page.waitForTimeout(80);
    expect(await color()).toBe('rgb(0, 128, 0)');
    await page.mouse.up();
    await page.waitForTimeout(200);
    expect(await color()).toBe(before);
  });

  test('text that is typed goes into the data it is bound to, on a touch screen too', async () => {
    await open('pages/touch/touch', { touch: true });
    await shown('#text').tap();
    await page.keyboard.type('心愿');
    await page.waitForTimeout(50);
    expect(await shown('#value').textContent()).toBe('心愿');
  });
});

describe('boxes', () => {
  test('queries answer sizes, properties and nothing for what is not there', async () => {
    await open('pages/boxes/boxes');
    expect(await log()).toContainEqual({
      scroller: {
        id: 'scroller',
        dataset: { name: 'list' },
        width: 375,
        height: 100,
        scrollY: true,
      },
      rows: 30,
      viewport: 0,
      none: null,
    });
  });

  test('an observer tells when something comes into the page', async () => {
    await open('pages/boxes/boxes');
    expect(await log()).not.toContain('low in');
    await shown('.page-scroller').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await since()).toContain('low in');
  });

  test('a scroll view goes to a child and tells its end', async () => {
    await open('pages/boxes/boxes');
    await clearLog();
    const scroller = shown('#scroller');
    await shown('#jump').click();
    await page.waitForTimeout(100);
    expect(await scroller.evaluate(({ scrollTop }) => scrollTop)).toBe(400);
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    expect(await since()).toContain('scrolltolower');
  });

  test('a swiper turns by the template and by hand', async () => {
    await open('pages/boxes/boxes');
    await clearLog();
    await shown('#next').click();
    expect(await since()).toContain('turned 1 ');
    await drag('#swiper', -260, 0);
    expect(await since()).toContain('turned 2 touch');
    const box = await shown('#slide-2').boundingBox();
    expect(box?.x).toBe(0);
  });

  test('a movable view stays in its area and moves one way', async () => {
    await open('pages/boxes/boxes');
    await clearLog();
    await drag('#movable', 300, 50);
    expect((await since()).at(-1)).toBe('moved 160,0 touch');
  });

  test('a portal leaves the box that would clip it', async () => {
    await open('pages/boxes/boxes');
    const box = await shown('#portal').boundingBox();
    expect(box).toMatchObject({ x: 295, width: 80, height: 20 });
  });

  test('going back closes a page container before it closes the page', async () => {
    await open('pages/deep/deep');
    await shown('#boxes').click();
    await page.waitForTimeout(250);
    await shown('#sheet').click();
    await page.waitForTimeout(120);
    expect(await shown('#in-sheet').isVisible()).toBe(true);
    await clearLog();
    await page.goBack();
    expect(await since()).toEqual(['sheet left']);
    expect(await shown('#in-sheet').isVisible()).toBe(false);
    await page.goBack();
    await shown('#answer').waitFor();
  });

  test('a picture of the app is drawn', async () => {
    await open('pages/boxes/boxes');
    const width = await shown('#picture img').evaluate(
      (element) => (element as HTMLImageElement).naturalWidth,
    );
    expect(width).toBe(40);
  });
});

describe('styles', () => {
  test('a page styles itself and no other page', async () => {
    await open('pages/first/first');
    const color = (): Promise<string> =>
      shown('.loud').evaluate((element) => getComputedStyle(element).color);
    expect(await color()).toBe('rgb(255, 0, 0)');
    await page.locator('.tab-bar-item').nth(1).click();
    expect(await color()).toBe('rgb(0, 0, 0)');
  });

  test('what is fixed stays inside the page, and 750 rpx are its width', async () => {
    await open('pages/deep/deep');
    expect(await shown('.bar').boundingBox()).toEqual({ x: 0, y: 774.5, width: 375, height: 37.5 });
  });
});

describe('errors', () => {
  test('an error of a handler is told to the app and shown on the phone', async () => {
    await open('pages/first/first');
    await clearLog();
    await shown('#fail').click();
    expect(await since()).toEqual(['app error a handler that fails']);
    await page.getByText('a handler that fails').first().waitFor();
  });

  test('a page whose code fails is told, and the page before it stays', async () => {
    await open('pages/second/second');
    await clearLog();
    await shown('#broken').click();
    await page.getByText('this module does not start').first().waitFor();
    expect(await since()).toEqual([]);
    expect(await shown('#broken').isVisible()).toBe(true);
  });

  test('a tag that nobody knows is refused by its name', async () => {
    page = await browser.newPage();
    const query = new URLSearchParams({ phone: 'test', path: 'pages/wrong/wrong' });
    await page.goto(`${runtime.url}/phone.html?${query.toString()}`);
    await page.getByText('no-such-tag').first().waitFor();
  });
});
