import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { root } from './build';

export interface CloudProcess {
  url: string;
  /** Ends it and answers how: an exit code, or the signal. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string | null>;
}

const firstUrl = async (child: ChildProcess): Promise<string> => {
  let output = '';
  const heard = (async () => {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      output += chunk.toString();
      const url = /local cloud ready (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (url) return url;
    }
    throw new Error(`the local cloud ended before it was ready: ${output}`);
  })();
  return heard;
};

/** `npm run cloud` as its own process, as a person starts it. */
export const startCloudProcess = async (dataDir: string, demo = false): Promise<CloudProcess> => {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'tools/cloud.ts',
      '--port',
      '0',
      '--data',
      dataDir,
      ...(demo ? ['--demo'] : []),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await firstUrl(child);
  return {
    url,
    async stop(signal) {
      const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? by;
    },
  };
};
