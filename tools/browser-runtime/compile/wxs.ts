import ts from 'typescript';
import { CompileError } from './compile-error';

/** Names of the helpers that rewritten WXS calls; `WXS_RUNTIME` defines them. */
const CONSTRUCTOR_OF = '__wxsConstructorOf';

/** What WXS has and JavaScript has not, for the head of the compiled templates. */
export const WXS_RUNTIME = `
var ${CONSTRUCTOR_OF} = function (value) {
  if (value === undefined || value === null) return undefined;
  return Object.prototype.toString.call(value).slice(8, -1);
};
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags || ''); };
var getDate = function () {
  var values = Array.prototype.slice.call(arguments);
  return values.length === 0 ? new Date() : new (Function.prototype.bind.apply(Date, [null].concat(values)))();
};
`;

/** WXS knows only these escapes; it keeps the backslash of any other. */
const keepBackslashes = (literal: string): string =>
  literal.replace(/\\([\s\S])/g, (escape, char: string) =>
    /[nrtbfv0'"\\\nux]/.test(char) ? escape : `\\\\${char}`,
  );

const isRequire = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'require';

const refuseMistakes = (source: string, file: string, firstLine: number): void => {
  const [mistake] =
    ts.transpileModule(source, {
      fileName: 'module.js',
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2015 },
    }).diagnostics ?? [];
  if (mistake === undefined) return;
  const line = source.slice(0, mistake.start ?? 0).split('\n').length - 1;
  const reason = ts.flattenDiagnosticMessageText(mistake.messageText, ' ');
  throw new CompileError(file, firstLine + line, reason);
};

/**
 * WXS as JavaScript: `x.constructor` is a name (`"Array"`), a string keeps backslashes that
 * escape nothing, and a required module goes by its path without `.wxs`. `shown` and `firstLine`
 * say where it stands, for the CompileError of what is no WXS.
 */
export const wxsToJavaScript = (source: string, shown: string, firstLine = 1): string => {
  refuseMistakes(source, shown, firstLine);
  const file = ts.createSourceFile(
    'module.js',
    source,
    ts.ScriptTarget.ES2015,
    true,
    ts.ScriptKind.JS,
  );
  const edits: { from: number; to: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'constructor') {
      visit(node.expression);
      const start = node.expression.getStart(file);
      edits.push({ from: start, to: start, text: `${CONSTRUCTOR_OF}(` });
      edits.push({ from: node.expression.end, to: node.end, text: ')' });
      return;
    }
    if (ts.isStringLiteral(node)) {
      const literal = node.getText(file);
      const kept = keepBackslashes(literal);
      const isPath = isRequire(node.parent);
      const text = isPath ? kept.replace(/\.wxs(['"])$/, '$1') : kept;
      if (text !== literal) edits.push({ from: node.getStart(file), to: node.end, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), source);
};
