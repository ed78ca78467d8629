import ts from 'typescript';
import { isRecord, lineAt, stringEntriesOf } from './files';

/** Another file that a file names, as it is written there. */
export interface Reference {
  specifier: string;
  /** Counted from 1. */
  line: number;
}

/** What a WXML file pulls in: `import`, `include` and `wxs`. */
const wxmlReferences = (text: string): Reference[] =>
  matches(text, /<(?:import|include|wxs)\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/g);

const wxsReferences = (text: string): Reference[] =>
  matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g);

const wxssReferences = (text: string): Reference[] =>
  matches(text, /@import\s+(?:url\(\s*)?["']?([^"');]+)["']?\s*\)?/g);

const matches = (text: string, pattern: RegExp): Reference[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const specifier = match[1]?.trim();
    return specifier ? [{ specifier, line: lineAt(text, match.index) }] : [];
  });

const isRequire = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ((ts.isIdentifier(node.expression) && node.expression.text === 'require') ||
    node.expression.kind === ts.SyntaxKind.ImportKeyword);

/** Modules that a script loads when it runs; imports of types alone are not among them. */
const scriptReferences = (text: string, file: string): Reference[] => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: Reference[] = [];
  const note = (specifier: ts.Node | undefined): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source));
    found.push({ specifier: specifier.text, line: line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      if (!isTypeOnly(node)) note(node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node)) {
      if (!node.isTypeOnly) note(node.moduleSpecifier);
    } else if (isRequire(node)) {
      note(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const isTypeOnly = ({ importClause }: ts.ImportDeclaration): boolean => {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
};

/** Components that a page, component or app names in its JSON: `[tag, path]`. */
export const componentEntries = (json: Record<string, unknown>): [string, string][] => {
  const generics = isRecord(json['componentGenerics']) ? json['componentGenerics'] : {};
  const defaults = Object.entries(generics).flatMap(([name, generic]): [string, string][] =>
    isRecord(generic) && typeof generic['default'] === 'string' ? [[name, generic['default']]] : [],
  );
  return [...stringEntriesOf(json['usingComponents']), ...defaults];
};

const jsonReferences = (text: string): Reference[] => {
  const json: unknown = JSON.parse(text);
  if (!isRecord(json)) return [];
  return componentEntries(json).map(([, specifier]) => ({
    specifier,
    line: lineAt(text, Math.max(0, text.indexOf(`"${specifier}"`))),
  }));
};

/** Every reference of a file of a mini-program, by its extension; [] for other files. */
export const referencesOf = (file: string, text: string): Reference[] => {
  if (file.endsWith('.d.ts')) return [];
  if (/\.[jt]s$/.test(file)) return scriptReferences(text, file);
  if (file.endsWith('.json')) return jsonReferences(text);
  if (file.endsWith('.wxml')) return wxmlReferences(text);
  if (file.endsWith('.wxs')) return wxsReferences(text);
  if (file.endsWith('.wxss')) return wxssReferences(text);
  return [];
};
