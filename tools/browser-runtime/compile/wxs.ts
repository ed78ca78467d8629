import ts from 'typescript';

/** Functions of the WXS dialect that JavaScript lacks; run once per app, before any script. */
export const WXS_RUNTIME = `
var getRegExp = function (pattern, flags) { return new RegExp(pattern, flags); };
var getDate = function () {
  return new (Function.prototype.bind.apply(Date, [null].concat([].slice.call(arguments))))();
};
var wxsConstructorOf = function (value) {
  var tag = Object.prototype.toString.call(value).slice(8, -1);
  return tag === 'Null' || tag === 'Undefined' ? undefined : tag;
};
`;

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** WXS keeps the backslash of an escape it does not know: `'\\d'` is two characters there. */
const keepBackslashes = (literal: string): string =>
  literal.replace(/\\([\s\S])/g, (escape, next: string) =>
    /[nrtbfv0xu'"\\\n\r]/.test(next) ? escape : `\\\\${next}`,
  );

/**
 * WXS as JavaScript. In WXS `value.constructor` is the type's name as a string, and string literals
 * keep the backslashes of unknown escapes.
 */
export const translateWxs = (text: string): string => {
  const source = ts.createSourceFile(
    'script.wxs',
    text,
    ts.ScriptTarget.ES2020,
    true,
    ts.ScriptKind.JS,
  );
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'constructor') {
      const start = node.expression.getStart(source);
      edits.push({ start, end: start, text: 'wxsConstructorOf(' });
      edits.push({ start: node.expression.getEnd(), end: node.getEnd(), text: ')' });
    }
    if (ts.isStringLiteral(node)) {
      const literal = node.getText(source);
      const kept = keepBackslashes(literal);
      if (kept !== literal)
        edits.push({ start: node.getStart(source), end: node.getEnd(), text: kept });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (result, { start, end, text: insert }) => result.slice(0, start) + insert + result.slice(end),
      text,
    );
};
