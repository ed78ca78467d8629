import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalCloud, LocalCloudOptions } from '../../tools/local-cloud';
import type {
  ActionName,
  ErrorCode,
  FunctionName,
  Input,
  Output,
  Reply,
} from '../../typings/contract';
import { functionsDir, manifestFile } from './build';
import { layDemo } from './seed';
import { startCloud } from './start-cloud';

/** A person who calls: by openid, or nobody with ''. */
export interface Person {
  openid: string;
  /** The reply as it comes. */
  send<F extends FunctionName, A extends ActionName<F>>(
    name: F,
    action: A,
    input: Input<F, A>,
  ): Promise<Reply<Output<F, A>>>;
  /** The data of a reply that must be good. */
  call<F extends FunctionName, A extends ActionName<F>>(
    name: F,
    action: A,
    input: Input<F, A>,
  ): Promise<Output<F, A>>;
  /** The code of a reply that must be a refusal; the input may be anything. */
  refused<F extends FunctionName, A extends ActionName<F>>(
    name: F,
    action: A,
    input: unknown,
  ): Promise<ErrorCode>;
}

export const personOn = (url: string, openid: string): Person => {
  const post = async (name: string, action: string, input: unknown): Promise<Reply<unknown>> => {
    const response = await fetch(`${url}/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(openid ? { 'x-openid': openid } : {}) },
      body: JSON.stringify({ action, input }),
    });
    return (await response.json()) as Reply<unknown>;
  };
  return {
    openid,
    send: (name, action, input) => post(name, action, input) as never,
    async call(name, action, input) {
      const reply = await post(name, action, input);
      if (!reply.ok) throw new Error(`${name}.${action}: ${reply.code} ${reply.message}`);
      return reply.data as never;
    },
    async refused(name, action, input) {
      const reply = await post(name, action, input);
      if (reply.ok)
        throw new Error(`${name}.${action} was not refused: ${JSON.stringify(reply.data)}`);
      return reply.code;
    },
  };
};

const PATIENCE = 6;

/** Sends again what died on the way, as every client of ours does. */
export const untilAnswered = async <T>(send: () => Promise<Reply<T>>): Promise<Reply<T>> => {
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const reply = await send().catch(() => undefined);
    if (reply && (reply.ok || (reply.code !== 'INTERNAL' && reply.code !== 'UNAVAILABLE'))) {
      return reply;
    }
  }
  throw new Error(`no answer after ${PATIENCE} attempts`);
};

type Options = Partial<
  Pick<
    LocalCloudOptions,
    'environment' | 'demo' | 'faultAt' | 'holdAt' | 'transactionMs' | 'clockMs' | 'timers'
  >
>;

export interface TestCloud extends LocalCloud {
  as(openid: string): Person;
  dataDir: string;
  /** Opens a closed cloud again, on other terms. */
  reopen(options: Options): Promise<TestCloud>;
  /** Closes the cloud and opens another on its data, with some of its environment changed. */
  restart(environment: Record<string, string>): Promise<TestCloud>;
  /** Closes the cloud and removes its data. */
  end(): Promise<void>;
}

const openOn = async (dataDir: string, options: Options): Promise<TestCloud> => {
  const cloud = await startCloud({
    functionsDir,
    manifestFile,
    dataDir,
    fsync: false,
    ...options,
  });
  return {
    ...cloud,
    dataDir,
    as: (openid) => personOn(cloud.url, openid),
    reopen: (changed) => openOn(dataDir, changed),
    async restart(changed) {
      await cloud.close();
      return openOn(dataDir, { environment: changed });
    },
    async end() {
      await cloud.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** A cloud of its own for a test file, on a free port, in a folder that goes with it. */
export const openCloud = async (options: Options = {}): Promise<TestCloud> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'micro-wish-test-'));
  if (options.demo) await layDemo(dataDir);
  return openOn(dataDir, options);
};
