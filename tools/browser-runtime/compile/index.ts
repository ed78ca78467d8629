import type { AppConfig } from '../phone/engine/types';
import { readAppConfig } from './app-config';
import { findParts } from './parts';
import { compileScripts } from './scripts';
import { Sources } from './sources';
import { compileStyles } from './styles';
import { compileTemplates } from './templates';

export { CompileError } from './compile-error';

/** A mini-program as a browser runs it. */
export interface CompiledApp {
  /** An ES module whose default export is the engine's `AppBundle`. */
  js: string;
  /** The styles of app, components and pages. */
  css: string;
  config: AppConfig;
  /** Sentences with file and line: what a phone would show nothing of. */
  warnings: string[];
  /** Absolute path of the folder whose images the app names. */
  assetsDir: string;
}

/**
 * Compiles the mini-program of a project, unmodified. Throws `CompileError`, a sentence with file and
 * line, where it cannot be compiled.
 */
export const compileMiniprogram = async (options: { projectDir: string }): Promise<CompiledApp> => {
  const sources = new Sources(options.projectDir);
  const config = readAppConfig(sources);
  const parts = findParts(sources, config);
  const templates = compileTemplates(sources, parts);
  const { css, scopes } = compileStyles(sources, parts);
  const entries = parts.map(
    ({ path, config: part }) =>
      `${JSON.stringify(path)}: { config: ${JSON.stringify(part)}, ` +
      `styleScope: ${JSON.stringify(scopes.get(path) ?? '')}, run: runs[${JSON.stringify(path)}] }`,
  );
  const bundle = [
    `const templates = ${templates.js};`,
    `const parts = {${entries.join(',\n')}};`,
    `export default { config: ${JSON.stringify(config)}, parts, templates, runApp };`,
  ].join('\n');
  return {
    js: await compileScripts(sources, parts, bundle),
    css,
    config,
    warnings: templates.warnings,
    assetsDir: sources.appDir,
  };
};
