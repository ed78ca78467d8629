import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowserRuntime } from '../../tools/browser-runtime';
import { compileMiniprogram } from '../../tools/browser-runtime/compile';
import { launchBrowser } from '../../tools/browser-runtime/testing/browser';
import { buildNpm } from '../../tools/build/npm';
import { root } from '../support/build';
import { digits, median, type Line } from './table';

const ROUNDS = 5;

/** An app, two of its pages that ask no cloud, and what is there once each is drawn. */
interface App {
  projectDir: string;
  first: string;
  firstShows: string;
  other: string;
  otherShows: string;
}

const PRODUCT: App = {
  projectDir: root,
  first: 'pages/home/home',
  firstShows: '.head .name',
  other: 'packages/family/pages/story/story',
  otherShows: '.name',
};

/** What a mini-program of two lines takes on the same machine at the same time. */
const PLAIN: App = {
  projectDir: join(root, 'test/fixtures/desk-app'),
  first: 'pages/home/home',
  firstShows: '.act',
  other: 'pages/empty/empty?from=here',
  otherShows: 'wx-view',
};

interface Times {
  build: number;
  boot: number;
  change: number;
}

/** Time in ms since the phone was opened, once this is on the screen. */
const drawnAt = async (page: Page, selector: string): Promise<number> => {
  const seen = await page.waitForFunction((wanted) => {
    const shown = document.querySelector(`.page-layer:not([hidden]) ${wanted}`);
    return shown?.checkVisibility() === true && performance.now();
  }, selector);
  return (await seen.jsonValue()) || 0;
};

const timesOf = async (browser: Browser, app: App): Promise<Times> => {
  const started = performance.now();
  await compileMiniprogram({ projectDir: app.projectDir });
  const build = performance.now() - started;
  const runtime = await startBrowserRuntime({ projectDir: app.projectDir, cloudUrl: '', port: 0 });
  const page = await browser.newPage({ viewport: { width: 375, height: 780 } });
  try {
    const query = new URLSearchParams({ path: app.first, network: 'none' });
    await page.goto(`${runtime.url}/phone.html?${query.toString()}`, { waitUntil: 'commit' });
    const boot = await drawnAt(page, app.firstShows);
    const asked = await page.evaluate((path) => {
      postMessage({ to: 'phone', type: 'open', path, scene: 1001 }, location.origin);
      return performance.now();
    }, app.other);
    return { build, boot, change: (await drawnAt(page, app.otherShows)) - asked };
  } finally {
    await page.close();
    await runtime.close();
  }
};

/** What is measured, and the most that it may be where that says something of the app. */
const WHAT: [keyof Times, string, number?][] = [
  ['build', 'Build of the whole app for the browser'],
  ['boot', 'From opening the app to the first picture of home, with no answer of the cloud', 3],
  ['change', 'From one page to another'],
];

/** What the app costs on a screen, against a mini-program of two plain pages. */
export const measureScreen = async (): Promise<Line[]> => {
  await buildNpm({ projectDir: root });
  const browser = await launchBrowser();
  const times: { product: Times; plain: Times }[] = [];
  try {
    await timesOf(browser, PLAIN);
    for (let round = 0; round < ROUNDS; round += 1) {
      const plain = await timesOf(browser, PLAIN);
      times.push({ plain, product: await timesOf(browser, PRODUCT) });
    }
  } finally {
    await browser.close();
  }
  return WHAT.map(([step, words, most]) => {
    const ratio = median(times.map(({ plain, product }) => product[step] / plain[step]));
    return {
      what: `${words}, against an app of two plain pages`,
      value: `${digits(ratio)} ×`,
      ...(most === undefined ? { bar: 'none' } : { bar: `≤ ${most} ×`, holds: ratio <= most }),
    };
  });
};
