import { HOUR_MS } from './clock';
import type { CloudOptions, CloudStats } from './cloud';
import type { Outcome } from './functions/pool';
import type { Runs } from './functions/schedule';
import type { Message } from './platform/messages';
import { CloudServer, type Hooks } from './wire/server';

export type { CloudStats } from './cloud';
export { Threads } from './functions/threads';

export interface LocalCloudOptions extends CloudOptions, Hooks {
  /** 0 = any free one. */
  port?: number;
  /** Seeds the manifest's demo, once for a data folder. */
  demo?: boolean;
  /** Calls functions at the times of the triggers in their `config.json`. */
  timers?: boolean;
}

export interface LocalCloud {
  url: string;
  /** Calls a function as a client does. */
  call(functionName: string, event: unknown, openid?: string): Promise<unknown>;
  /** Calls a function as its timer does, due now or at another moment. */
  timer(functionName: string, at?: number): Promise<unknown>;
  /**
   * Moves the cloud's clock on, runs the timers that fall due on the way, and answers the time it
   * is then. They run each hour, and from three days on each day; `daily` each day from the start,
   * `last` once at the end, as where they stood still for so long.
   */
  forward(byMs: number, often?: Runs): Promise<number>;
  /** The cloud's own time. */
  now(): number;
  stats(): CloudStats;
  /** For tests: what is still held, where no call is under way. */
  leaks(): string[];
  /** Subscription messages sent so far. */
  inbox(): readonly Message[];
  /**
   * For tests: forgets every document, file and message, where no call is under way. The functions
   * stay loaded, which is most of what a new cloud costs; keys and clock stay.
   */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const resultOf = (outcome: Outcome): unknown => {
  if ('text' in outcome) return JSON.parse(outcome.text) as unknown;
  throw new Error(`${outcome.errCode}: ${outcome.errMsg}`);
};

/**
 * Starts a WeChat cloud on this machine: the unmodified functions with the real `wx-server-sdk`,
 * a durable database, file storage, and stand-ins for WeChat's open interfaces. Loopback only.
 * @throws Error for a manifest, port or data folder that cannot be used
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const server = new CloudServer(options, options);
  const { cloud } = server;
  let renewing: NodeJS.Timeout | undefined;
  // A demo that is left on, and looked at every hour, does not end while somebody uses it.
  const renew = (): void => {
    cloud.renewDemo().catch((error: unknown) => console.error(error));
  };
  const close = (): Promise<void> => {
    clearInterval(renewing);
    return server.close();
  };
  let url: string;
  try {
    url = await server.listen(options.port ?? 0);
    if (options.demo) await cloud.seedDemo();
    if (options.timers) cloud.startTimers();
    if (options.demo && options.timers) renewing = setInterval(renew, HOUR_MS).unref();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    call: async (functionName, event, openid = '') =>
      resultOf(await server.run(functionName, JSON.stringify(event), openid)),
    timer: async (functionName, at) => resultOf(await server.runTimer(functionName, at)),
    forward: (byMs, often) => cloud.forward(byMs, often),
    now: cloud.clock.now,
    stats: () => cloud.stats(),
    leaks: () => cloud.leaks(),
    inbox: () => cloud.inbox.messages,
    empty: () => cloud.empty(),
    close,
  };
};
