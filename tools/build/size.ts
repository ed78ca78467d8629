import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, slashed } from './files';
import type { Problem } from './problem';
import { readApp } from './project';

/** What WeChat takes: 2 MB for the main package and each subpackage, 30 MB for all of them. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024;
export const TOTAL_LIMIT = 30 * 1024 * 1024;

/** Not uploaded: what only the compiler and the checks read. */
const NOT_SHIPPED = /(^|\/)(tsconfig\.json|.*\.d\.ts|.*\.md)$/;

export interface PackageSize {
  /** The subpackage's root; '' for the main package. */
  root: string;
  files: number;
  /** Bytes on disk, before DevTools strips types and minifies: never less than what is uploaded. */
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
  for (const file of filesBelow(appDir).filter((each) => !NOT_SHIPPED.test(each))) {
    const home = sizes.findLast(({ root }) => root === '' || file.startsWith(`${root}/`));
    if (!home) continue;
    home.files += 1;
    home.bytes += statSync(join(appDir, file)).size;
  }
  return sizes;
};

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;

/** All packages in a line: `main 412 KB, packages/staff 96 KB`. */
export const describeSizes = (sizes: readonly PackageSize[]): string =>
  sizes.map(({ root, bytes }) => `${root || 'main'} ${kilobytes(bytes)}`).join(', ');

/** Packages above WeChat's limits. */
export const checkSize = (projectDir: string, appDir: string): Problem[] => {
  const sizes = packageSizes(appDir);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const file = (root: string): string => slashed(relative(projectDir, join(appDir, root)));
  const tooBig = sizes
    .filter(({ bytes }) => bytes > PACKAGE_LIMIT)
    .map(({ root, bytes }) => ({
      file: file(root),
      message: `is ${kilobytes(bytes)}; a package may have ${kilobytes(PACKAGE_LIMIT)}.`,
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
