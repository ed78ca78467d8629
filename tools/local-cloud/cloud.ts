import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Engine, type EngineStats } from './database/engine';
import { keepEnvironment } from './environment';
import { lockFolder } from './folder-lock';
import { FunctionPool, type Outcome, type RoundTrips } from './functions/pool';
import { callerEnvironment, sdkEnvironment } from './functions/sdk-environment';
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
}

export interface CloudStats extends EngineStats {
  /** What the last call of each function asked of the database. */
  roundTrips: Record<string, RoundTrips>;
}

const SEEDED = 'demo';

const rightsOf = (functionsDir: string, name: string): string[] => {
  const file = join(functionsDir, name, 'config.json');
  if (!existsSync(file)) return [];
  const config = JSON.parse(readFileSync(file, 'utf8')) as { permissions?: { openapi?: string[] } };
  return config.permissions?.openapi ?? [];
};

/** The functions that run, and all that is kept for them. It knows nothing of how it is reached. */
export class Cloud {
  readonly engine: Engine;
  readonly inbox = new Inbox();
  readonly files: FileStorage;
  readonly manifest: Manifest;
  private readonly functionsDir: string;
  private readonly environment: Record<string, string>;
  private readonly pools = new Map<string, FunctionPool>();
  private readonly roundTrips: Record<string, RoundTrips> = {};
  private readonly visits = new Map<string, number>();
  private readonly timers = new Timers((name, trigger) => this.runTimer(name, { trigger }));
  private readonly unlock: () => void;

  /** `adminUrlOf` tells where a function reaches its database. */
  constructor(
    options: CloudOptions,
    private readonly adminUrlOf: (functionName: string) => string,
  ) {
    this.manifest = readManifest(options.manifestFile);
    this.functionsDir = resolve(options.functionsDir);
    const dataDir = resolve(options.dataDir);
    mkdirSync(dataDir, { recursive: true });
    this.unlock = lockFolder(dataDir);
    this.environment = keepEnvironment(
      dataDir,
      { ...this.manifest.environment, FILE_LINK_KEY: { secret: 32 } },
      options.environment,
    );
    this.files = new FileStorage(join(dataDir, 'files'), this.environment['FILE_LINK_KEY'] ?? '');
    const collections = new Map(
      Object.entries(this.manifest.collections).map(([name, { indexes }]) => [name, indexes]),
    );
    this.engine = new Engine(join(dataDir, 'cloud.db'), collections, {
      requireIndexes: options.indexes !== 'lenient',
      ...(options.transactionMs === undefined ? {} : { transactionMs: options.transactionMs }),
    });
  }

  private poolOf(name: string): FunctionPool | undefined {
    const known = this.pools.get(name);
    if (known) return known;
    const limits = this.manifest.functions[name];
    const file = join(this.functionsDir, name, 'index.js');
    if (!limits || !existsSync(file)) return undefined;
    const { FILE_LINK_KEY: _own, ...environment } = this.environment;
    const forSdk = sdkEnvironment(this.adminUrlOf(name));
    const pool = new FunctionPool(file, { ...environment, ...forSdk }, limits);
    this.pools.set(name, pool);
    return pool;
  }

  /** Runs a function for a caller; undefined for one that is not there. */
  async run(
    name: string,
    event: unknown,
    openid: string,
    source?: 'wx_trigger',
  ): Promise<Outcome | undefined> {
    const pool = this.poolOf(name);
    if (!pool) return undefined;
    if (openid !== '') this.visits.set(openid, Date.now());
    const outcome = await pool.call({
      event,
      environment: callerEnvironment(openid, source),
      context: { request_id: randomBytes(8).toString('hex'), function_name: name },
    });
    if ('trips' in outcome) this.roundTrips[name] = outcome.trips;
    return outcome;
  }

  /** Runs a function as its timer does, due now or at another moment. */
  runTimer(
    name: string,
    { at = Date.now(), trigger = 'by-hand' } = {},
  ): Promise<Outcome | undefined> {
    const event = { Type: 'Timer', TriggerName: trigger, Time: new Date(at).toISOString() };
    return this.run(name, event, '', 'wx_trigger');
  }

  /** Begins to call the functions that have triggers. */
  startTimers(): void {
    for (const name of Object.keys(this.manifest.functions)) {
      this.timers.add(name, triggersOf(this.functionsDir, name));
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

  stats(): CloudStats {
    return { ...this.engine.stats, roundTrips: { ...this.roundTrips } };
  }

  /** Seeds the demo once; a seeding that was cut off is begun anew. */
  async seedDemo(): Promise<void> {
    const { demo } = this.manifest;
    if (!demo) throw new Error('the manifest names no demo');
    const state = this.engine.fact(SEEDED);
    if (state === 'seeded') return;
    if (state === 'seeding') this.engine.clear();
    this.engine.setFact(SEEDED, 'seeding');
    await this.engine.unsynced(async () => {
      const outcome = await this.run(demo.function, { action: demo.action, input: {} }, '');
      const text = outcome && 'text' in outcome ? outcome.text : '{}';
      if (!(JSON.parse(text) as { ok?: boolean }).ok) {
        throw new Error(`the demo could not be seeded: ${JSON.stringify(outcome)}`);
      }
    });
    this.engine.setFact(SEEDED, 'seeded');
  }

  stopTimers(): void {
    this.timers.close();
  }

  /** Lets running calls end, then closes the store. */
  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
    this.engine.close();
    this.unlock();
  }
}
