import ts from 'typescript';

/** The names that a script imports of a package; null where it may use any, as by `import * as`. */
export const namesAsked = (text: string, file: string, name: string): string[] | null => {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const names: string[] = [];
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !isOf(statement.moduleSpecifier, name)) continue;
    const { importClause } = statement;
    if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    const bindings = importClause?.namedBindings;
    if (!bindings || importClause.name || !ts.isNamedImports(bindings)) return null;
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) names.push((element.propertyName ?? element.name).text);
    }
  }
  return names.length > 0 ? names : null;
};

const isOf = (specifier: ts.Expression, name: string): boolean =>
  ts.isStringLiteralLike(specifier) && specifier.text === name;
