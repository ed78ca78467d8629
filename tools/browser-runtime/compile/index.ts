import type { AppConfig } from './app-config';
import { bundleScripts } from './scripts';
import { readApp, type App } from './read-app';
import { withLocalIconFont } from './vant-font';
import { WxmlCompiler } from './wxml';
import { WxssCompiler } from './wxss';

export type {
  AppConfig,
  ComponentConfig,
  TabBarConfig,
  TabBarItem,
  WindowConfig,
} from './app-config';

/** A mini-program as a browser runs it. */
export interface CompiledApp {
  /**
   * A script that calls `__phone.load(app)` with a `CompiledModule` (see the engine's types).
   */
  js: string;
  css: string;
  config: AppConfig;
  /** Sentences with file and line: what WeChat would accept but warn of. */
  warnings: string[];
  /** The folder that images are served from. */
  assetsDir: string;
  /** Every file that was read: a change of one of them asks for a new build. */
  inputs: string[];
}

/** WXSS in the order that WeChat loads it: the app's, the components', the pages'. */
const compileStyles = ({ files, components, config }: App): string => {
  const compiler = new WxssCompiler(files);
  const parts: string[] = [];
  if (files.exists('app.wxss')) parts.push(compiler.compile('app.wxss', { kind: 'app' }));
  for (const [name, { component, styleScope }] of components) {
    if (!component || !files.exists(`${name}.wxss`)) continue;
    const css = compiler.compile(`${name}.wxss`, { kind: 'component', name: styleScope });
    parts.push(withLocalIconFont(css, files.projectDir));
  }
  for (const path of config.pages) {
    if (files.exists(`${path}.wxss`)) {
      parts.push(compiler.compile(`${path}.wxss`, { kind: 'page', path }));
    }
  }
  return parts.join('\n');
};

const compileTemplates = ({ files, components }: App): { code: string; warnings: string[] } => {
  const compiler = new WxmlCompiler(files);
  try {
    for (const name of components.keys()) if (files.exists(`${name}.wxml`)) compiler.add(name);
    return { code: compiler.code(), warnings: compiler.warnings };
  } finally {
    compiler.free();
  }
};

/** Compiles the mini-program of a project; throws a CompileError where it cannot. */
export const compileMiniprogram = async (options: { projectDir: string }): Promise<CompiledApp> => {
  const app = readApp(options.projectDir);
  const css = compileStyles(app);
  const templates = compileTemplates(app);
  const scripts = await bundleScripts(app);
  const components = JSON.stringify(Object.fromEntries(app.components));
  return {
    js: `__phone.load({
start: ${scripts},
templates: ${templates.code},
components: ${components},
});
`,
    css,
    config: app.config,
    warnings: [...app.warnings, ...templates.warnings],
    assetsDir: app.files.appDir,
    inputs: [...app.files.seen].sort(),
  };
};
