import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { manifestOf } from '../../cloudfunctions/domain/card/manifest';
import { deriveCode } from '../../cloudfunctions/domain/card/code';
import type * as offline from '../../miniprogram/packages/station/offline/manifest';
import { root } from '../support/build';
import { copyOf, type Template } from './store';
import { many, median, type Line } from './table';

type Judging = Pick<typeof offline, 'indexManifest' | 'judgeOffline'>;

const CARDS = 10_000;
const MOST_MS = 1;

const stations = [
  { stationId: 'desk-1', label: '一号台' },
  { stationId: 'desk-2', label: '二号台' },
];

/** The app's own code as a phone runs it: with nothing of Node's, so SHA-256 in JavaScript. */
const loadFromApp = async (): Promise<Judging> => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'miniprogram/packages/station/offline/manifest.ts')],
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    write: false,
  });
  const loaded = { exports: {} };
  const run = runInThisContext(`(module) => {${outputFiles[0]?.text ?? ''}}`) as (
    module: object,
  ) => void;
  run(loaded);
  return loaded.exports as Judging;
};

/** A verdict with no network from a large event's manifest. */
export const measureVerdict = async (template: Template): Promise<Line> => {
  const { indexManifest, judgeOffline } = await loadFromApp();
  const cards = Array.from({ length: CARDS }, (_, place) => copyOf(template, place));
  const index = indexManifest(manifestOf(cards, { stations }));
  const codes = cards.map(({ _id: cardId }) =>
    deriveCode(template.key, { cardId, issueNo: 1 }, 'paper'),
  );
  const now = Date.now();
  const window = { from: now - 1, until: now + 1 };
  const times = codes.map((code) => {
    const start = performance.now();
    const { status } = judgeOffline(index, { code, stationId: 'desk-1', window, now });
    const took = performance.now() - start;
    if (status !== 'pending') throw new Error(`${code} was not let through`);
    return took;
  });
  const took = median(times);
  return {
    what: `Verdict with no network from a manifest of ${many(CARDS)} cards, in the app's own code`,
    value: `1/${(MOST_MS / took).toFixed(0)} of a millisecond`,
    bar: `< ${MOST_MS} ms`,
    holds: took < MOST_MS,
  };
};
