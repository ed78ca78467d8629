import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowserRuntime } from '../../tools/browser-runtime';
import { openBrowser } from '../../tools/browser-runtime/testing/browser';
import { buildAll, functionsDir, manifestFile, root } from './build';
import { personOn, type Person } from './cloud';
import { layDemo } from './seed';
import { startCloud } from './start-cloud';

/** The whole product as `npm start` runs it, on free ports, with a browser before it. */
export interface House {
  /** Where the desk of phones is. */
  url: string;
  browser: Browser;
  /** Where its cloud keeps everything. */
  dataDir: string;
  /** A person who asks the cloud itself, to learn what a test begins with. */
  as(openid: string): Person;
  /** Moves its clock on, and runs what fell due meanwhile. */
  forward(ms: number): Promise<number>;
  /** Closes all of it and removes its data. */
  close(): Promise<void>;
}

/** Opens a house on the demo's data, or with `demo: false` on an empty cloud. */
export const openHouse = async ({ demo = true } = {}): Promise<House> => {
  await buildAll();
  const dataDir = mkdtempSync(join(tmpdir(), 'micro-wish-house-'));
  if (demo) await layDemo(dataDir);
  const [cloud, browser] = await Promise.all([
    startCloud({ functionsDir, manifestFile, dataDir, port: 0, demo }),
    openBrowser(),
  ]);
  const runtime = await startBrowserRuntime({
    projectDir: root,
    cloudUrl: cloud.url,
    port: 0,
    deskFile: join(root, 'cloudfunctions', 'demo', 'desk.json'),
  });
  return {
    url: runtime.url,
    browser,
    dataDir,
    as: (openid) => personOn(cloud.url, openid),
    forward: (ms) => cloud.forward(ms),
    async close() {
      await browser.close();
      await runtime.close();
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
