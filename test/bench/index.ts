import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildFunctions } from '../support/build';
import { measureAnonymous } from './anonymous';
import { measureCrowd } from './crowd';
import { measureManifest } from './manifest';
import { measureRounds } from './rounds';
import { measureSameCost } from './same-cost';
import { measureScreen } from './screen';
import { makeTemplate, openStore, type Store } from './store';
import { many, tableOf, type Line } from './table';
import { measureThroughput } from './throughput';
import { measureVerdict } from './verdict';
import { measureVerification } from './verification';

const SMALLEST = 60;
const USUAL = { larger: [60_000], crowd: 100 };
const FULL = { larger: [60_000, 1_000_000], crowd: 1_000 };
const EVENT = 1_000;

/**
 * `npm run bench [-- --full]`: what the product promises of its cost, as ratios within one run.
 * Ends with 1 where a bar is not held.
 */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { full: { type: 'boolean', default: false } } });
  const { larger, crowd } = values.full ? FULL : USUAL;
  await buildFunctions();
  const template = await makeTemplate();
  const stores: Store[] = [];
  const open = async (cards: number): Promise<Store> => {
    console.error(`filling a store with ${many(cards)} cards`);
    const store = await openStore(template, cards);
    stores.push(store);
    return store;
  };
  const lines: Line[] = [];
  const add = (...more: Line[]): void => {
    for (const { what, value } of more) console.error(`${what}: ${value}`);
    lines.push(...more);
  };
  try {
    const event = await open(EVENT);
    add(...(await measureScreen()));
    add(await measureAnonymous());
    add(await measureRounds(event));
    add(await measureManifest(event));
    add(await measureVerdict(template));
    add(...(await measureVerification(event)));
    add(await measureThroughput(event));
    const smallest = await open(SMALLEST);
    const others: Store[] = [];
    for (const cards of larger) others.push(await open(cards));
    add(...(await measureSameCost([smallest, ...others])));
    add(await measureCrowd(await open(crowd)));
  } finally {
    await Promise.all(stores.map((store) => store.end()));
    rmSync(template.dataDir, { recursive: true, force: true });
  }
  const [cpu] = cpus();
  console.log(`${cpus().length} × ${cpu?.model ?? 'CPU'}, Node ${process.version}\n`);
  console.log(tableOf(lines));
  if (lines.some(({ holds }) => holds === false)) process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
