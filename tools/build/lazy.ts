import type { Metafile, Plugin } from 'esbuild';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** A file of its own beside a bundle, which loads it when it is first asked for. */
export interface LazyPart {
  /** File name without its ending, such as `print-sheet` for `print/sheet.ts`. */
  name: string;
  /** The source that was asked for by `import()`. */
  source: string;
}

/** The parts that bundles ask for, as the plugin met them. */
export interface LazyParts {
  plugin: Plugin;
  /** The parts of one bundle. */
  of(output: Metafile['outputs'][string]): LazyPart[];
}

/**
 * Takes what the project's own code loads by `import()` out of the bundles, so that a cold start
 * does not read it. A part has its own copy of all that it imports: let it import what is pure.
 */
export const lazyParts = (sourceDir: string): LazyParts => {
  const known = new Map<string, LazyPart>();
  const own = resolve(sourceDir) + sep;
  return {
    plugin: {
      name: 'lazy-parts',
      setup({ onResolve }) {
        onResolve({ filter: /^\.{1,2}\// }, ({ kind, importer, path, resolveDir }) => {
          if (kind !== 'dynamic-import' || !importer.startsWith(own)) return undefined;
          const source = join(resolveDir, path);
          const name = `${basename(dirname(source))}-${basename(source)}`;
          known.set(`./${name}.js`, { name, source });
          return { path: `./${name}.js`, external: true };
        });
      },
    },
    of: ({ imports }) => {
      const paths = new Set(imports.map(({ path }) => path));
      return [...known].flatMap(([path, part]) => (paths.has(path) ? [part] : []));
    },
  };
};
