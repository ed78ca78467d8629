import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/build';
import { openHouse, type House } from '../support/house';
import { innerPlaces, openPlaces, type Place } from '../support/places';
import { leafPage, type Picture } from './leaf';
import { lookName, LOOKS } from './look';
import { readmePictures } from './readme';
import { shoot } from './shots';

const USAGE = 'npm run gallery -- [outDir] [--only <part of a name>] [--readme]';

const shootAll = async (house: House, places: Place[], outDir: string): Promise<Picture[]> => {
  const pictures: Picture[] = [];
  for (const place of places) {
    for (const look of LOOKS) {
      const picture = await shoot(house, place, look, outDir);
      pictures.push(picture);
      const first = picture.problem?.split('\n')[0];
      console.log(`${place.name} ${lookName(look)}${first === undefined ? '' : `: ${first}`}`);
    }
    writeFileSync(join(outDir, 'index.html'), leafPage(pictures));
  }
  return pictures;
};

/** `npm run gallery`: a picture of every page and state in every look, to be looked through. */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { readme: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  if (positionals.length > 1) throw new Error(`usage: ${USAGE}`);
  const house = await openHouse();
  try {
    if (values.readme) {
      const outDir = join(root, 'docs', 'pictures');
      mkdirSync(outDir, { recursive: true });
      await readmePictures(house, outDir);
      return;
    }
    const outDir = resolve(positionals[0] ?? join(root, 'test-output', 'gallery'));
    if (values.only === '') rmSync(outDir, { recursive: true, force: true });
    mkdirSync(outDir, { recursive: true });
    const places = [...(await openPlaces(house)), ...(await innerPlaces(house))];
    const chosen = places.filter(({ name }) => name.includes(values.only));
    const pictures = await shootAll(house, chosen, outDir);
    const failed = pictures.filter(({ problem }) => problem !== undefined).length;
    console.log(`${pictures.length} pictures, ${failed} not as they should be: ${outDir}`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    await house.close();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
