import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowserRuntime, type BrowserRuntime } from './browser-runtime';
import { buildFunctionsIfStale } from './build/functions';
import { buildNpm } from './build/npm';
import { startLocalCloud } from './local-cloud';

const USAGE = 'npm start -- [--port <number>] [--data <folder>] [--fresh] [--open]';
const DEFAULT_PORT = 8640;

/** Opens the system's browser. */
const openInBrowser = (url: string): void => {
  const [program, ...args]: [string, ...string[]] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser could be opened; open the address yourself.'));
  child.unref();
};

/** `npm start`: the whole product on this machine, a desk of phones over a cloud of its own. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string', default: '.data' },
      fresh: { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`usage: ${USAGE}`);
  const projectDir = resolve(__dirname, '..');
  const sourceDir = join(projectDir, 'cloudfunctions');
  const functionsDir = join(projectDir, 'dist', 'local');
  const dataDir = resolve(values.data);
  if (values.fresh) rmSync(dataDir, { recursive: true, force: true });

  await Promise.all([
    buildNpm({ projectDir }),
    buildFunctionsIfStale({ sourceDir, outDir: functionsDir }),
  ]);
  const cloud = await startLocalCloud({
    functionsDir,
    manifestFile: join(sourceDir, 'cloud.json'),
    dataDir,
    port: 0,
    demo: true,
    timers: true,
  });
  const startOn = (chosen: number): Promise<BrowserRuntime> =>
    startBrowserRuntime({
      projectDir,
      cloudUrl: cloud.url,
      port: chosen,
      deskFile: join(sourceDir, 'demo', 'desk.json'),
      watch: true,
    });
  const runtime = await startOn(port).catch(async (error: unknown) => {
    const taken = (error as { code?: string }).code === 'EADDRINUSE';
    if (taken && values.port === undefined) return startOn(0);
    await cloud.close();
    throw taken ? new Error(`port ${port} is taken; choose another: ${USAGE}`) : error;
  });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void runtime
      .close()
      .then(() => cloud.close())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`ready ${runtime.url}`);
  if (values.open) openInBrowser(runtime.url);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
