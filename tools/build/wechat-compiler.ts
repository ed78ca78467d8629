import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'mac',
  win32: 'windows',
};

const toolPath = (tool: 'wcc' | 'wcsc'): string | null => {
  const folder = FOLDERS[process.platform];
  if (folder === undefined) return null;
  const home = dirname(require.resolve('miniprogram-compiler/package.json'));
  return join(home, 'bin', folder, process.platform === 'win32' ? `${tool}.exe` : tool);
};

/**
 * Runs WeChat's own compiler in a folder, for its judgement alone: '' where it accepts, else what it
 * says, and null where it does not run on this machine. Of several mistakes it names the first.
 */
export const askCompiler = (
  tool: 'wcc' | 'wcsc',
  args: readonly string[],
  cwd: string,
): string | null => {
  const path = toolPath(tool);
  if (path === null) return null;
  try {
    chmodSync(path, 0o755);
  } catch {
    // Not ours to change, as in a read-only image: then it is executable already, or fails below.
  }
  const { error, status, stderr } = spawnSync(path, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) return null;
  return status === 0 ? '' : stderr.trim() || `${tool} ended with ${status}.`;
};
