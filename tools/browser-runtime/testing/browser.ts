import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type BrowserServer, type LaunchOptions } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * A camera without a device, granted without a question; sound without a tap; no graphics card, and
 * no stand-in for one, which takes most of a machine's time where there is none.
 */
const ARGUMENTS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-accelerated-2d-canvas',
  '--disable-gpu',
];

/** What the packaged Chromium is told for a machine in the cloud: one process, and a card by software. */
const UNWANTED = new Set([
  '--single-process',
  '--no-zygote',
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]);

/** A machine without Chinese fonts draws boxes: Chromium is told of the ones in node_modules. */
const fontConfig = (): string => {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  // One folder for all launches from these packages: its cache spares reading the fonts again.
  const id = createHash('sha256').update(fonts).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `browser-fonts-${id}`);
  const cache = join(folder, 'cache');
  mkdirSync(cache, { recursive: true });
  const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold'];
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...weights.map((weight) => `<dir>${join(fonts, weight)}</dir>`),
    '<dir>/usr/share/fonts</dir>',
    `<cachedir>${cache}</cachedir>`,
    '</fontconfig>',
  ];
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, lines.join('\n'));
  return file;
};

interface Program {
  path: string;
  args: string[];
}

/**
 * The Chromium that comes as a package. It is an ES module, which a test runner cannot load by
 * itself: Node is asked for its path.
 */
const packagedChromium = async (): Promise<Program> => {
  const script =
    "const { default: c } = await import('@sparticuz/chromium');" +
    'console.log(JSON.stringify({ path: await c.executablePath(), args: c.args }));';
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script],
    { cwd: __dirname },
  );
  return JSON.parse(stdout) as Program;
};

const findProgram = async (): Promise<Program> => {
  const named = process.env['CHROME_PATH'];
  const path = [...(named === undefined ? [] : [named]), ...INSTALLED].find(existsSync);
  return path === undefined ? packagedChromium() : { path, args: [] };
};

const launchOptions = async (): Promise<LaunchOptions> => {
  const { path, args } = await findProgram();
  return {
    executablePath: path,
    args: [...args.filter((arg) => !UNWANTED.has(arg)), ...ARGUMENTS],
    env: { ...process.env, FONTCONFIG_FILE: fontConfig() } as Record<string, string>,
  };
};

/**
 * Starts a Chromium: that of `CHROME_PATH`, the machine's own, or the packaged one. It shows
 * Chinese, and has a camera that shows a test picture.
 */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await launchOptions());

/** Names the address of a browser that several processes share. */
const SHARED = 'SHARED_BROWSER';

/** A door to one browser, which is started when the first process asks for it. */
export interface SharedBrowser {
  close(): Promise<void>;
}

/** Offers one browser to the processes that are started from now on. */
export const shareBrowser = async (): Promise<SharedBrowser> => {
  let browser: Promise<BrowserServer> | undefined;
  const door = createServer((_, response) => {
    browser ??= launchOptions().then((options) => chromium.launchServer(options));
    browser.then(
      (server) => response.end(server.wsEndpoint()),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  process.env[SHARED] = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return {
    async close() {
      door.close();
      door.closeAllConnections();
      await (await browser)?.close();
    },
  };
};

/**
 * A browser to open windows in: the shared one where there is one, else one of its own. Closing it
 * closes the windows that were opened by it.
 */
export const openBrowser = async (): Promise<Browser> => {
  const door = process.env[SHARED];
  if (door === undefined) return launchBrowser();
  const response = await fetch(door);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return chromium.connect(answer);
};
