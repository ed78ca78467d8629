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
  phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const query = new URLSearchParams({ phone: 'one', openid: 'one', path });
  await phone.goto(`${runtime.url}/phone.html?${query.toString()}`);
};

const at = (selector: string): Locator => phone.locator(selector);

const colourOf = (selector: string): Promise<string> =>
  at(selector).evaluate((element) => getComputedStyle(element).color);

describe('a page of lists, templates and WXS', () => {
  beforeEach(() => open('pages/home/home'));

  test('imported templates are drawn with their data, included ones in their place', async () => {
    expect(await at('.foot').innerText()).toBe('完');
    const rows = await at('.row').allTextContents();
    expect(rows.map((row) => row.replace(/\s/g, ''))).toEqual(['书包12.00', '画笔8.50']);
  });

  test('WXS compares constructors by name and requires other modules', async () => {
    expect(await at('#kind').innerText()).toBe('list');
    expect(await at('wx-page .title').innerText()).toBe('共 20.50 元');
  });

  test('an event knows the data and the marks of what it passed', async () => {
    await at('.row').nth(1).click();
    expect(await at('#picked').innerText()).toBe('b/1');
  });
});

describe('a page of components', () => {
  beforeEach(() => open('pages/parts/parts'));

  test('slots take their content by name, and styles of the page reach external classes', async () => {
    expect(await at('#panel').innerText()).toBe('面板附\n里面');
    expect(await colourOf('#panel >> text=面板')).toBe('rgb(0, 0, 255)');
  });

  test('a component changes itself', async () => {
    await at('#panel').getByText('面板').click();
    await at('#inside').waitFor({ state: 'hidden' });
  });

  test('components that are related know each other', async () => {
    await at('#tree').getByText('树枝 2').waitFor();
  });

  test('each component has styles of its own', async () => {
    expect(await colourOf('#tree >> text=树枝')).toBe('rgb(0, 128, 0)');
    expect(await colourOf('text=甲')).toBe('rgb(165, 42, 42)');
  });
});

test('a page of a subpackage takes its query as it is written', async () => {
  await open('packages/more/pages/far/far?from=%E8%BF%9C');
  expect(await at('#from').innerText()).toBe('%E8%BF%9C');
});

test('the desk of a project that describes none shows one phone', async () => {
  phone = await browser.newPage({ viewport: { width: 900, height: 980 } });
  await phone.goto(runtime.url);
  await at('.phone').waitFor();
  expect(await at('.phone').count()).toBe(1);
  expect(await at('.step').count()).toBe(0);
});
