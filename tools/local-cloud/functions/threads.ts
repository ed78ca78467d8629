import { join } from 'node:path';
import { Worker, type MessagePort } from 'node:worker_threads';

/** What a thread begins with. */
export interface Load {
  /** A bundled function. */
  file: string;
  environment: Record<string, string>;
  /** The offset of its clock. */
  clock: SharedArrayBuffer;
  /** What it sends to addresses that begin with `origin` goes over this port. */
  cloud: { origin: string; port: MessagePort };
}

/** Threads of one function that wait for the next cloud: at most so many. */
const MOST_IDLE = 2;

const keyOf = (file: string, memoryMB: number): string => `${memoryMB} ${file}`;

/**
 * The threads in which functions run. With `keep`, those of a cloud that has closed serve the next
 * one in this process. It loads the bundle anew, so that nothing is left of what a function holds in
 * its memory, but V8 has the code by then, which is most of what a start costs.
 */
export class Threads {
  private readonly idle = new Map<string, Worker[]>();

  constructor(private readonly keep = false) {}

  /** A thread that loads a function: its first message says that it has. */
  take(load: Load, memoryMB: number): Worker {
    const worker = this.idle.get(keyOf(load.file, memoryMB))?.pop() ?? this.start(memoryMB);
    worker.postMessage({ load }, [load.cloud.port]);
    return worker;
  }

  private start(memoryMB: number): Worker {
    const worker = new Worker(join(__dirname, 'worker.cjs'), {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMB },
    });
    worker.unref();
    return worker;
  }

  /** Takes back a thread that has nothing under way, and nobody who listens. */
  async give(worker: Worker, file: string, memoryMB: number): Promise<void> {
    const key = keyOf(file, memoryMB);
    const idle = this.idle.get(key) ?? [];
    if (!this.keep || idle.length >= MOST_IDLE) {
      await worker.terminate();
      return;
    }
    idle.push(worker);
    this.idle.set(key, idle);
    const forget = (): void => {
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
    };
    worker.once('error', forget).once('exit', forget);
  }

  /** Ends the threads that wait. */
  async end(): Promise<void> {
    await Promise.all([...this.idle.values()].flat().map((worker) => worker.terminate()));
    this.idle.clear();
  }
}
