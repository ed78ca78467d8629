import { join, relative } from 'node:path';
import { filesBelow, slashed } from './files';
import { helperBytes, uploaded } from './minify';
import type { Problem } from './problem';
import { readApp } from './project';

/** What WeChat takes: 2 MB for the main package and each subpackage, 30 MB for all of them. */
const PACKAGE_LIMIT = 2 * 1024 * 1024;
const TOTAL_LIMIT = 30 * 1024 * 1024;

/** What a phone on a weak network opens quickly: far below what WeChat takes. */
const MAIN_BUDGET = 300 * 1024;
const SUBPACKAGE_BUDGET = 700 * 1024;

/** Not uploaded: what only the compiler and the checks read. */
const NOT_SHIPPED = /(^|\/)(tsconfig\.json|.*\.d\.ts|.*\.md)$/;

export interface PackageSize {
  /** The subpackage's root; '' for the main package. */
  root: string;
  files: number;
  /** Bytes as they are uploaded: scripts in ES5, all of it minified; helpers count for main. */
  bytes: number;
}

/** Size of the main package and of each subpackage, the built npm packages included. */
export const packageSizes = (appDir: string): PackageSize[] => {
  const app = readApp(appDir);
  if (!app) return [];
  const sizes = ['', ...app.subpackages.map(({ root }) => root)].map((root) => ({
    root,
    files: 0,
    bytes: 0,
  }));
  const helpers = new Set<string>();
  for (const file of filesBelow(appDir).filter((each) => !NOT_SHIPPED.test(each))) {
    const home = sizes.findLast(({ root }) => root === '' || file.startsWith(`${root}/`));
    if (!home) continue;
    const { bytes, helpers: needed } = uploaded(join(appDir, file));
    home.files += 1;
    home.bytes += bytes;
    for (const helper of needed) helpers.add(helper);
  }
  const [main] = sizes;
  if (main) main.bytes += helperBytes(helpers);
  return sizes;
};

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;

/** All packages in a line: `main 412 KB, packages/staff 96 KB`. */
export const describeSizes = (sizes: readonly PackageSize[]): string =>
  sizes.map(({ root, bytes }) => `${root || 'main'} ${kilobytes(bytes)}`).join(', ');

const budgetOf = (root: string): number => (root === '' ? MAIN_BUDGET : SUBPACKAGE_BUDGET);

/** Packages above their budgets, which are far below WeChat's limits. */
export const checkSize = (projectDir: string, appDir: string): Problem[] => {
  const sizes = packageSizes(appDir);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const file = (root: string): string => slashed(relative(projectDir, join(appDir, root)));
  const tooBig = sizes
    .filter(({ root, bytes }) => bytes > budgetOf(root))
    .map(({ root, bytes }) => ({
      file: file(root),
      message: `is ${kilobytes(bytes)}; it may have ${kilobytes(budgetOf(root))} (WeChat takes ${kilobytes(PACKAGE_LIMIT)}).`,
    }));
  return total > TOTAL_LIMIT
    ? [
        ...tooBig,
        {
          file: file(''),
          message: `comes to ${kilobytes(total)}; all packages together may have ${kilobytes(TOTAL_LIMIT)}.`,
        },
      ]
    : tooBig;
};
