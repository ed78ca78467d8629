import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { readText } from './files';

/** What a page or component can be called by from its WXML. */
export interface Methods {
  names: ReadonlySet<string>;
  /** Whether there may be more: a behavior or spread whose source is not at hand. */
  open: boolean;
}

const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true);

/** The initialiser of a `const` of a file, followed through imports of the app's own files. */
const valueOf = (name: string, source: ts.SourceFile): ts.Expression | null => {
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const declared = statement.declarationList.declarations.find(
        (declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name,
      );
      if (declared?.initializer) return declared.initializer;
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) {
      continue;
    }
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const imported = bindings.elements.find((element) => element.name.text === name);
    const file = join(dirname(source.fileName), `${statement.moduleSpecifier.text}.ts`);
    if (imported && existsSync(file)) {
      return valueOf((imported.propertyName ?? imported.name).text, parse(file));
    }
  }
  return null;
};

/** The object that an expression stands for: `{…}`, a const of it, or a call that is given it. */
const objectOf = (node: ts.Expression): ts.ObjectLiteralExpression | null => {
  if (ts.isObjectLiteralExpression(node)) return node;
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  ) {
    return objectOf(node.expression);
  }
  if (ts.isIdentifier(node)) {
    const value = valueOf(node.text, node.getSourceFile());
    return value && objectOf(value);
  }
  if (ts.isCallExpression(node)) {
    for (const argument of node.arguments) {
      const found = objectOf(argument);
      if (found) return found;
    }
  }
  return null;
};

const nameOf = (property: ts.ObjectLiteralElementLike): string | null =>
  property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ? property.name.text
    : null;

const keysOf = (object: ts.ObjectLiteralExpression): { names: string[]; open: boolean } => {
  const names: string[] = [];
  let open = false;
  for (const property of object.properties) {
    const name = nameOf(property);
    if (name !== null) names.push(name);
    if (!ts.isSpreadAssignment(property)) continue;
    const spread = objectOf(property.expression);
    const inside = spread ? keysOf(spread) : { names: [], open: true };
    names.push(...inside.names);
    open ||= inside.open;
  }
  return { names, open };
};

const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | null => {
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && nameOf(property) === name) return property.initializer;
  }
  return null;
};

/** Methods of a definition; those of the behaviors it lists count as its own. */
const methodsOfDefinition = (
  definition: ts.ObjectLiteralExpression,
  isPage: boolean,
): { names: string[]; open: boolean } => {
  const own = isPage ? keysOf(definition) : { names: [] as string[], open: false };
  const methods = propertyOf(definition, 'methods');
  const listed = propertyOf(definition, 'behaviors');
  const inMethods = methods && objectOf(methods);
  const parts = [own, inMethods ? keysOf(inMethods) : { names: [], open: methods !== null }];
  if (listed && ts.isArrayLiteralExpression(listed)) {
    for (const behavior of listed.elements) {
      if (ts.isStringLiteral(behavior)) continue;
      const definitionOfBehavior = objectOf(behavior);
      parts.push(
        definitionOfBehavior
          ? methodsOfDefinition(definitionOfBehavior, isPage)
          : { names: [], open: true },
      );
    }
  } else if (listed) {
    parts.push({ names: [], open: true });
  }
  return { names: parts.flatMap(({ names }) => names), open: parts.some(({ open }) => open) };
};

/**
 * The methods of the page or component that a script defines by `Page({…})` or `Component({…})`;
 * null where it defines none.
 */
export const methodsOf = (file: string): Methods | null => {
  let found: Methods | null = null;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const callee = node.expression.text;
      if (callee === 'Page' || callee === 'Component') {
        const [argument] = node.arguments;
        const definition = argument && objectOf(argument);
        const methods = definition
          ? methodsOfDefinition(definition, callee === 'Page')
          : { names: [], open: true };
        found = { names: new Set(methods.names), open: methods.open };
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
};
