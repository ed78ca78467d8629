import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { filesBelow } from '../../tools/build/files';
import { withMutants, type Mutant } from './mutate';
import type { Answer, Bundle, Task } from './worker';

const ROOT = resolve(__dirname, '..', '..');
const DOMAIN = join(ROOT, 'cloudfunctions', 'domain');
const TESTS = join(ROOT, 'test', 'domain');
const OUT = join(ROOT, 'test-output', 'mutants');

/** A mutant that makes a rule run on for ever is noticed by that. */
const PATIENCE_MS = 30_000;

/** Longest run of a test file without a mutant, its first, on a busy machine. */
const FIRST_PATIENCE_MS = 300_000;

const mutants: Mutant[] = [];
const changed = new Map<string, string>();

const addMutants = (filter: RegExp): void => {
  for (const file of filesBelow(DOMAIN).filter((each) => each.endsWith('.ts'))) {
    const path = join(DOMAIN, file);
    const source = readFileSync(path, 'utf8');
    if (!filter.test(file)) continue;
    const { code, mutants: found } = withMutants(file, source, mutants.length);
    mutants.push(...found);
    changed.set(path, code);
  }
};

const sleeping: Plugin = {
  name: 'sleeping-mutants',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = changed.get(path);
      return contents === undefined ? undefined : { contents, loader: 'ts' };
    });
  },
};

const bundle = async (file: string): Promise<Bundle> => {
  const { outputFiles } = await build({
    entryPoints: [join(TESTS, file)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['fast-check'],
    write: false,
    logLevel: 'silent',
    plugins: [sleeping],
  });
  const text = outputFiles[0]?.text ?? '';
  return {
    file,
    code: `(function (require, module) { const exports = module.exports;\n${text}\n})`,
  };
};

/** A worker that can be asked one thing at a time, and is replaced when it does not answer. */
class Asked {
  private worker: Worker;

  constructor(private readonly bundles: readonly Bundle[]) {
    this.worker = this.start();
  }

  private start(): Worker {
    const script = `require('tsx/cjs'); require(${JSON.stringify(join(__dirname, 'worker.ts'))});`;
    return new Worker(script, { eval: true, workerData: this.bundles });
  }

  async ask(task: Task, patienceMs = PATIENCE_MS): Promise<Answer> {
    return new Promise((done) => {
      const late = setTimeout(() => {
        void this.worker.terminate();
        this.worker = this.start();
        done({ id: task.id, killedBy: 'it never ends', reached: [] });
      }, patienceMs);
      this.worker.once('message', (answer: Answer) => {
        clearTimeout(late);
        done(answer);
      });
      this.worker.postMessage(task);
    });
  }

  end(): void {
    void this.worker.terminate();
  }
}

/** Which bundles pass by each mutant, the smallest bundle first. Throws where a test fails by itself. */
const reach = async (bundles: readonly Bundle[]): Promise<Map<number, number[]>> => {
  const worker = new Asked(bundles);
  const byMutant = new Map<number, number[]>();
  for (const [index, { file }] of bundles.entries()) {
    const { killedBy, reached } = await worker.ask({ id: -1, bundles: [index] }, FIRST_PATIENCE_MS);
    if (killedBy !== null) {
      worker.end();
      throw new Error(`${file} fails without any mutant: ${killedBy}`);
    }
    for (const id of reached[0] ?? []) byMutant.set(id, [...(byMutant.get(id) ?? []), index]);
  }
  worker.end();
  return byMutant;
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.floor((part / whole) * 100)} %`;

const report = (answers: ReadonlyMap<number, Answer>): string => {
  const lines: string[] = [];
  const survived = mutants.filter(({ id }) => answers.get(id)?.killedBy == null);
  const score = percent(mutants.length - survived.length, mutants.length);
  lines.push(
    `${score} of ${mutants.length} mutants were noticed, ${survived.length} were not.`,
    '',
  );
  for (const file of [...new Set(mutants.map((mutant) => mutant.file))].sort()) {
    const own = mutants.filter((mutant) => mutant.file === file);
    const left = survived.filter((mutant) => mutant.file === file);
    lines.push(
      `${percent(own.length - left.length, own.length).padStart(6)}  ${file} (${left.length} of ${own.length} left)`,
    );
    for (const { id, line, change } of left) {
      lines.push(`          ${line}: ${change}${answers.has(id) ? '' : '   (no test comes here)'}`);
    }
  }
  return lines.join('\n');
};

/** `npm run mutants [-- <part of a path>]`: which changes of the domain's rules no test of theirs notices. */
const main = async (): Promise<void> => {
  addMutants(new RegExp(process.argv[2] ?? '.'));
  const files = filesBelow(TESTS).filter((file) => file.endsWith('.test.ts'));
  const bundles = await Promise.all(files.map(bundle));
  bundles.sort((a, b) => a.code.length - b.code.length);
  const reaching = await reach(bundles);
  const waiting = mutants.filter(({ id }) => reaching.has(id));
  console.log(
    `${mutants.length} mutants in ${changed.size} files; ${waiting.length} are reached by a test`,
  );
  const answers = new Map<number, Answer>();
  const work = async (): Promise<void> => {
    const worker = new Asked(bundles);
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const answer = await worker.ask({ id: mutant.id, bundles: reaching.get(mutant.id) ?? [] });
      answers.set(mutant.id, answer);
      if (answers.size % 200 === 0) console.log(`${answers.size} tried`);
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const text = report(answers);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'report.txt'), `${text}\n`);
  console.log(text.split('\n')[0]);
  console.log(`All of them: ${relative(ROOT, join(OUT, 'report.txt'))}`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
