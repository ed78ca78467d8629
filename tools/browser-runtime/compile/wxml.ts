import { posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import type { AppFiles } from './app-files';
import { CompileError } from './compile-error';
import { WXS_RUNTIME, wxsToJavaScript } from './wxs';

/** What the template compiler says of a template; lines are counted from 0. */
interface TemplateProblem {
  isError: boolean;
  message: string;
  startLine: number;
}

/** Compiles the WXML of a mini-program, with what it includes and the WXS it uses. */
export class WxmlCompiler {
  readonly warnings: string[] = [];
  private readonly group = new TmplGroup();
  private readonly templates = new Set<string>();
  private readonly scripts = new Set<string>();

  constructor(private readonly files: AppFiles) {
    this.group.setExtraRuntimeScript(WXS_RUNTIME);
  }

  /** Adds the template of a page or component, named without its extension. */
  add(name: string): void {
    if (this.templates.has(name)) return;
    this.templates.add(name);
    const file = `${name}.wxml`;
    const source = this.files.read(file);
    const problems = this.group.addTmpl(name, source) as TemplateProblem[];
    for (const { isError, message, startLine } of problems) {
      const problem = new CompileError(this.files.shown(file), startLine + 1, `${message}.`);
      if (isError) throw problem;
      this.warnings.push(problem.message);
    }
    for (const module of this.group.getInlineScriptModuleNames(name) as string[]) {
      const script = this.group.getInlineScript(name, module);
      const line = source.slice(0, Math.max(0, source.indexOf(script))).split('\n').length;
      const code = wxsToJavaScript(script, this.files.shown(file), line);
      this.group.setInlineScript(name, module, code);
      this.follow(script, name);
    }
    for (const used of this.group.getDirectDependencies(name) as string[]) {
      this.need(`${used}.wxml`, file);
      this.add(used);
    }
    for (const used of this.group.getScriptDependencies(name) as string[]) {
      this.addScript(used, file);
    }
  }

  /** JavaScript of one expression: an object of every template by its name. */
  code(): string {
    return this.group.getTmplGenObjectGroups();
  }

  /** Frees the compiler's memory. */
  free(): void {
    this.group.free();
  }

  private addScript(name: string, askedBy: string): void {
    if (this.scripts.has(name)) return;
    this.scripts.add(name);
    this.need(`${name}.wxs`, askedBy);
    const source = this.files.read(`${name}.wxs`);
    this.group.addScript(name, wxsToJavaScript(source, this.files.shown(`${name}.wxs`)));
    this.follow(source, name);
  }

  private follow(source: string, from: string): void {
    for (const [, , path] of source.matchAll(/\brequire\(\s*(['"])([^'"]+)\1\s*\)/g)) {
      const target = path?.startsWith('/')
        ? path.slice(1)
        : posix.join(posix.dirname(from), path ?? '');
      this.addScript(target.replace(/\.wxs$/, ''), `${from}.wxs`);
    }
  }

  private need(file: string, askedBy: string): void {
    if (this.files.exists(file)) return;
    throw new CompileError(this.files.shown(askedBy), undefined, `"${file}" is not found.`);
  }
}
