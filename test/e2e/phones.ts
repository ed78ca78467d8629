import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowserRuntime, type BrowserRuntime } from '../../tools/browser-runtime';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';
import { buildAll, root } from '../support/build';
import { openCloud, type TestCloud } from '../support/cloud';

export interface PhoneLook {
  theme?: 'light' | 'dark';
  fontScale?: 1 | 1.4;
  /** Keeps its storage under this name; the openid where nothing else is said. */
  phone?: string;
  reducedMotion?: boolean;
  /** How it is connected when it starts. */
  network?: 'wifi' | 'none';
}

/** A phone in a browser tab. */
export interface Phone {
  page: Page;
  context: BrowserContext;
  /** What the app logged as an error, or left uncaught, since it was opened. */
  problems: string[];
  /** Waits until this text can be seen. */
  sees(text: string | RegExp): Promise<void>;
  /** Taps what bears this text; the last of them where there are several, as it lies on top. */
  tap(text: string | RegExp): Promise<void>;
  /** Writes into the field that is read out as this. */
  write(label: string, text: string): Promise<void>;
  /** Loses the network, or has it again. */
  network(network: 'wifi' | 'none'): Promise<void>;
  /** Ends the app and opens it at a page, on the same phone with the same storage. */
  open(path: string, network?: 'wifi' | 'none'): Promise<void>;
  /** A picture for a person to judge, in test-output. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A cloud with the demo, the app in a browser, and as many phones as a test asks for. */
export interface Phones {
  cloud: TestCloud;
  phone(openid: string, path: string, look?: PhoneLook): Promise<Phone>;
  end(): Promise<void>;
}

const SCREEN = { width: 390, height: 844 };

const addressOf = (url: string, openid: string, path: string, look: PhoneLook): string => {
  const query = new URLSearchParams({
    phone: look.phone ?? openid,
    openid,
    path,
    theme: look.theme ?? 'light',
    fontScale: String(look.fontScale ?? 1),
    network: look.network ?? 'wifi',
  });
  return `${url}/phone.html?${query.toString()}`;
};

const phoneIn = async (
  browser: Browser,
  url: string,
  openid: string,
  path: string,
  look: PhoneLook,
): Promise<Phone> => {
  const context = await browser.newContext({
    viewport: SCREEN,
    hasTouch: true,
    colorScheme: look.theme ?? 'light',
    reducedMotion: look.reducedMotion === false ? 'no-preference' : 'reduce',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(addressOf(url, openid, path, look));
  const visible = (text: string | RegExp) => page.getByText(text).filter({ visible: true });
  return {
    page,
    context,
    problems,
    sees: (text) => visible(text).first().waitFor(),
    tap: (text) => visible(text).last().tap(),
    write: (label, text) =>
      page.getByLabel(label, { exact: true }).filter({ visible: true }).last().fill(text),
    network: (network) =>
      page.evaluate((state) => {
        postMessage({ to: 'phone', type: 'network', network: state }, location.origin);
      }, network),
    open: async (other, network = 'wifi') => {
      await page.goto('about:blank');
      await page.goto(addressOf(url, openid, other, { ...look, network }));
    },
    picture: async (name) => {
      const folder = join(root, 'test-output', 'pictures');
      mkdirSync(folder, { recursive: true });
      await page.evaluate(() =>
        Promise.allSettled(
          document
            .getAnimations()
            .filter((motion) => motion.effect?.getComputedTiming().iterations !== Infinity)
            .map((motion) => motion.finished),
        ),
      );
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => context.close(),
  };
};

/** Starts all of it on free ports; `environment` changes that of the functions. */
export const openPhones = async (environment: Record<string, string> = {}): Promise<Phones> => {
  await buildAll();
  const cloud = await openCloud({ demo: true, environment });
  const runtime: BrowserRuntime = await startBrowserRuntime({
    projectDir: root,
    cloudUrl: cloud.url,
    port: 0,
  });
  const browser = await openBrowser();
  return {
    cloud,
    phone: (openid, path, look = {}) => phoneIn(browser, runtime.url, openid, path, look),
    async end() {
      await browser.close();
      await runtime.close();
      await cloud.end();
    },
  };
};
