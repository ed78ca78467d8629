import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Clock, ClockError, DAY_MS, HOUR_MS, isOffset } from './clock';
import { Engine } from './database/engine';
import type { EngineStats } from './database/options';
import { environmentOf, FILE_LINK_KEY, keepEnvironment } from './environment';
import { lockFolder } from './folder-lock';
import {
  FunctionPool,
  type Outcome,
  type RoundTrips,
  type SdkAnswer,
  type SdkRequest,
} from './functions/pool';
import { callerEnvironment, sdkEnvironment } from './functions/sdk-environment';
import type { Runs } from './functions/schedule';
import { Threads } from './functions/threads';
import { Timers, triggersOf } from './functions/timers';
import { readManifest, type Manifest } from './manifest';
import { Inbox } from './platform/messages';
import { FileStorage } from './platform/storage';

export interface CloudOptions {
  /** Built functions: `<functionsDir>/<name>/index.js` beside its `config.json`. */
  functionsDir: string;
  /** The manifest of collections, functions and environment. */
  manifestFile: string;
  /** Everything that is kept: database, files, keys. */
  dataDir: string;
  /** Overrides of the functions' environment. */
  environment?: Record<string, string>;
  /** `strict` (default) refuses a query that no index serves; `lenient` only notes it. */
  indexes?: 'strict' | 'lenient';
  /** How long a transaction may last, and so how long a dead one holds its documents: 30 s. */
  transactionMs?: number;
  /**
   * `false`: what is written does not wait for the disk. It survives a kill of the process, but no
   * loss of power: for tests.
   */
  fsync?: boolean;
  /** How far the cloud's clock stands ahead of the machine's at least, in ms: 0. */
  clockMs?: number;
  /** The threads that functions run in: for tests, which open many clouds one after the other. */
  threads?: Threads;
}

export interface CloudStats extends EngineStats {
  /** What the last call of each function asked of the database. */
  roundTrips: Record<string, RoundTrips>;
}

const SEEDED = 'demo';

/** When the demo was laid or renewed last. */
const FRESH_AT = 'demo-fresh-at';

const rightsOf = (functionsDir: string, name: string): string[] => {
  const file = join(functionsDir, name, 'config.json');
  if (!existsSync(file)) return [];
  const config = JSON.parse(readFileSync(file, 'utf8')) as { permissions?: { openapi?: string[] } };
  return config.permissions?.openapi ?? [];
};

/** The functions that run, and all that is kept for them. It knows nothing of how it is reached. */
export class Cloud {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly files: FileStorage;
  readonly manifest: Manifest;
  private readonly functionsDir: string;
  private readonly environment: Record<string, string>;
  private readonly threads: Threads;
  private readonly pools = new Map<string, FunctionPool>();
  private readonly roundTrips: Record<string, RoundTrips> = {};
  private readonly visits = new Map<string, number>();
  private readonly timers: Timers;
  private readonly sweeping: NodeJS.Timeout;
  private readonly unlock: () => void;

  /** `answerSdk` answers what functions ask by the SDK. */
  constructor(
    options: CloudOptions,
    private readonly answerSdk: (
      functionName: string,
      request: SdkRequest,
    ) => Promise<SdkAnswer | undefined>,
  ) {
    this.manifest = readManifest(options.manifestFile);
    this.functionsDir = resolve(options.functionsDir);
    this.threads = options.threads ?? new Threads();
    const triggers = Object.keys(this.manifest.functions).flatMap((name) =>
      triggersOf(this.functionsDir, name),
    );
    if (!isOffset(options.clockMs ?? 0)) throw new ClockError();
    const dataDir = resolve(options.dataDir);
    mkdirSync(dataDir, { recursive: true });
    this.unlock = lockFolder(dataDir);
    this.environment = keepEnvironment(
      dataDir,
      { ...this.manifest.environment, [FILE_LINK_KEY]: { secret: 32 } },
      options.environment,
    );
    const collections = new Map(
      Object.entries(this.manifest.collections).map(([name, { indexes }]) => [name, indexes]),
    );
    this.engine = new Engine(join(dataDir, 'cloud.db'), collections, {
      requireIndexes: options.indexes !== 'lenient',
      fsync: options.fsync !== false,
      ...(options.transactionMs === undefined ? {} : { transactionMs: options.transactionMs }),
    });
    this.clock = new Clock(this.engine, options.clockMs);
    this.inbox = new Inbox(this.clock.now);
    const linkKey = this.environment[FILE_LINK_KEY] ?? '';
    this.files = new FileStorage(join(dataDir, 'files'), linkKey, this.clock.now, this.engine);
    this.sweepFiles();
    this.sweeping = setInterval(() => this.sweepFiles(), HOUR_MS).unref();
    this.timers = new Timers(this.clock, triggers, ({ functionName, name, at }) =>
      this.runTimer(functionName, { at, trigger: name }),
    );
  }

  private poolOf(name: string): FunctionPool | undefined {
    const known = this.pools.get(name);
    if (known) return known;
    const limits = this.manifest.functions[name];
    const file = join(this.functionsDir, name, 'index.js');
    if (!limits || !existsSync(file)) return undefined;
    const environment = environmentOf(name, this.environment, this.manifest.environment);
    const pool = new FunctionPool(
      file,
      { PATH: process.env['PATH'] ?? '', ...environment, ...sdkEnvironment() },
      limits,
      this.clock.shared,
      this.threads,
      (request) => this.answerSdk(name, request),
    );
    this.pools.set(name, pool);
    return pool;
  }

  /** Runs a function for a caller with an event as JSON; undefined for one that is not there. */
  async run(
    name: string,
    eventText: string,
    openid: string,
    source?: 'wx_trigger' | 'wx_client,scf',
  ): Promise<Outcome | undefined> {
    const pool = this.poolOf(name);
    if (!pool) return undefined;
    if (openid !== '') this.visits.set(openid, this.clock.now());
    const outcome = await pool.call({
      eventText,
      environment: callerEnvironment(openid, source),
      context: { request_id: randomBytes(8).toString('hex'), function_name: name },
    });
    if ('trips' in outcome) this.roundTrips[name] = outcome.trips;
    return outcome;
  }

  /** Runs a function as its timer does, due now or at another moment. */
  runTimer(
    name: string,
    { at = this.clock.now(), trigger = 'by-hand' } = {},
  ): Promise<Outcome | undefined> {
    const event = { Type: 'Timer', TriggerName: trigger, Time: new Date(at).toISOString() };
    return this.run(name, JSON.stringify(event), '', 'wx_trigger');
  }

  /** Begins to call the functions that have triggers. */
  startTimers(): void {
    this.timers.start();
  }

  /**
   * Moves the clock on by so many ms, and runs the timers that fall due on the way, in order, each
   * with the moment it was due at. Answers the time it is then.
   * @throws ClockError for a way back, or one too far
   */
  async forward(byMs: number, often?: Runs): Promise<number> {
    if (!isOffset(byMs) || !isOffset(this.clock.offsetMs + byMs)) throw new ClockError();
    const now = await this.timers.forward(byMs, often);
    this.sweepFiles();
    return now;
  }

  /** Files whose folder lets them stay for some days only. */
  private sweepFiles(): void {
    for (const [folder, { deleteAfterDays }] of Object.entries(this.manifest.storage)) {
      if (deleteAfterDays !== undefined) this.files.sweep(folder, deleteAfterDays * DAY_MS);
    }
  }

  /** Ends the running calls of a function at once, wherever they are. */
  killRunning(name: string): void {
    this.pools.get(name)?.killRunning();
  }

  /** Whether a function's `config.json` lets it use one of WeChat's open interfaces. */
  mayUse(name: string, api: string): boolean {
    return rightsOf(this.functionsDir, name).includes(api);
  }

  /** When somebody last called a function. */
  lastVisit(openid: string): number | undefined {
    return this.visits.get(openid);
  }

  /** What is held between two calls, where nothing is under way: there should be nothing. */
  leaks(): string[] {
    const pools = [...this.pools].flatMap(([name, pool]) =>
      pool.leaks().map((leak) => `${name}: ${leak}`),
    );
    return [...this.engine.leaks(), ...pools];
  }

  stats(): CloudStats {
    return { ...this.engine.stats, roundTrips: { ...this.roundTrips } };
  }

  /** Seeds the demo once; a seeding that was cut off is begun anew. */
  async seedDemo(): Promise<void> {
    const { demo } = this.manifest;
    if (!demo) throw new Error('the manifest names no demo');
    const state = this.engine.fact(SEEDED);
    if (state === 'seeded') return this.renewDemo();
    if (state === 'seeding') this.engine.clear();
    this.engine.setFact(SEEDED, 'seeding');
    await this.engine.unsynced(() => this.askDemo(demo.function, demo.action));
    this.engine.setFact(FRESH_AT, String(this.clock.now()));
    this.engine.setFact(SEEDED, 'seeded');
  }

  /** What of a demo depends on its day moves to this one, where it has grown old. */
  async renewDemo(): Promise<void> {
    const { demo } = this.manifest;
    const now = this.clock.now();
    const age = now - Number(this.engine.fact(FRESH_AT) ?? 0);
    if (!demo?.renew || age < demo.renew.afterHours * HOUR_MS) return;
    await this.askDemo(demo.function, demo.renew.action);
    this.engine.setFact(FRESH_AT, String(now));
  }

  private async askDemo(name: string, action: string): Promise<void> {
    const outcome = await this.run(name, JSON.stringify({ action, input: {} }), '');
    const text = outcome && 'text' in outcome ? outcome.text : '{}';
    if (!(JSON.parse(text) as { ok?: boolean }).ok) {
      throw new Error(`the demo could not ${action}: ${JSON.stringify(outcome)}`);
    }
  }

  /** Forgets every document, file and message; keys and clock stay. */
  async empty(): Promise<void> {
    this.engine.clear();
    this.inbox.clear();
    await this.files.clear();
  }

  /** Ends the timers; answers once the one on its way is over. */
  stopTimers(): Promise<void> {
    return this.timers.close();
  }

  /** Lets running calls end, then closes the store. */
  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
    await this.stopTimers();
    clearInterval(this.sweeping);
    this.engine.close();
    this.unlock();
  }
}
