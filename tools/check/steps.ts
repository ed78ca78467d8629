import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBaseLibrary } from '../build/base-library';
import { filesBelow } from '../build/files';
import { buildNpm } from '../build/npm';
import { checkParts } from '../build/parts';
import { describeProblem, type Problem } from '../build/problem';
import { readProject } from '../build/project';
import { checkSize, describeSizes, packageSizes } from '../build/size';
import { checkWxml } from '../build/wxml';
import { checkWxss } from '../build/wxss';
import { runNode, type Step } from './run';

const NOT_SOURCE = ['node_modules', 'dist', '.git', '.data', 'miniprogram_npm', 'test-output'];
const CACHE = 'node_modules/.cache';
const CODE = ['cloudfunctions', 'miniprogram', 'typings', 'vocabulary', 'tools', 'test'];

const bin = (dir: string, path: string): string => join(dir, 'node_modules', path);

const lines = (problems: readonly Problem[]): string => problems.map(describeProblem).join('\n');

/** One step a tsconfig.json, by the native compiler: a second each. */
const typeSteps = (dir: string): Step[] =>
  filesBelow(dir, NOT_SOURCE)
    .filter((file) => file.endsWith('tsconfig.json'))
    .map((file) => {
      const project = dirname(file);
      return {
        name: `types of ${project}`,
        run: runNode(dir, bin(dir, '@typescript/native-preview/bin/tsgo'), ['-p', project]),
      };
    });

/** The rules that know types, and oxlint's own. */
const lintStep = (dir: string): Step => ({
  name: 'oxlint',
  run: runNode(dir, bin(dir, 'oxlint/bin/oxlint'), ['--deny-warnings']),
});

/** The rules of this project's own, which are selectors. */
const syntaxStep = (dir: string): Step => ({
  name: 'eslint',
  run: runNode(dir, bin(dir, 'eslint/bin/eslint.js'), [
    '.',
    '--max-warnings=0',
    '--cache',
    '--cache-strategy=content',
    `--cache-location=${CACHE}/eslint/`,
  ]),
});

const boundaryStep = (dir: string): Step => ({
  name: 'who imports whom',
  run: runNode(dir, bin(dir, 'dependency-cruiser/bin/dependency-cruise.mjs'), [
    '--config',
    '.dependency-cruiser.cjs',
    ...CODE.filter((folder) => existsSync(join(dir, folder))),
  ]),
});

/** Files that nothing reaches, and exports that no other file uses. */
const unusedStep = (dir: string): Step => ({
  name: 'knip',
  run: runNode(dir, bin(dir, 'knip/bin/knip.js'), ['--include', 'files,exports', '--no-progress']),
});

const formatStep = (dir: string): Step => ({
  name: 'oxfmt',
  run: runNode(dir, bin(dir, 'oxfmt/bin/oxfmt'), ['--check']),
});

/** WeChat's own languages, which oxfmt does not know. */
const styleFormatStep = (dir: string): Step => ({
  name: 'prettier',
  run: runNode(dir, bin(dir, 'prettier/bin/prettier.cjs'), [
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-strategy=content',
    '**/*.{wxss,wxs}',
  ]),
});

/** What belongs to the mini-program; its npm packages come first, because its WXSS may import them. */
const appStep = (dir: string): Step => ({
  name: 'pages, components, WXML, WXSS, package size',
  run: async () => {
    const { appDir } = readProject(dir);
    await buildNpm({ projectDir: dir });
    return lines([
      ...checkParts(dir, appDir),
      ...checkWxml(dir, appDir),
      ...checkWxss(dir, appDir),
      ...checkBaseLibrary(dir, appDir),
      ...checkSize(dir, appDir),
    ]);
  },
});

/** Every check of a project, the longest first. */
export const allSteps = (dir: string): Step[] => [
  lintStep(dir),
  boundaryStep(dir),
  syntaxStep(dir),
  unusedStep(dir),
  appStep(dir),
  styleFormatStep(dir),
  ...typeSteps(dir),
  formatStep(dir),
];

/** The size of each package in a line. */
export const sizeLine = (dir: string): string =>
  describeSizes(packageSizes(readProject(dir).appDir));
