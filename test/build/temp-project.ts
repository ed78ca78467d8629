import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const made: string[] = [];

/** A project in a folder of its own that uses this repository's packages; removed after the tests. */
export const tempProject = (files: Record<string, string | object>): string => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'micro-wish-')));
  made.push(dir);
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'), 'dir');
  addFiles(dir, files);
  return dir;
};

/** Writes files into a project; an object is written as JSON. */
export const addFiles = (dir: string, files: Record<string, string | object>): void => {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(
      join(dir, file),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  }
};

/** `project.config.json` and `package.json` of a mini-program whose root is `miniprogram/`. */
export const projectFiles = (dependencies: Record<string, string> = {}) => ({
  'package.json': { dependencies },
  'project.config.json': {
    miniprogramRoot: 'miniprogram/',
    setting: {
      packNpmManually: true,
      packNpmRelationList: [
        { packageJsonPath: './package.json', miniprogramNpmDistDir: './miniprogram/' },
      ],
    },
  },
});

afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});
