// Installs from the lock file when node_modules is missing or older than it. No dependency of its own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Packages whose install script is needed. None is: what they would compile or fetch comes as a
 * package of its own for each platform. test/build/packages.test.ts knows those that have one.
 */
const BUILT_BY_SCRIPT = [];

const STAMP = 'node_modules/.installed-from';

/** @param {string[]} args */
const npm = (...args) => {
  const options = { stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', args, options);
  if (status !== 0) process.exit(status ?? 1);
};

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== lock) {
  console.log('Installing packages from package-lock.json …');
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  if (BUILT_BY_SCRIPT.length > 0) npm('rebuild', ...BUILT_BY_SCRIPT);
  writeFileSync(STAMP, lock);
}
