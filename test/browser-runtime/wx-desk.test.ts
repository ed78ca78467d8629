import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { makeCode } from '../../tools/local-cloud/platform/codes';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';

let folder: string;
let cloud: Server;
let runtime: BrowserRuntime;
let browser: Browser;
let page: Page;

/** A cloud that answers who called it, with what. */
const startEcho = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const openid = request.headers['x-openid'];
      response.end(JSON.stringify({ ok: true, path: request.url, openid, event: body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-app-'));
  cpSync(join(__dirname, '..', 'fixtures', 'desk-app'), folder, { recursive: true });
  [cloud, browser] = await Promise.all([startEcho(), openBrowser()]);
  runtime = await startBrowserRuntime({
    projectDir: folder,
    cloudUrl: `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`,
    port: 0,
    deskFile: join(folder, 'desk.json'),
    watch: true,
  });
});

afterAll(async () => {
  await browser.close();
  await runtime.close();
  cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1400, height: 980 } });
  page = await context.newPage();
  await page.goto(runtime.url);
  await phone('one').locator('.said').waitFor({ state: 'attached' });
});

afterEach(() => page.context().close());

const phone = (id: string): FrameLocator => page.frameLocator(`[data-phone=${id}] iframe`);

const tap = (name: string): Promise<void> =>
  phone('one').locator('.act').getByText(name, { exact: true }).click();

const said = async (words: RegExp | string): Promise<string> => {
  const line = phone('one').locator('.said').filter({ hasText: words });
  await line.waitFor();
  return line.innerText();
};

test('a toast shows and goes; a modal waits for its answer', async () => {
  await tap('toast');
  const toast = phone('one').locator('.host-toast');
  await toast.getByText('已保存').waitFor();
  await toast.waitFor({ state: 'detached' });

  await tap('modal');
  await phone('one').getByRole('button', { name: '取消' }).click();
  expect(JSON.parse(await said('cancel'))).toEqual({ confirm: false, cancel: true });
});

test('an action sheet answers what was chosen, or that it was cancelled', async () => {
  await tap('sheet');
  await phone('one').getByRole('button', { name: '乙' }).click();
  expect(JSON.parse(await said('tapIndex'))).toMatchObject({ tapIndex: 1 });
  await tap('sheet');
  await phone('one').getByRole('button', { name: '取消' }).click();
  await said('showActionSheet:fail cancel');
});

test('what a person stored is there after a reload, and only for that person', async () => {
  await tap('keep');
  await said('setStorage:ok');
  await page.getByRole('button', { name: '一号：重新加载' }).click();
  await tap('recall');
  await said('书包');
  await page.getByLabel('一号：以谁的身份').selectOption('person-2');
  await tap('recall');
  await said('getStorage:fail data not found');
});

test('a function is called as the person who holds the phone; without network it fails', async () => {
  await tap('call');
  expect(JSON.parse(await said('person-1'))).toMatchObject({
    path: '/call/hello',
    openid: 'person-1',
    event: '{"a":1}',
  });
  await page.getByLabel('一号：网络').selectOption('none');
  await tap('call');
  await said(/cloud\.callFunction:fail .*ERR_INTERNET_DISCONNECTED/);
});

test("a code is read from the pixels of another phone's screen", async () => {
  await tap('scan');
  await phone('one').getByRole('button', { name: '扫二号的屏幕' }).click();
  expect(JSON.parse(await said('K7QF'))).toEqual({
    result: 'K7QF-2M9X-ABCD-EFGH',
    scanType: 'QR_CODE',
    errMsg: 'scanCode:ok',
  });
  await tap('scan');
  await phone('one').getByRole('button', { name: '取消扫码' }).click();
  await said('scanCode:fail cancel');
});

test('a code is read from a picture; the code of a mini-program gives its page', async () => {
  const { buffer } = makeCode({ page: 'pages/empty/empty', scene: 'from=code' }) as {
    buffer: Buffer;
  };
  await tap('scan');
  await phone('one')
    .locator('.host-scan input[type=file]')
    .setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer });
  expect(JSON.parse(await said('WX_CODE'))).toMatchObject({
    result: '',
    path: 'pages/empty/empty?scene=from%3Dcode',
  });
});

test('messages are asked for template by template, consent before what needs it', async () => {
  await tap('subscribe');
  await phone('one').locator('.host-toggle').getByText('提醒').click();
  await phone('one').getByRole('button', { name: '允许' }).click();
  expect(JSON.parse(await said('accept'))).toMatchObject({ 结果: 'accept', 提醒: 'reject' });

  await tap('copy');
  await phone('one').getByRole('button', { name: '拒绝' }).click();
  await said('setClipboardData:fail privacy permission is not authorized');
  await tap('copy');
  await phone('one').getByRole('button', { name: '同意' }).click();
  await said('setClipboardData:ok');
});

test('a file of the app is sent where its owner says so', async () => {
  await tap('file');
  await phone('one').getByText('名单.txt').waitFor();
  await phone('one').getByRole('button', { name: '取消' }).click();
  await said('shareFileMessage:fail cancel');
  await tap('file');
  await phone('one').getByRole('button', { name: '发送给朋友' }).click();
  await said('shareFileMessage:ok');
});

test('a place opens on a map by its name and its point', async () => {
  await tap('map');
  await phone('one').getByText('22.5300, 113.9200').waitFor();
  await phone('one').getByRole('button', { name: '关闭地图' }).click();
  await said('openLocation:ok');
});

test('a place is chosen on a map by a search, or left', async () => {
  await tap('place');
  await phone('one').getByRole('button', { name: '同意' }).click();
  await phone('one').getByLabel('搜索地点').fill('图书馆');
  await phone('one').getByRole('button', { name: '青少年活动中心' }).waitFor({ state: 'detached' });
  await phone('one').getByRole('button', { name: '南山图书馆' }).click();
  await said('chooseLocation:ok');
  await tap('place');
  await phone('one').getByRole('button', { name: '取消选点' }).click();
  await said('chooseLocation:fail cancel');
});

test('a call that is not built fails by its name, and the phone shows it', async () => {
  await tap('unknown');
  await phone('one')
    .getByText('wx.startBeaconDiscovery is not built in this runtime yet')
    .first()
    .waitFor();
  await page.locator('[data-phone=one]').getByText('有错误').waitFor();
});

/** Waits until what has come up stands still: a tap beside it would put it away. */
const standsStill = (name: string): Promise<void> =>
  phone(name)
    .locator('body')
    .evaluate(async () => {
      const motions = document.getAnimations().filter(({ effect }) => {
        const { iterations = 1 } = effect?.getComputedTiming() ?? {};
        return iterations !== Infinity;
      });
      await Promise.allSettled(motions.map(({ finished }) => finished));
    });

test('a shared card can be opened on another phone; a page without a handler is not shared', async () => {
  await phone('one').getByRole('button', { name: '更多' }).click();
  await standsStill('one');
  await phone('one').getByRole('button', { name: '转发给朋友' }).click();
  await standsStill('one');
  await phone('one').getByRole('button', { name: '发送' }).click();
  await page.getByRole('button', { name: '二号打开' }).click();
  await phone('two').getByText('card', { exact: true }).waitFor();

  await phone('two').getByRole('button', { name: '更多' }).click();
  await phone('two').getByText('当前页面不能分享').waitFor();
});

test('a step of the story opens its page, as its person, on its phone', async () => {
  await page.getByRole('button', { name: '换人' }).click();
  await phone('two').getByText('story', { exact: true }).waitFor();
  expect(await page.getByLabel('二号：以谁的身份').inputValue()).toBe('person-1');
});

test('a change is shown at once; one that does not compile leaves the app and says why', async () => {
  const home = join(folder, 'app', 'pages', 'home');
  const template = readFileSync(join(home, 'home.wxml'), 'utf8');
  const script = readFileSync(join(home, 'home.js'), 'utf8');
  writeFileSync(join(home, 'home.wxml'), `<view>改过了</view>${template}`);
  await phone('one').getByText('改过了').waitFor();

  writeFileSync(join(home, 'home.js'), `${script}\nPage({`);
  const problem = phone('one').locator('.host-problem');
  await problem.getByText('pages/home/home.js').first().waitFor();
  await phone('one').getByText('改过了').waitFor();

  writeFileSync(join(home, 'home.js'), script);
  await problem.first().waitFor({ state: 'detached' });
});

test('what a browser has is not sent to it again', async () => {
  const address = `${runtime.url}/runtime.js`;
  const etag = (await fetch(address)).headers.get('etag') ?? '';
  const again = await fetch(address, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  const other = await fetch(address, { headers: { 'if-none-match': '"of an older build"' } });
  expect(other.status).toBe(200);
});
