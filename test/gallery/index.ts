import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/build';
import { openHouse, type House } from '../support/house';
import { innerPlaces } from '../support/inner-places';
import type { Place } from '../support/place';
import { openPlaces, statePlaces } from '../support/places';
import { leafPage, type Change, type Picture } from './leaf';
import { LOOKS, type Look } from './look';
import { accept, acceptedPrints, differs, type Prints } from './prints';
import { readmePictures } from './readme';
import { shoot } from './shots';

const USAGE =
  'npm run gallery -- [outDir] [--only <part of a name>] [--looks <name,…>] [--accept] [--readme]';

/** Folder of the pictures of the run before, below that of this one. */
const BEFORE = 'before';

const nameOf = ({ place, look }: Picture): string => `${place}-${look}`;

/** Keeps the pictures of the last run beside those of this one. */
const setAside = (outDir: string): void => {
  const before = join(outDir, BEFORE);
  rmSync(before, { recursive: true, force: true });
  if (!existsSync(outDir)) return;
  const aside = `${outDir}-${BEFORE}`;
  renameSync(outDir, aside);
  mkdirSync(outDir, { recursive: true });
  renameSync(aside, before);
};

const changesIn = (pictures: readonly Picture[], accepted: Prints, outDir: string): Change[] =>
  pictures
    .filter((picture) => {
      const before = accepted[nameOf(picture)];
      return before === undefined || differs(before, picture.print);
    })
    .map((picture) => {
      const before = join(BEFORE, picture.file);
      return existsSync(join(outDir, before)) ? { picture, before } : { picture };
    });

const shootAll = async (
  house: House,
  places: readonly Place[],
  looks: readonly Look[],
  outDir: string,
): Promise<Picture[]> => {
  const pictures: Picture[] = [];
  const accepted = acceptedPrints();
  for (const place of places) {
    for (const look of looks) {
      const picture = await shoot(house, place, look, outDir);
      pictures.push(picture);
      const first = picture.problem?.split('\n')[0];
      console.log(`${place.name} ${look.name}${first === undefined ? '' : `: ${first}`}`);
    }
    const changes = changesIn(pictures, accepted, outDir);
    writeFileSync(join(outDir, 'index.html'), leafPage(pictures, changes));
  }
  return pictures;
};

/**
 * `npm run gallery`: a picture of every page and state in every look, to be looked through. Those
 * that are not as accepted come first; `--accept` accepts what this run shows.
 */
const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      readme: { type: 'boolean', default: false },
      accept: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      looks: { type: 'string', default: '' },
    },
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
    if (values.only === '') setAside(outDir);
    mkdirSync(outDir, { recursive: true });
    const places = [
      ...(await openPlaces(house)),
      ...(await innerPlaces(house)),
      ...(await statePlaces(house)),
    ];
    const pictures = await shootAll(
      house,
      places.filter(({ name }) => name.includes(values.only)),
      LOOKS.filter(({ name }) => values.looks === '' || values.looks.split(',').includes(name)),
      outDir,
    );
    const accepted = acceptedPrints();
    const failed = pictures.filter(({ problem }) => problem !== undefined).length;
    const changes = changesIn(pictures, accepted, outDir);
    for (const { picture } of changes) console.log(`changed: ${nameOf(picture)}`);
    console.log(
      `${pictures.length} pictures, ${changes.length} changed, ${failed} not as they should be: ${outDir}`,
    );
    if (values.accept) {
      const now = Object.fromEntries(pictures.map((picture) => [nameOf(picture), picture.print]));
      accept(accepted, values.only === '' && values.looks === '' ? now : { ...accepted, ...now });
    }
    if (failed > 0) process.exitCode = 1;
  } finally {
    await house.close();
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
