import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { CLOUD_ORIGIN } from './sdk-environment';
import type { Threads } from './threads';

/** What a call asked of the database: requests that are under way side by side are one round. */
export interface RoundTrips {
  rounds: number;
  requests: number;
}

/** What a call came to: the JSON of the function's result, or the platform's error. */
export type Outcome = { text: string; trips: RoundTrips } | { errCode: number; errMsg: string };

export interface Call {
  /** JSON, as it came: it may be nested deeper than threads can hand on. */
  eventText: string;
  /** Who is calling and from where, as the SDK's `getWXContext()` reads it. */
  environment: Record<string, string>;
  context: Record<string, unknown>;
}

/** What a function asks of its cloud by the SDK. */
export interface SdkRequest {
  /** The content type: JSON, or parts of a form. */
  type: string;
  body: string | Uint8Array;
}

export interface SdkAnswer {
  status: number;
  type: string;
  body: string | Uint8Array;
  /** `database`, or another part of the cloud. */
  service: string;
}

/** Answers a function; undefined where the function was killed over it. */
export type AnswerSdk = (request: SdkRequest) => Promise<SdkAnswer | undefined>;

export interface FunctionLimits {
  timeoutSeconds: number;
  memoryMB: number;
}

interface Waiting {
  call: Call;
  resolve: (outcome: Outcome) => void;
}

/** The most instances of one function; further calls wait for one of them. */
const MAX_INSTANCES = 6;

/** An instance loads outside of the time of its first call, as on the platform. */
const MAX_LOAD_SECONDS = 60;

/**
 * The instances of one function. Each is a thread with an environment of its own and takes one
 * call at a time; one that runs over its time or memory is ended, and so is its call.
 */
export class FunctionPool {
  private readonly loaded = new WeakSet<Worker>();
  private readonly idle: Worker[] = [];
  private readonly queue: Waiting[] = [];
  /** Each instance, with the port over which it reaches its cloud. */
  private readonly all = new Map<Worker, MessagePort>();
  /** Ends the calls that are running now. */
  private readonly running = new Set<() => void>();

  constructor(
    private readonly file: string,
    private readonly environment: Record<string, string>,
    private readonly limits: FunctionLimits,
    /** The offset of the cloud's clock. */
    private readonly clock: SharedArrayBuffer,
    private readonly threads: Threads,
    private readonly answerSdk: AnswerSdk,
  ) {}

  call(call: Call): Promise<Outcome> {
    return new Promise((resolve) => {
      this.queue.push({ call, resolve });
      this.next();
    });
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop() ?? (this.all.size < MAX_INSTANCES ? this.start() : undefined);
    const waiting = worker && this.queue.shift();
    if (waiting) this.run(worker, waiting);
  }

  private start(): Worker {
    const { file, environment, clock, limits } = this;
    const { port1, port2 } = new MessageChannel();
    const cloud = { origin: CLOUD_ORIGIN, port: port2 };
    const worker = this.threads.take({ file, environment, clock, cloud }, limits.memoryMB);
    this.all.set(worker, port1);
    port1.on('message', ({ id, ...request }: SdkRequest & { id: number }) => {
      void this.answerSdk(request).then((answer) => {
        if (answer) port1.postMessage({ id, ...answer });
      });
    });
    port1.unref();
    worker.once('message', () => this.loaded.add(worker));
    // An instance may fail behind its answer, when nobody waits for it.
    worker.on('error', (error) => {
      console.error(error);
    });
    worker.once('exit', () => {
      this.forget(worker);
      this.next();
    });
    return worker;
  }

  private forget(worker: Worker): void {
    this.all.get(worker)?.close();
    this.all.delete(worker);
    const place = this.idle.indexOf(worker);
    if (place >= 0) this.idle.splice(place, 1);
  }

  private run(worker: Worker, { call, resolve }: Waiting): void {
    let over = false;
    const finish = (outcome: Outcome, keep: boolean): void => {
      if (over) return;
      over = true;
      this.running.delete(kill);
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      if (keep) this.idle.push(worker);
      else {
        this.forget(worker);
        void worker.terminate();
      }
      resolve(outcome);
      this.next();
    };
    const kill = (): void => {
      finish(
        { errCode: -504002, errMsg: 'functions execute fail: the instance was killed' },
        false,
      );
    };
    this.running.add(kill);
    const endAfter = (seconds: number): NodeJS.Timeout =>
      setTimeout(() => {
        finish({ errCode: -504003, errMsg: `functions time out after ${seconds} seconds` }, false);
      }, seconds * 1000);
    const { timeoutSeconds } = this.limits;
    let timer = endAfter(this.loaded.has(worker) ? timeoutSeconds : MAX_LOAD_SECONDS);
    const onMessage = (message: Outcome | 'loaded'): void => {
      if (message !== 'loaded') return finish(message, true);
      clearTimeout(timer);
      timer = endAfter(timeoutSeconds);
    };
    const onError = (error: Error): void => {
      finish({ errCode: -504002, errMsg: `functions execute fail: ${error.message}` }, false);
    };
    const onExit = (): void => {
      finish({ errCode: -504002, errMsg: 'functions execute fail: the instance ended' }, false);
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(call);
  }

  /** What is held between two calls, where nothing is under way: there should be nothing. */
  leaks(): string[] {
    const busy = this.all.size - this.idle.length;
    const heard = this.idle.reduce((sum, worker) => sum + worker.listenerCount('message'), 0);
    return [
      ...(this.queue.length > 0 ? [`${this.queue.length} calls wait`] : []),
      ...(this.running.size > 0 ? [`${this.running.size} calls run`] : []),
      ...(busy > 0 ? [`${busy} instances are busy`] : []),
      ...(heard > 0 ? [`${heard} listeners on idle instances`] : []),
    ];
  }

  /** Kills what is running now, wherever it stands; calls that wait are served. */
  killRunning(): void {
    for (const kill of [...this.running]) kill();
  }

  async close(): Promise<void> {
    for (const { resolve } of this.queue.splice(0)) {
      resolve({ errCode: -504002, errMsg: 'the local cloud is closing' });
    }
    const { file, limits } = this;
    const idle = new Set(this.idle.splice(0));
    const all = [...this.all];
    this.all.clear();
    await Promise.all(
      all.map(async ([worker, port]) => {
        port.close();
        if (!idle.has(worker)) return worker.terminate();
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        return this.threads.give(worker, file, limits.memoryMB);
      }),
    );
  }
}
