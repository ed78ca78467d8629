import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Frame } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { launchBrowser } from '../../tools/browser-runtime/testing/browser';
import { buildFunctions } from '../../tools/build/functions';
import { startLocalCloud, type LocalCloud } from '../../tools/local-cloud';

const DAY = 24 * 60 * 60 * 1000;
const fixtures = join(__dirname, '..', 'fixtures');

let folder: string;
let cloud: LocalCloud;
let runtime: BrowserRuntime;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-clock-'));
  const functionsDir = join(folder, 'functions');
  await buildFunctions({ sourceDir: join(fixtures, 'cloud', 'functions'), outDir: functionsDir });
  cloud = await startLocalCloud({
    functionsDir,
    manifestFile: join(fixtures, 'cloud', 'cloud.json'),
    dataDir: join(folder, 'data'),
  });
  const projectDir = join(fixtures, 'desk-app');
  runtime = await startBrowserRuntime({
    projectDir,
    cloudUrl: cloud.url,
    port: 0,
    deskFile: join(projectDir, 'desk.json'),
  });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
});

afterAll(async () => {
  await browser.close();
  await runtime.close();
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Waits until the app runs on each phone, by a clock so many days ahead of this machine's. */
const expectPhonesAhead = async (days: number): Promise<void> => {
  const framed = (): Frame[] =>
    page.frames().filter((frame) => frame.url().includes('/phone.html'));
  // The phones come once the desk's file is there, which may be behind its clock.
  for (let wait = 0; wait < 200 && framed().length < 2; wait += 1) await page.waitForTimeout(50);
  const frames = framed();
  expect(frames.length).toBeGreaterThan(1);
  for (const frame of frames) {
    await frame.waitForFunction(
      ([now, day, wanted]) =>
        document.querySelector('#phone *') !== null &&
        Math.round((Date.now() - now) / day) === wanted &&
        Math.round((new Date().getTime() - now) / day) === wanted,
      [Date.now(), DAY, days] as const,
    );
  }
};

test('the desk shows the day of the cloud and moves it on, and its phones with it', async () => {
  await page.goto(runtime.url);
  const clock = page.getByLabel('云上的时间');
  const dayText = (now: number): string =>
    new Date(now).toLocaleDateString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      month: 'long',
      day: 'numeric',
    });
  expect(await clock.innerText()).toContain(dayText(cloud.now()));
  await expectPhonesAhead(0);

  await clock.selectOption('→ 一周后');
  await clock.getByText(dayText(Date.now() + 7 * DAY)).waitFor({ state: 'attached' });
  expect(Math.round((cloud.now() - Date.now()) / DAY)).toBe(7);
  await expectPhonesAhead(7);

  await page.reload();
  await clock.selectOption('→ 明天');
  await clock.getByText(dayText(Date.now() + 8 * DAY)).waitFor({ state: 'attached' });
  await expectPhonesAhead(8);
});
