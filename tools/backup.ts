import { parseArgs } from 'node:util';
import { backUp } from './local-cloud/backup';

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
  const keys = values['with-keys'];
  const { files, bytes } = await backUp(values.data, values.to, { keys });
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
