import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctionsIfStale } from './build/functions';
import { startLocalCloud } from './local-cloud';

const USAGE =
  'npm run cloud -- --port <number, 0 = any free one> --data <folder> [--demo] [--clock <ms ahead>]';

/** `npm run cloud`: the backend alone, durable in a folder. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
      clock: { type: 'string', default: '0' },
    },
  });
  const port = Number(values.port);
  if (values.data === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`usage: ${USAGE}`);
  }
  const root = resolve(__dirname, '..');
  const sourceDir = join(root, 'cloudfunctions');
  const functionsDir = join(root, 'dist', 'local');
  await buildFunctionsIfStale({ sourceDir, outDir: functionsDir });
  const cloud = await startLocalCloud({
    functionsDir,
    manifestFile: join(sourceDir, 'cloud.json'),
    dataDir: values.data,
    port,
    demo: values.demo,
    timers: true,
    clockMs: Number(values.clock),
  });
  const stop = (): void => {
    void cloud.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`local cloud ready ${cloud.url}`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
