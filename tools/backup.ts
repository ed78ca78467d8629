import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from './local-cloud/backup';
import { readManifest } from './local-cloud/manifest';

const USAGE = 'npm run backup -- --data <folder> --to <new folder> [--with-keys]';

/** `npm run backup`: the data of a cloud into a new folder, while the cloud runs. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      to: { type: 'string' },
      'with-keys': { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined || values.to === undefined) throw new Error(`usage: ${USAGE}`);
  const { storage } = readManifest(join(__dirname, '..', 'cloudfunctions', 'cloud.json'));
  const leaveOut = Object.keys(storage).filter((folder) => storage[folder]?.shortLived);
  const keys = values['with-keys'];
  const { files, bytes } = await backUp(values.data, values.to, { keys, leaveOut });
  console.log(`${files} files, ${bytes} bytes in ${values.to}`);
  console.log(
    keys
      ? 'The keys are in it: keep it where nobody else can read it.'
      : 'Without keys. Keep environment.json of the data folder somewhere else: printed cards and people are known by it.',
  );
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
