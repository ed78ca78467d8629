import { parseArgs } from 'node:util';
import { restore } from './local-cloud/backup';

const USAGE = 'npm run restore -- --from <backup> --data <new folder>';

/** `npm run restore`: a checked backup into a new data folder. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, data: { type: 'string' } },
  });
  if (values.from === undefined || values.data === undefined) throw new Error(`usage: ${USAGE}`);
  const { hasKeys } = await restore(values.from, values.data);
  console.log(`checked and restored to ${values.data}`);
  if (!hasKeys) {
    console.log(
      'The backup has no keys: put the environment.json of its cloud into the folder before you start it.',
    );
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
