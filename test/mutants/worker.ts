import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import vm from 'node:vm';
import { expect } from 'expect';
import fc from 'fast-check';
import { collect } from './suite';

/** One test file with the rules it reaches, as one script. */
export interface Bundle {
  file: string;
  code: string;
}

/** A mutant to be tried by some bundles, or with id −1 a run without any. */
export interface Task {
  id: number;
  bundles: number[];
}

export interface Answer {
  id: number;
  /** The test that noticed it. */
  killedBy: string | null;
  /** Mutants that each bundle passed by, of a run without any. */
  reached: number[][];
}

/** Random tests: enough to notice, few enough for thousands of runs. */
const RANDOM_RUNS = 25;

fc.configureGlobal({ numRuns: RANDOM_RUNS, seed: 1 });

const bundles = workerData as Bundle[];
const scripts = bundles.map(({ file, code }) => new vm.Script(code, { filename: file }));
const requireHere = createRequire(__filename);

let awake = -1;
let reached = new Set<number>();
Object.assign(globalThis, {
  __mutant: (id: number): boolean => {
    reached.add(id);
    return id === awake;
  },
});

/** The name of the first test of a bundle that fails; null where none does. */
const firstFailure = async (index: number): Promise<string | null> => {
  const script = scripts[index];
  if (!script) return null;
  try {
    const cases = collect((globals) => {
      Object.assign(globalThis, globals, { expect });
      const run = script.runInThisContext() as (require: NodeJS.Require, module: object) => void;
      run(requireHere, { exports: {} });
    });
    for (const { name, body } of cases) {
      try {
        await body();
      } catch {
        return name;
      }
    }
    return null;
  } catch {
    return 'the file does not load';
  }
};

const tryTask = async ({ id, bundles: wanted }: Task): Promise<Answer> => {
  awake = id;
  const passed: number[][] = [];
  for (const index of wanted) {
    reached = new Set();
    const killedBy = await firstFailure(index);
    passed.push([...reached]);
    if (killedBy !== null) return { id, killedBy, reached: passed };
  }
  return { id, killedBy: null, reached: passed };
};

parentPort?.on('message', (task: Task) => {
  void tryTask(task).then((answer) => parentPort?.postMessage(answer));
});
